// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every container with every sound codec that it takes. */
class ContainerTest {
    private static final int FRAMES = 45;
    private static final int SOUND_RATE = 48000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "mp4,OPUS",
        "mp4,FLAC",
        "mp4,AAC",
        "mkv,OPUS",
        "mkv,FLAC",
        "mkv,AAC",
        "webm,OPUS",
        "mp4,",
        "mkv,",
        "webm,"
    })
    void writesTracksWithTagsAndTimes(String extension, AudioCodec codec) throws Exception {
        Path file = folder.resolve("movie." + extension);
        record(file, 96, 64, Optional.ofNullable(codec).map(c -> new AudioFormat(SOUND_RATE, 2, c)));

        Map<String, String> video = Tools.probe(
                file,
                "stream=codec_name,profile,width,height,pix_fmt,color_range,color_space,color_transfer,"
                        + "color_primaries,start_time,r_frame_rate,avg_frame_rate,duration,"
                        + "nb_frames:format=duration,start_time,nb_streams");
        assertThat(video)
                .containsEntry("format.nb_streams", codec == null ? "1" : "2")
                .containsEntry("format.start_time", "0.000000")
                .containsEntry("streams.stream.0.codec_name", "av1")
                .containsEntry("streams.stream.0.profile", "Main")
                .containsEntry("streams.stream.0.width", "96")
                .containsEntry("streams.stream.0.height", "64")
                .containsEntry("streams.stream.0.color_range", "tv")
                .containsEntry("streams.stream.0.color_space", "bt709")
                .containsEntry("streams.stream.0.color_transfer", "bt709")
                .containsEntry("streams.stream.0.color_primaries", "bt709")
                .containsEntry("streams.stream.0.start_time", "0.000000")
                .containsEntry("streams.stream.0.r_frame_rate", "30/1")
                .containsEntry("streams.stream.0.avg_frame_rate", "30/1");
        // Matroska's times include the codec's delay: 6.5 ms of Opus, 21.3 ms of AAC.
        assertThat(Double.parseDouble(video.getOrDefault("format.duration", "0")))
                .isBetween(1.5, extension.equals("mp4") ? 1.5 : 1.5 + 0.022);
        if (extension.equals("mp4")) {
            assertThat(video).containsEntry("streams.stream.0.duration", "1.500000");
        }
        if (codec != null) {
            assertThat(video).containsEntry("streams.stream.1.start_time", "0.000000");
        }
        byte[] pixels = Tools.ffmpeg("-c:v", "libaom-av1", "-i", file.toString(), "-map", "0:v", "-f", "rawvideo", "-");
        assertThat(pixels).hasSize(FRAMES * 96 * 64 * 3 / 2);
        TwoDecoders.check(file, FRAMES, 96, 64, 8);
    }

    static void record(Path file, int width, int height, Optional<AudioFormat> sound) throws Exception {
        EncoderSettings settings = EncoderSettings.builder()
                .width(width)
                .height(height)
                .rateControl(RateControlMode.CRF)
                .speed(12)
                .build();
        try (Recorder recorder = new Recorder(settings, file, sound)) {
            for (int i = 0; i < FRAMES; i++) {
                recorder.frame(Pictures.moving(width, height, i));
                if (sound.isPresent()) {
                    AudioFormat format = sound.get();
                    int block = format.sampleRate() / 30;
                    recorder.sound(Pictures.tone(format.sampleRate(), format.channels(), (long) i * block, block));
                }
            }
            recorder.finish();
        }
        assertThat(Files.size(file)).isPositive();
    }
}
