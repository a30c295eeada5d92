// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.cli.stream.StreamBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code av1 record-stream}: what comes out of a stream, whole, cut and damaged. */
class RecordStreamCommandTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 64;
    private static final String FIELDS = "width=64 height=64 framerate=30 pixels=rgb24";

    @TempDir
    private Path folder;

    /** A picture of one grey whose level tells which it is, with a red column that moves. */
    private static byte[] picture(int number) {
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        Arrays.fill(pixels, (byte) (60 + 10 * number));
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 8 * number; x < 8 * number + 8; x++) {
                int at = 3 * (y * WIDTH + x);
                pixels[at] = (byte) 230;
                pixels[at + 1] = 20;
                pixels[at + 2] = 20;
            }
        }
        return pixels;
    }

    private static short[] tone(int from, int frames, int rate) {
        short[] samples = new short[2 * frames];
        for (int i = 0; i < frames; i++) {
            samples[2 * i] = (short) (12_000 * Math.sin(2 * Math.PI * 440 * (from + i) / rate));
            samples[2 * i + 1] = (short) -samples[2 * i];
        }
        return samples;
    }

    private CommandRun record(byte[] stream, Object... words) {
        return CommandRun.withInput(
                new ByteArrayInputStream(stream),
                Stream.concat(Stream.of("record-stream", "-"), Arrays.stream(words))
                        .toArray());
    }

    private static byte[] movie(int pictures) {
        StreamBytes stream = StreamBytes.of(FIELDS);
        for (int i = 0; i < pictures; i++) {
            stream.picture(i, picture(i));
        }
        return stream.done().bytes();
    }

    private static void assertPictures(Path file, int count) throws IOException {
        List<byte[]> pictures = Ffmpeg.rgb(file, WIDTH, HEIGHT);
        assertThat(pictures.size()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            byte[] wanted = picture(i);
            double squares = 0;
            for (int j = 0; j < wanted.length; j++) {
                int difference = (wanted[j] & 0xFF) - (pictures.get(i)[j] & 0xFF);
                squares += difference * difference;
            }
            double psnr = 10 * Math.log10(255.0 * 255.0 * wanted.length / Math.max(1, squares));
            assertThat(psnr).as("picture %d, dB", i).isGreaterThan(27);
        }
    }

    @Test
    void everyPictureAndSampleIsInTheMovie() throws IOException {
        Ffmpeg.assumeInstalled();
        StreamBytes stream = StreamBytes.of(FIELDS + " sound=s16le sample_rate=48000 channels=2");
        for (int i = 0; i < 6; i++) {
            stream.picture(i, picture(i)).sound(tone(1600 * i, 1600, 48_000));
        }
        Path out = folder.resolve("a.mkv");
        CommandRun run = record(stream.done().bytes(), "-o", out, "--audio-codec", "flac", "--set", "bitrate=4M");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("a.mkv: 6 frames, 0.20 s, 64x64, 30 fps, AV1 + FLAC stereo");
        assertPictures(out, 6);
        ShortBuffer sound = ByteBuffer.wrap(Ffmpeg.sound(out))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        short[] samples = new short[sound.remaining()];
        sound.get(samples);
        assertThat(samples).isEqualTo(tone(0, 9600, 48_000));
    }

    /** 29 frames a second of 1655 samples: 47995 Hz, which must end where the pictures end. */
    @Test
    void soundOfARateThatNoCodecHasDoesNotDrift() throws IOException {
        Ffmpeg.assumeInstalled();
        StreamBytes stream = StreamBytes.of(
                FIELDS.replace("framerate=30", "framerate=29") + " sound=s16le sample_rate=47995 channels=2");
        int frames = 29 * 8;
        for (int i = 0; i < frames; i++) {
            stream.picture(i, picture(i % 7)).sound(tone(1655 * i, 1655, 47_995));
        }
        Path out = folder.resolve("a.mp4");
        CommandRun run = record(stream.done().bytes(), "-o", out, "--audio-codec", "aac");
        assertThat(run.exitCode()).as(run.err()).isZero();
        ShortBuffer sound = ByteBuffer.wrap(Ffmpeg.sound(out))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        assertThat(sound.remaining() / 2).isBetween(48_000 * 8 - 1100, 48_000 * 8 + 1100);
        // After eight seconds the tone is where it would be without any drift: 40 samples of it would turn the sign.
        double sum = 0;
        double energy = 0;
        short[] wanted = tone(0, 48_000 * 8, 48_000);
        for (int i = 2 * 47_000 * 8; i < 2 * 47_800 * 8 && i < sound.remaining(); i++) {
            sum += (double) wanted[i] * sound.get(i);
            energy += (double) wanted[i] * wanted[i];
        }
        assertThat(sum / energy).isGreaterThan(0.9);
    }

    @Test
    void gapsInTimeStayGaps() throws IOException {
        Ffmpeg.assumeInstalled();
        byte[] stream = StreamBytes.of(FIELDS)
                .picture(0, picture(0))
                .picture(1, picture(1))
                .picture(10, picture(2))
                .done()
                .bytes();
        Path out = folder.resolve("a.mp4");
        assertThat(record(stream, "-o", out).exitCode()).isZero();
        String times = Ffmpeg.probe(out, "-select_streams", "v:0", "-show_entries", "packet=pts_time");
        assertThat(times.lines().map(line -> Double.parseDouble(line.substring(line.indexOf('=') + 1))))
                .satisfiesExactly(
                        a -> assertThat(a).isZero(),
                        b -> assertThat(b).isBetween(0.0333, 0.0334),
                        c -> assertThat(c).isBetween(0.3333, 0.3334));
        assertPictures(out, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17 * 512, 100})
    void aKilledWriterLeavesAMovieOfAllWholePictures(int missing) throws IOException {
        Ffmpeg.assumeInstalled();
        byte[] whole = movie(5);
        Path out = folder.resolve("a.mp4");
        CommandRun run = record(Arrays.copyOf(whole, whole.length - missing), "-o", out);
        int pictures = missing == 16 ? 5 : 4;
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.error()).contains("ends early").contains("a.mp4 holds the %d frames".formatted(pictures));
        assertPictures(out, pictures);
    }

    @Test
    void aDamagedStreamLeavesWhatCameBefore() throws IOException {
        Ffmpeg.assumeInstalled();
        byte[] stream = StreamBytes.of(FIELDS)
                .picture(0, picture(0))
                .picture(1, picture(1))
                .picture(1, picture(2))
                .done()
                .bytes();
        Path out = folder.resolve("a.ivf");
        CommandRun run = record(stream, "-o", out);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.error()).contains("record 2 (PICT): time: 1 given").contains("a.ivf holds the 2 frames");
        assertPictures(out, 2);
    }

    @Test
    void badHeadersAndSettingsRecordNothing() throws IOException {
        Path out = folder.resolve("a.mp4");
        CommandRun header = record(new StreamBytes("MOVIEMAKER-STREAM 1 width=1").bytes(), "-o", out);
        assertThat(header.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(header.error()).contains("width: '1' given, 16 to 65536 allowed");
        CommandRun setting = record(movie(1), "-o", out, "--set", "bitrat=5M", "--set", "quality=200");
        assertThat(setting.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(setting.error()).contains("bitrat: no such setting; the nearest is 'bitrate'");
        CommandRun range = record(movie(1), "-o", out, "--set", "quality=200");
        assertThat(range.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(range.error()).startsWith("av1: quality: 200 given");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void soundWithoutAPlaceIsLeftOutAndSaidSo() throws IOException {
        byte[] stream = StreamBytes.of(FIELDS + " sound=s16le sample_rate=48000 channels=2")
                .picture(0, picture(0))
                .sound(tone(0, 1600, 48_000))
                .done()
                .bytes();
        CommandRun bare = record(stream, "-o", folder.resolve("a.av1"));
        assertThat(bare.exitCode()).as(bare.err()).isZero();
        assertThat(bare.out()).contains("warning: the sound is left out");
        CommandRun unwanted = record(stream, "--no-audio", "-o", folder.resolve("a.mp4"));
        assertThat(unwanted.out()).contains("30 fps, AV1, ").doesNotContain("left out");
    }

    @Test
    void aCheckReadsTheHeaderAndRecordsNothing() throws IOException {
        byte[] header = StreamBytes.of(FIELDS).bytes();
        Path out = folder.resolve("a.mp4");
        assertThat(record(header, "--check", "-o", out).exitCode()).isZero();
        CommandRun bad = record(header, "--check", "-o", out, "--set", "tile_cols=99");
        assertThat(bad.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(bad.error()).startsWith("av1: tile_cols: 99 given");
        assertThat(out).doesNotExist();
    }

    @Test
    void eventsAreOneObjectALine() {
        CommandRun run = record(movie(4), "--events", "-o", folder.resolve("a.mp4"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines)
                .allSatisfy(line -> assertThat(line).startsWith("{\"event\":").endsWith("}"));
        assertThat(lines.getFirst()).isEqualTo("{\"event\":\"waiting\"}");
        assertThat(lines.getLast())
                .startsWith("{\"event\":\"finished\",\"output\":\"")
                .contains("\"frames_encoded\":4,");
    }

    @Test
    void aStreamInAFileIsReadToo() throws IOException {
        Path file = Files.write(folder.resolve("a.stream"), movie(3));
        CommandRun run = CommandRun.of("record-stream", file, "-o", folder.resolve("a.obu"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(CommandRun.of("inspect", folder.resolve("a.obu")).out()).contains("3 shown");
    }
}
