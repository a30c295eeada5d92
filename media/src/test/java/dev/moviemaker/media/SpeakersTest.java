// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loudspeakers that Opus has no layout of: their sound is carried in a layout that has them, and nothing is lost. */
class SpeakersTest {
    private static final int RATE = 48_000;

    @TempDir
    Path folder;

    /** A tone of 300 Hz times its number in each channel. */
    private Path tones(String layout, int channels) throws Exception {
        List<String> tones = new ArrayList<>();
        for (int c = 1; c <= channels; c++) {
            tones.add("0.3*sin(2*PI*%d*t)".formatted(300 * c));
        }
        Path file = folder.resolve("tones.wav");
        Tools.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "aevalsrc=%s:c=%s:s=48000:d=0.5".formatted(String.join("|", tones), layout),
                file.toString());
        return file;
    }

    private static List<String> recorded(Path source, Path file) throws Exception {
        EncoderSettings settings =
                EncoderSettings.builder().width(64).height(48).speed(12).build();
        try (MediaReader reader = MediaReader.openSound(source, dev.moviemaker.media.input.MediaOptions.DEFAULT)) {
            var given = reader.audio().orElseThrow();
            AudioFormat format = new AudioFormat(RATE, given.channels(), AudioCodec.OPUS, given.channelMask());
            try (Recorder recorder = new Recorder(settings, file, Optional.of(format))) {
                recorder.frame(Pictures.moving(64, 48, 0));
                for (Optional<MovieInput.Item> item = reader.next(); item.isPresent(); item = reader.next()) {
                    recorder.sound(((MovieInput.Item.Sound) item.get()).block());
                }
                recorder.finish();
                return recorder.warnings();
            }
        }
    }

    /** The number of the loudest tone in a channel, by correlation with each; 0 for silence. */
    private static int tone(ShortBuffer samples, int channels, int channel) {
        int loudest = 0;
        double most = 0.02;
        for (int tone = 1; tone <= 8; tone++) {
            double sine = 0;
            double cosine = 0;
            int count = 9600;
            for (int i = 0; i < count; i++) {
                double value = samples.get((i + 4800) * channels + channel) / 32768.0;
                double angle = 2 * Math.PI * 300 * tone * i / RATE;
                sine += value * Math.sin(angle);
                cosine += value * Math.cos(angle);
            }
            double loudness = Math.hypot(sine, cosine) * 2 / count;
            if (loudness > most) {
                most = loudness;
                loudest = tone;
            }
        }
        return loudest;
    }

    @ParameterizedTest
    @CsvSource({
        "2.1, 3, carried in 5.1, 1 2 0 3 0 0",
        "3.1, 4, carried in 5.1, 1 2 3 4 0 0",
        "4.0, 4, carried in 6.1, 1 2 3 0 4 0 0",
        "4.1, 5, carried in 6.1, 1 2 3 4 5 0 0",
        "6.0, 6, carried in 6.1, 1 2 3 0 4 5 6",
        "hexagonal, 6, carried in 6.1, 1 2 3 0 6 4 5",
        "7.0, 7, carried in 7.1, 1 2 3 0 4 5 6 7",
        "FL+FR+FC+LFE+BL+BR+BC, 7, '', 1 2 3 4 7 5 6",
        "5.1(side), 6, '', 1 2 3 4 5 6",
        "octagonal, 8, mixed to 7.1, 1 2 3 0 4 5 7 8",
    })
    void everyLoudspeakerKeepsItsSound(String layout, int channels, String told, String tones) throws Exception {
        Path file = folder.resolve("out.mkv");
        List<String> warnings = recorded(tones(layout, channels), file);
        if (told.isEmpty()) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains("no " + layout + ":")
                    .contains(told);
        }
        ShortBuffer samples = ByteBuffer.wrap(Tools.decodeSound(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        String[] expected = tones.split(" ", -1);
        List<String> heard = new ArrayList<>();
        for (int c = 0; c < expected.length; c++) {
            heard.add(Integer.toString(tone(samples, expected.length, c)));
        }
        assertThat(heard).containsExactly(expected);
    }
}
