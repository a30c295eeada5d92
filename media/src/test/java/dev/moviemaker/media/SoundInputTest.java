// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.media.input.AudioInfo;
import dev.moviemaker.media.input.MediaOptions;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sound of every kind by what is heard: the tone in each channel, lengths, and where a beep comes. */
class SoundInputTest {
    private static final int RATE = 48_000;

    @TempDir
    Path folder;

    /** Every channel's samples, full scale from -1 to 1. */
    private static double[][] samples(MovieInput input) throws IOException {
        AudioInfo info = input.audio().orElseThrow();
        List<double[]> frames = new ArrayList<>();
        Optional<MovieInput.Item> item = input.next();
        while (item.isPresent()) {
            if (item.get() instanceof MovieInput.Item.Sound sound) {
                AudioBlock block = sound.block();
                for (long i = 0; i < block.frames(); i++) {
                    double[] frame = new double[info.channels()];
                    for (int c = 0; c < frame.length; c++) {
                        frame[c] = sample(block, i * frame.length + c);
                    }
                    frames.add(frame);
                }
            }
            item = input.next();
        }
        double[][] channels = new double[info.channels()][frames.size()];
        for (int i = 0; i < frames.size(); i++) {
            for (int c = 0; c < channels.length; c++) {
                channels[c][i] = frames.get(i)[c];
            }
        }
        return channels;
    }

