// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.HdrMetadata;
import dev.moviemaker.HdrMetadata.Chromaticity;
import dev.moviemaker.MovieTags;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.recorder.MovieMaker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recording is told besides pictures and sound is read back from the file. */
class CarriedTest {
    private static final HdrMetadata HDR = new HdrMetadata(
            List.of(new Chromaticity(0.68, 0.32), new Chromaticity(0.265, 0.69), new Chromaticity(0.15, 0.06)),
            new Chromaticity(0.3127, 0.329),
            1000,
            0.005,
            900,
            400);
    private static final MovieTags TAGS = new MovieTags(
            Map.of("title", "Möwen", "creation_time", "2024-05-06T07:08:09.000000Z"),
            Map.of("language", "deu", "title", "Vögel"),
            List.of(Map.of("language", "fra", "title", "Chœur")),
            List.of(
                    new MovieTags.Chapter(Duration.ZERO, Duration.ofMillis(100), "One"),
                    new MovieTags.Chapter(Duration.ofMillis(100), Duration.ofMillis(2200), "Two")));

    @TempDir
    Path folder;

    private static EncoderSettings settings() {
        return EncoderSettings.builder()
                .width(96)
                .height(64)
                .speed(12)
                .timeBase(new Rational(1, 1000))
                .pixelAspect(new Rational(64, 45))
                .hdrMetadata(HDR)
                .tags(TAGS)
                .audio(new AudioFormat(48000, 2, AudioCodec.OPUS))
                .build();
    }

    private static MovieMaker recorded(Path file, EncoderSettings settings) {
        MovieMaker maker = MovieMaker.create("av1_software");
        maker.configure(settings);
        maker.start(file);
        for (int i = 0; i < 3; i++) {
            maker.record(Pictures.moving(96, 64, i).withPts(100L * i));
        }
        maker.finish(2200);
        return maker;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv", "webm"})
    void everyContainerCarriesWhatItHasAPlaceFor(String extension) throws Exception {
        Path file = folder.resolve("a." + extension);
        try (MovieMaker maker = recorded(file, settings());
                MediaReader reader = MediaReader.open(file)) {
            assertThat(maker.statistics().movieTime()).isEqualTo(Duration.ofMillis(2200));
            // WebM states whole pixels of 96 x 64/45: 137 instead of 136.5.
            assertThat(reader.video().orElseThrow().pixelAspect().toDouble())
                    .isCloseTo(64.0 / 45, Offset.offset(extension.equals("webm") ? 0.006 : 1e-9));
            HdrMetadata hdr = reader.video().orElseThrow().hdr().orElseThrow();
            assertThat(hdr.maxLuminance()).isEqualTo(1000);
            assertThat(hdr.minLuminance()).isCloseTo(0.005, Offset.offset(1e-4));
            assertThat(hdr.maxContentLight()).isEqualTo(900);
            assertThat(hdr.maxFrameAverageLight()).isEqualTo(400);
            assertThat(hdr.primaries().get(1).y()).isCloseTo(0.69, Offset.offset(1e-4));
            assertThat(reader.tags().movie()).containsEntry("title", "Möwen");
            assertThat(reader.tags().movie().get("creation_time")).startsWith("2024-05-06T07:08:09");
            assertThat(reader.tags().pictures())
                    .containsEntry("language", "deu")
                    .containsEntry("title", "Vögel");
            assertThat(reader.tags().sound().getFirst())
                    .containsEntry("language", "fra")
                    .containsEntry("title", "Chœur");
            String word = extension.equals("mp4") ? "handler_name" : "title";
            assertThat(new String(Tools.probeText(file, "stream_tags=" + word), StandardCharsets.UTF_8))
                    .contains("Vögel", "Chœur");
            assertThat(reader.tags().chapters())
                    .extracting(MovieTags.Chapter::title)
                    .containsExactly("One", "Two");
            assertThat(reader.tags().chapters().get(1).start()).isEqualTo(Duration.ofMillis(100));
            long end = 0;
            Optional<MovieInput.Item> item = reader.next();
            while (item.isPresent()) {
                if (item.get() instanceof MovieInput.Item.Picture picture) {
                    end = picture.frame().pts() + picture.duration();
                }
                item = reader.next();
            }
            assertThat(end * reader.video().orElseThrow().timeBase().toDouble()).isCloseTo(2.2, Offset.offset(0.002));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv", "webm"})
    void theLightOfTheContentIsCarriedWithoutADisplay(String extension) throws Exception {
        Path file = folder.resolve("light." + extension);
        EncoderSettings settings = EncoderSettings.builder()
                .width(96)
                .height(64)
                .speed(12)
                .timeBase(new Rational(1, 1000))
                .hdrMetadata(HdrMetadata.ofLight(800, 300))
                .build();
        try (MovieMaker maker = recorded(file, settings);
                MediaReader reader = MediaReader.open(file)) {
            assertThat(maker.statistics().warnings()).noneMatch(warning -> warning.contains("light"));
            assertThat(reader.video().orElseThrow().hdr()).contains(HdrMetadata.ofLight(800, 300));
        }
    }

    @Test
    void streamsWithoutAContainerSayWhatIsLost() {
        EncoderSettings silent = EncoderSettings.builder()
                .width(96)
                .height(64)
                .speed(12)
                .timeBase(new Rational(1, 1000))
                .pixelAspect(new Rational(64, 45))
                .hdrMetadata(HDR)
                .tags(TAGS)
                .build();
        try (MovieMaker maker = recorded(folder.resolve("a.ivf"), silent)) {
            assertThat(maker.statistics().warnings())
                    .anyMatch(warning -> warning.contains("64/45"))
                    .anyMatch(warning -> warning.contains("mastering display"))
                    .anyMatch(warning -> warning.contains("chapters"));
        }
    }
}
