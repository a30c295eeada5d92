// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Length of sound to the sample, and times of pictures. */
class SoundTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "mp4,OPUS,44100,1",
        "mp4,OPUS,48000,2",
        "mkv,OPUS,22050,6",
        "webm,OPUS,96000,8",
        "mp4,OPUS,8000,3",
        "mp4,AAC,44100,2",
        "mkv,AAC,48000,2",
        "mkv,AAC,8000,1",
        "mp4,AAC,96000,6",
        "mp4,FLAC,44100,2",
        "mkv,FLAC,96000,4",
        "mp4,OPUS,192000,5",
        "mkv,OPUS,44100,7"
    })
    void everySampleArrives(String extension, AudioCodec codec, int rate, int channels) throws Exception {
        Path file = folder.resolve("movie." + extension);
        int perFrame = rate / 59;
        int frames = 60;
        EncoderSettings settings = EncoderSettings.builder()
                .width(64)
                .height(64)
                .framerate(Rational.of(59))
                .rateControl(RateControlMode.CRF)
                .speed(13)
                .build();
        try (Recorder recorder = new Recorder(settings, file, Optional.of(new AudioFormat(rate, channels, codec)))) {
            for (int i = 0; i < frames; i++) {
                recorder.frame(Pictures.moving(64, 64, i));
                recorder.sound(Pictures.tone(rate, channels, (long) i * perFrame, perFrame));
            }
            recorder.finish();
        }
        int codedRate = codec == AudioCodec.OPUS ? 48000 : rate;
        long expected = Rational.of(codedRate).rescale((long) frames * perFrame, Rational.of(rate));
        try (MediaReader reader = MediaReader.open(file)) {
            assertThat(reader.audio().orElseThrow().channels()).isEqualTo(channels);
            assertThat(reader.audio().orElseThrow().sampleRate()).isEqualTo(codedRate);
            long samples = 0;
            Optional<MovieInput.Item> item = reader.next();
            while (item.isPresent()) {
                samples += item.get() instanceof MovieInput.Item.Sound sound
                        ? sound.block().frames()
                        : 0;
                item = reader.next();
            }
            assertThat(samples).isEqualTo(expected);
        }
        if (extension.equals("mp4")) {
            // The program ffmpeg plays the padding that MP4's durations leave out.
            assertThat(Tools.probe(file, "stream=duration_ts,time_base"))
                    .containsEntry("streams.stream.1.time_base", "1/" + codedRate)
                    .containsEntry("streams.stream.1.duration_ts", Long.toString(expected));
        } else {
            assertThat(Tools.decodeSound(file).length / (2 * channels)).isEqualTo(expected);
        }
        TwoDecoders.check(file, frames, 64, 64, 8);
    }

    @ParameterizedTest
    @CsvSource({"mp4", "mkv"})
    void variableFrameRatesKeepTheirTimes(String extension) throws Exception {
        Path file = folder.resolve("movie." + extension);
        long[] times = {0, 33, 50, 120, 121, 400, 433, 466, 900};
        EncoderSettings settings = EncoderSettings.builder()
                .width(64)
                .height(64)
                .timeBase(new Rational(1, 1000))
                .rateControl(RateControlMode.CRF)
                .speed(13)
                .build();
        try (Recorder recorder = new Recorder(settings, file, Optional.empty())) {
            for (int i = 0; i < times.length; i++) {
                long next = i + 1 < times.length ? times[i + 1] : 1000;
                recorder.frame(Pictures.moving(64, 64, i), times[i], next - times[i]);
            }
            recorder.finish();
        }
        String probe = new String(Tools.probeText(file, "packet=pts_time"), java.nio.charset.StandardCharsets.UTF_8);
        List<Long> read = new ArrayList<>();
        probe.lines()
                .filter(line -> line.startsWith("pts_time="))
                .forEach(line -> read.add(Math.round(Double.parseDouble(line.substring(9)) * 1000)));
        assertThat(read).containsExactly(0L, 33L, 50L, 120L, 121L, 400L, 433L, 466L, 900L);
        assertThat(Double.parseDouble(Tools.probe(file, "format=duration").getOrDefault("format.duration", "0")))
                .isEqualTo(1.0);
        TwoDecoders.check(file, times.length, 64, 64, 8);
    }

    @Test
    void soundThatNeverComesDoesNotHoldBackTheFile() throws Exception {
        Path file = folder.resolve("movie.mp4");
        EncoderSettings settings = EncoderSettings.builder()
                .width(64)
                .height(64)
                .rateControl(RateControlMode.CRF)
                .speed(13)
                .build();
        try (Recorder recorder = new Recorder(settings, file, Optional.of(new AudioFormat(48000, 2)))) {
            for (int i = 0; i < 120; i++) {
                recorder.frame(Pictures.moving(64, 64, i));
            }
            recorder.finish();
        }
        assertThat(Tools.probe(file, "stream=nb_frames")).containsEntry("streams.stream.0.nb_frames", "120");
        TwoDecoders.check(file, 120, 64, 64, 8);
    }
}
