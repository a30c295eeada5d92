// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every setting has a method of the builder, a key and a row in the documentation, and nothing else has. */
class SettingsTableTest {
    private static final Set<String> NO_SETTINGS = Set.of("hashCode", "toString", "toBuilder");

    private static Set<String> accessors() {
        return Arrays.stream(EncoderSettings.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 0)
                .map(Method::getName)
                .filter(name -> !NO_SETTINGS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String key(String accessor) {
        return accessor.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void everySettingHasABuilderMethodAKeyAndARow() throws IOException {
        Set<String> keys =
                accessors().stream().map(SettingsTableTest::key).collect(Collectors.toCollection(TreeSet::new));
        assertThat(keys).hasSizeGreaterThan(25).contains("frames_in_flight", "hdr_metadata");
        assertThat(Arrays.stream(EncoderSettingsBuilder.class.getMethods()).map(Method::getName))
                .containsAll(accessors());
        // A preset is a key without a value of its own.
        keys.add("preset");
        assertThat(SettingsKeys.names()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(rows()).containsExactlyInAnyOrderElementsOf(keys);
    }

    /** The keys in the first column of the first table. */
    private static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "SETTINGS.md")).stream()
                .dropWhile(line -> !line.startsWith("| key |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(line -> Pattern.compile("`(\\w+)`")
                        .matcher(line.split("\\|", -1)[1])
                        .results()
                        .map(match -> match.group(1)))
                .toList();
    }

    @Test
    void readsSettingsOfSeveralValues() {
        EncoderSettings settings = EncoderSettings.fromMap(Map.of(
                "audio", "flac:44100:6",
                "tags", "title=A = B;artist=Me",
                "hdr_metadata", "R(0.68,0.32)G(0.265,0.69)B(0.15,0.06)WP(0.3127,0.329)L(1000,0.01)CLL(900,400)"));
        assertThat(settings.audio()).contains(new AudioFormat(44_100, 6, AudioCodec.FLAC));
        assertThat(EncoderSettings.fromMap(Map.of("audio", "opus:48000:2, flac:16000:1"))
                        .audio())
                .containsExactly(new AudioFormat(48_000, 2), new AudioFormat(16_000, 1, AudioCodec.FLAC));
        assertThat(settings.tags().movie()).isEqualTo(Map.of("title", "A = B", "artist", "Me"));
        assertThat(settings.hdrMetadata())
                .contains(new HdrMetadata(
                        List.of(
                                new HdrMetadata.Chromaticity(0.68, 0.32),
                                new HdrMetadata.Chromaticity(0.265, 0.69),
                                new HdrMetadata.Chromaticity(0.15, 0.06)),
                        new HdrMetadata.Chromaticity(0.3127, 0.329),
                        1000,
                        0.01,
                        900,
                        400));
        assertThat(EncoderSettings.fromMap(Map.of("tags", Map.of("title", "Demo")))
                        .tags()
                        .movie())
                .isEqualTo(Map.of("title", "Demo"));
        assertThat(EncoderSettings.fromMap(Map.of("audio", new AudioFormat(48_000, 2)))
                        .audio())
                .contains(new AudioFormat(48_000, 2));
    }

    @Test
    void namesEveryUnreadableOneOfThem() {
        assertThatThrownBy(() -> EncoderSettings.fromMap(
                        Map.of("audio", "48000:2", "tags", "Demo", "hdr_metadata", "1000 nits")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("audio: '48000:2' given, CODEC:SAMPLE_RATE:CHANNELS allowed")
                .hasMessageContaining("tags: 'Demo' given, key=value;key=value allowed")
                .hasMessageContaining("hdr_metadata: '1000 nits' given, R(x,y)");
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("audio", "mp3:48000:2")))
                .hasMessage("audio: codec 'mp3' given, one of [opus, flac, aac] allowed");
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("audio", "opus:100:2")))
                .hasMessageContaining("sampleRate: 100 given");
    }
}
