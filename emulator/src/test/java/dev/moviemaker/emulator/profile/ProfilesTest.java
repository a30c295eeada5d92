// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Profile files are complete, and mistakes in them are named. */
class ProfilesTest {
    @TempDir
    Path folder = Path.of("unset");

    static java.util.List<String> names() {
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
            assertThat(profile.encode().rateControlModes()).contains(level.preferredRateControlMode());
            assertThat(level.preferredConstantQIndex())
                    .hasSize(3)
                    .allMatch(q ->
                            q >= profile.av1().minQIndex() && q <= profile.av1().maxQIndex());
        }
    }

    private Path changed(String from, String to) throws IOException {
        String text;
        try (var in = Profiles.class.getResourceAsStream("minimal.json")) {
            text = new String(
                    java.util.Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
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
