// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Profile files are complete, and mistakes in them are named. */
class ProfilesTest {
    @TempDir
    Path folder = Path.of("unset");

    static List<String> names() {
        return Profiles.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void builtInProfilesAreSound(String name) {
        DriverProfile profile = Profiles.named(name);
        assertThat(profile.name()).isEqualTo(name);
        assertThat(profile.formats()).isNotEmpty();
        assertThat(profile.video().maxActiveReferencePictures())
                .isLessThan(profile.video().maxDpbSlots());
        // Without rate-control modes too: one layer is there (the Khronos conformance tests want it).
        assertThat(profile.encode().maxRateControlLayers()).isPositive();
        assertThat(profile.av1().minQIndex()).isLessThan(profile.av1().maxQIndex());
        for (DriverProfile.QualityLevel level : profile.qualityLevels()) {
            assertThat(level.preferredRateControlMode())
                    .isIn(Stream.concat(
                                    Stream.of(RateControlFlag.DEFAULT), profile.encode().rateControlModes().stream())
                            .toList());
            assertThat(level.preferredConstantQIndex())
                    .hasSize(3)
                    .allMatch(q ->
                            q >= profile.av1().minQIndex() && q <= profile.av1().maxQIndex());
        }
    }

    /** Paths of all fields; lists are fields, but for the records in them. */
    private static void fields(JsonElement json, String path, Set<String> into) {
        if (json.isJsonObject()) {
            json.getAsJsonObject()
                    .asMap()
                    .forEach((name, value) -> fields(value, path.isEmpty() ? name : path + "." + name, into));
        } else if (json.isJsonArray() && json.getAsJsonArray().asList().stream().anyMatch(JsonElement::isJsonObject)) {
            json.getAsJsonArray().forEach(element -> fields(element, path, into));
        } else {
            into.add(path);
        }
    }

    private static Set<String> fields(String profile) throws IOException {
        Set<String> fields = new TreeSet<>();
        fields(JsonParser.parseString(text(profile)), "", fields);
        fields.removeIf(field -> field.startsWith("origins.") || field.equals("name") || field.equals("description"));
        return fields;
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyValueSaysWhereItComesFrom(String name) throws IOException {
        DriverProfile profile = Profiles.named(name);
        Set<String> fields = fields(name);
        assertThat(fields).contains("av1.maxLevel", "qualityLevels.effort", "queueFamily.transfer");
        assertThat(fields)
                .allSatisfy(field -> assertThat(profile.origin(field)).as(field).isPresent());
        List<String> paths = profile.origins().stream()
                .flatMap(origin -> origin.values().stream())
                .toList();
        assertThat(paths).doesNotHaveDuplicates();
        assertThat(paths)
                .allSatisfy(path -> assertThat(fields)
                        .as(path)
                        .anyMatch(field -> path.equals("*") || field.equals(path) || field.startsWith(path + ".")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void mapsHaveFormatsWhereTheFlagsSayThatThereAreMaps(String name) {
        DriverProfile profile = Profiles.named(name);
        assertThat(profile.quantizationMap().offers(false))
                .isEqualTo(profile.encode().flags().contains(EncodeFlag.QUANTIZATION_DELTA_MAP));
        assertThat(profile.quantizationMap().offers(true))
                .isEqualTo(profile.encode().flags().contains(EncodeFlag.EMPHASIS_MAP));
    }

    /** AV1 has no tiles wider than 4096 samples or of more than 4096 x 2304, so larger pictures need more of them. */
    @ParameterizedTest
    @MethodSource("names")
    void theLargestPictureHasAsManyTilesAsItNeeds(String name) {
        DriverProfile profile = Profiles.named(name);
        DriverProfile.Extent most = profile.video().maxCodedExtent();
        DriverProfile.Extent tiles = profile.av1().maxTiles();
        DriverProfile.Extent largest = profile.av1().maxTileSize();
        int columns = Math.ceilDiv(most.width(), Math.min(4096, largest.width()));
        assertThat(tiles.width()).as("columns").isGreaterThanOrEqualTo(columns);
        int height = Math.min(largest.height(), 4096 * 2304 / Math.ceilDiv(most.width(), columns));
        assertThat(tiles.height()).as("rows").isGreaterThanOrEqualTo(Math.ceilDiv(most.height(), height));
    }

    @Test
    void valuesOfRadvWereMeasured() throws IOException {
        for (String name : List.of("radv-rdna3", "radv-rdna4")) {
            DriverProfile profile = Profiles.named(name);
            Set<String> rest = fields(name);
            rest.removeIf(field -> profile.origin(field).orElseThrow().evidence() == DriverProfile.Evidence.MEASURED);
            assertThat(rest)
                    .as(name)
                    .containsExactlyInAnyOrder("identity.deviceName", "qualityLevels.effort", "video.maxCodedExtent");
        }
        assertThat(Profiles.named("nvidia").origin("av1.maxLevel").orElseThrow().evidence())
                .isEqualTo(DriverProfile.Evidence.ASSUMED);
        assertThat(Profiles.named("nvidia")
                        .origin("av1.codedPictureAlignment")
                        .orElseThrow()
                        .evidence())
                .isEqualTo(DriverProfile.Evidence.REPORTED);
    }

    private static String text(String profile) throws IOException {
        try (var in = Profiles.class.getResourceAsStream(profile + ".json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path changed(String from, String to) throws IOException {
        String text = text("minimal");
        assertThat(text).contains(from);
        return Files.writeString(folder.resolve("own.json"), text.replace(from, to));
    }

    @Test
    void readsAFileOfOnesOwn() throws IOException {
        Path file = changed("\"maxDpbSlots\": 2", "\"maxDpbSlots\": 5");
        assertThat(Profiles.read(file).video().maxDpbSlots()).isEqualTo(5);
    }

    @Test
    void namesWhatIsWrong() throws IOException {
        Path missing = changed("\"maxDpbSlots\": 2,", "");
        assertThatThrownBy(() -> Profiles.read(missing)).hasMessage("video.maxDpbSlots: missing");
        Path unknown = changed("\"maxDpbSlots\": 2", "\"maxDpbSlots\": 2, \"slots\": 2");
        assertThatThrownBy(() -> Profiles.read(unknown)).hasMessageContaining("video: unknown fields [slots]");
        Path wrong = changed("\"maxDpbSlots\": 2", "\"maxDpbSlots\": \"two\"");
        assertThatThrownBy(() -> Profiles.read(wrong)).hasMessageContaining("video.maxDpbSlots: \"two\"");
        Path flag = changed("\"maintenance1\": false", "\"maintenance1\": 0");
        assertThatThrownBy(() -> Profiles.read(flag)).hasMessageContaining("maintenance1: 0 is neither true nor false");
        Path name = changed("[\"DISABLED\"]", "[\"CRF\"]");
        assertThatThrownBy(() -> Profiles.read(name)).hasMessageContaining("is none of [DEFAULT, DISABLED, CBR, VBR]");
        assertThatThrownBy(() -> Profiles.named("voodoo"))
                .hasMessageContaining("voodoo")
                .hasMessageContaining("minimal");
    }
}