    private static double sample(AudioBlock block, long index) {
        return switch (block.sampleFormat()) {
            case S16 -> block.data().getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index) / 32768.0;
            case S32 -> block.data().getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, index) / 2147483648.0;
            case F32 -> block.data().getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index);
        };
    }

    private static double[] decoded(Path file, int channels, int channel) throws Exception {
        ShortBuffer all = ByteBuffer.wrap(Tools.decodeSound(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        double[] samples = new double[all.remaining() / channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = all.get(i * channels + channel) / 32768.0;
        }
        return samples;
    }

    /** The frequency by counting zero crossings between two times. */
    private static double frequency(double[] samples, double from, double to) {
        int first = -1;
        int last = -1;
        int crossings = 0;
        for (int i = (int) (from * RATE) + 1; i < Math.min(samples.length, (int) (to * RATE)); i++) {
            if (samples[i - 1] < 0 && samples[i] >= 0) {
                first = first < 0 ? i : first;
                last = i;
                crossings++;
            }
        }
        return crossings < 2 ? 0 : (crossings - 1) * (double) RATE / (last - first);
    }

    private Path made(String name, String... arguments) throws Exception {
        Path file = folder.resolve(name);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-y", file.toString()));
        Tools.ffmpeg(all.toArray(String[]::new));
        return file;
    }

    /** A tone of 300 Hz times the channel's number in each. */
    private static String tones(int channels, String layout, double seconds) {
        StringBuilder text = new StringBuilder("aevalsrc=");
        for (int c = 1; c <= channels; c++) {
            text.append(c == 1 ? "" : "|").append("0.3*sin(2*PI*%d*t)".formatted(300 * c));
        }
        return text + ":c=%s:s=%d:d=%s".formatted(layout, RATE, seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "pcm_u8,wav",
        "pcm_s24le,wav",
        "pcm_f64le,wav",
        "adpcm_ms,wav",
        "pcm_alaw,wav",
        "pcm_s64le,mka",
        "pcm_s16be,mov",
        "pcm_f32be,aiff",
        "flac,flac",
        "aac,m4a"
    })
    void readsEveryKindOfSound(String codec, String extension) throws Exception {
        Path file = made("a." + extension, "-f", "lavfi", "-i", tones(2, "stereo", 0.5), "-c:a", codec);
        try (MediaReader reader = MediaReader.open(file)) {
            double[][] channels = samples(reader);
            assertThat(channels[0].length).isBetween(24_000, 25_200);
            assertThat(frequency(channels[0], 0.05, 0.45)).isCloseTo(300, Offset.offset(2.0));
            assertThat(frequency(channels[1], 0.05, 0.45)).isCloseTo(600, Offset.offset(2.0));
        }
    }

    @Test
    void readsRf64AndInterruptedWav() throws Exception {
        Path rf64 = made("a.wav", "-f", "lavfi", "-i", tones(2, "stereo", 0.5), "-rf64", "always");
        try (MediaReader reader = MediaReader.open(rf64)) {
            assertThat(samples(reader)[1]).hasSize(24_000);
        }
        Path whole = made("b.wav", "-f", "lavfi", "-i", tones(1, "mono", 0.5));
        byte[] bytes = Files.readAllBytes(whole);
        // As an interrupted recording leaves it: the size of the data is still 0.
        int data = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("data");
        Arrays.fill(bytes, data + 4, data + 8, (byte) 0);
        try (MediaReader reader = MediaReader.open(Files.write(folder.resolve("c.wav"), bytes))) {
            assertThat(samples(reader)[0]).hasSize(24_000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3,3.0,OPUS,mkv",
        "4,quad,OPUS,mp4",
        "5,5.0,OPUS,mkv",
        "5,5.0,OPUS,mp4",
        "5,5.0,OPUS,webm",
        "6,5.1,OPUS,mkv",
        "7,6.1,OPUS,mkv",
        "7,6.1,OPUS,mp4",
        "8,7.1,OPUS,webm",
        "5,5.0,AAC,mp4",
        "7,6.1,FLAC,mkv",
        "4,4.0,FLAC,mkv",
        "4,4.0,AAC,mp4"
    })
    void everyLoudspeakerKeepsItsTone(int count, String layout, AudioCodec codec, String extension) throws Exception {
        Path source = made("tones.wav", "-f", "lavfi", "-i", tones(count, layout, 0.6));
        Path file = folder.resolve("out." + extension);
        try (MediaReader reader = MediaReader.open(source)) {
            AudioInfo info = reader.audio().orElseThrow();
            record(file, new AudioFormat(RATE, count, codec, info.channelMask()), reader);
        }
        Tools.probe(file, "stream=channel_layout").forEach((key, value) -> {
            if (key.endsWith("channel_layout")) {
                assertThat(value).startsWith(layout);
            }
        });
        for (int c = 0; c < count; c++) {
            boolean lfe = layout.endsWith(".1") && c == 3;
            if (!lfe) {
                assertThat(frequency(decoded(file, count, c), 0.1, 0.5))
                        .as("channel %d", c)
                        .isCloseTo(300 * (c + 1), Offset.offset(6.0));
            }
        }
    }

    private static List<String> record(Path file, AudioFormat format, MediaReader sound) throws Exception {
        try (Recorder recorder = new Recorder(
                dev.moviemaker.EncoderSettings.builder()
                        .width(64)
                        .height(48)
                        .speed(12)
                        .build(),
                file,
                Optional.of(format))) {
            recorder.frame(Pictures.moving(64, 48, 0));
            Optional<MovieInput.Item> item = sound.next();
            while (item.isPresent()) {
                recorder.sound(((MovieInput.Item.Sound) item.get()).block());
                item = sound.next();
            }
            recorder.finish();
            return recorder.warnings();
        }
    }

    /** Two streams one after the other, as a recorder leaves them when the sound's format changes. */
    @ParameterizedTest
    @CsvSource({
        "stereo,48000,5.1,48000",
        "stereo,48000,stereo,44100",
        "stereo,48000,mono,48000",
        "5.1,48000,stereo,48000"
    })
    void changesInTheMiddleAreMixedToTheBeginning(String first, int firstRate, String second, int secondRate)
            throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int offset = 0;
        for (String[] part : new String[][] {{first, "" + firstRate}, {second, "" + secondRate}}) {
            Path file = made(
                    "part.ts",
                    "-f",
                    "lavfi",
                    "-i",
                    "testsrc2=s=96x64:r=25:d=1",
                    "-f",
                    "lavfi",
                    "-i",
                    "sine=440:r=%s:d=1,pan=%s|%s".formatted(part[1], part[0], pan(part[0])),
                    "-c:v",
                    "mpeg2video",
                    "-bf",
                    "0",
                    "-c:a",
                    "ac3",
                    "-output_ts_offset",
                    Integer.toString(offset++),
                    "-muxdelay",
                    "0");
            all.writeBytes(Files.readAllBytes(file));
        }
        Path file = Files.write(folder.resolve("both.ts"), all.toByteArray());
        try (MediaReader reader = MediaReader.open(file)) {
            assertThat(reader.audio().orElseThrow().sampleRate()).isEqualTo(firstRate);
            double[][] channels = samples(reader);
            assertThat(channels[0].length / (double) firstRate).isCloseTo(2, Offset.offset(0.1));
            assertThat(frequency(channels[0], 0.2, 0.8)).isCloseTo(440, Offset.offset(4.0));
            assertThat(frequency(channels[0], 1.2, 1.8)).isCloseTo(440, Offset.offset(4.0));
            assertThat(reader.notes()).anyMatch(note -> note.contains("changes in the middle"));
        }
    }

    private static String pan(String layout) {
        return switch (layout) {
            case "mono" -> "c0=c0";
            case "stereo" -> "c0=c0|c1=c0";
            default -> "c0=c0|c1=c0|c2=0*c0|c3=0*c0|c4=0*c0|c5=0*c0";
        };
    }

    /** A beep each second, whose own times run faster or slower than its samples. */
    @ParameterizedTest
    @CsvSource({"1.05", "0.95"})
    void soundFollowsItsOwnTimes(double speed) throws Exception {
        Path file = made(
                "drift.mkv",
                "-f",
                "lavfi",
                "-i",
                "aevalsrc='0.5*sin(2*PI*1000*t)*lt(mod(t*%s,1),0.05)':s=%d:d=8".formatted(speed, RATE),
                "-af",
                "asetnsamples=480,asetpts=PTS*%s".formatted(speed),
                "-c:a",
                "pcm_s16le");
        try (MediaReader reader = MediaReader.open(file)) {
            double[] samples = samples(reader)[0];
            for (int second = 1; second < 7; second++) {
                assertThat(firstLoud(samples, second - 0.2))
                        .as("beep %d", second)
                        .isCloseTo(second, Offset.offset(0.09));
            }
            assertThat(reader.notes()).anyMatch(note -> note.contains("drifts"));
        }
    }

    private static double firstLoud(double[] samples, double from) {
        for (int i = (int) (from * RATE); i < samples.length; i++) {
            if (Math.abs(samples[i]) > 0.2) {
                return (double) i / RATE;
            }
        }
        return -1;
    }

    @Test
    void theDefaultTrackIsTakenOrTheOneAskedFor() throws Exception {
        Path file = made(
                "two.mkv",
                "-f",
                "lavfi",
                "-i",
                "sine=300:r=48000:d=0.5",
                "-f",
                "lavfi",
                "-i",
                "sine=600:r=48000:d=0.5",
                "-map",
                "0",
                "-map",
                "1",
                "-c:a",
                "flac",
                "-disposition:a:0",
                "0",
                "-disposition:a:1",
                "default");
        assertThat(heard(file, OptionalInt.empty())).isCloseTo(600, Offset.offset(4.0));
        assertThat(heard(file, OptionalInt.of(1))).isCloseTo(300, Offset.offset(4.0));
        assertThatThrownBy(() -> heard(file, OptionalInt.of(3)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("audio track 3 requested, the input has 2");
    }

    @Test
    void aTrackThatCannotBeDecodedIsSkippedAndTold() throws Exception {
        Path file = made(
                "two.mp4",
                "-f",
                "lavfi",
                "-i",
                "sine=300:r=48000:d=0.5",
                "-f",
                "lavfi",
                "-i",
                "sine=600:r=48000:d=0.5",
                "-map",
                "0",
                "-map",
                "1",
                "-c:a",
                "aac");
        byte[] bytes = Files.readAllBytes(file);
        // The sample entry and the description in it, which alone would tell the codec too.
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        for (String box : List.of("mp4a", "esds")) {
            System.arraycopy(new byte[] {'z', 'z', 'z', 'z'}, 0, bytes, text.indexOf(box), 4);
        }
        Files.write(file, bytes);
        assertThat(heard(file, OptionalInt.empty())).isCloseTo(600, Offset.offset(4.0));
        try (MediaReader reader = MediaReader.open(file)) {
            assertThat(reader.notes()).anyMatch(note -> note.contains("sound track 1 is left out"));
        }
    }

    private static double heard(Path file, OptionalInt track) throws IOException {
        MediaOptions options = new MediaOptions(true, track, true, 0, false, Optional.empty());
        try (MediaReader reader = MediaReader.open(file, options)) {
            return frequency(samples(reader)[0], 0.1, 0.4);
        }
    }
}
