// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.ClientRecording;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.client.Vk;
import dev.moviemaker.emulator.profile.Profiles;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Key, P, hidden ALTREF, B and show-existing frames through loader, validation layers and driver: no message, and
 * decoders get what was coded.
 */
class EncodeEmulatorTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 192;

    @TempDir
    Path folder = Path.of("unset");

    static Stream<String> profiles() {
        return Profiles.NAMES.stream();
    }

    static Stream<String> deepProfiles() {
        return Profiles.NAMES.stream()
                .filter(name -> Profiles.named(name).bitDepths().contains(10));
    }

    private ClientRecording encodes(String profile, Settings settings) {
        Path base = Testbed.needsVulkan();
        Testbed.needsDecoders();
        EmulatedDriver driver = EmulatedDriver.over(base, Testbed.profile(profile));
        List<byte[]> coded = new ArrayList<>();
        driver.onReconstruction(coded::add);
        List<String> messages;
        ClientRecording recording;
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.VALIDATED)) {
            try (Client client = new Client(vk, settings, Hooks.none())) {
                recording = new ClientRecording(client);
                recording.run();
            }
            messages = vk.messages();
        }
        assertThat(messages).as("validation messages").isEmpty();
        assertThat(driver.report()).as("violations and errors").isEmpty();
        assertThat(driver.liveObjects()).as("live objects").isEmpty();
        assertThat(recording.statuses()).containsOnly(1);
        assertThat(recording.shownAsCoded()).hasSize(settings.frames());
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        recording.shownAsCoded().forEach(number -> expected.writeBytes(coded.get(number)));
        assertThat(Testbed.decode("dav1d", recording.stream(), folder))
                .as("dav1d")
                .isEqualTo(expected.toByteArray());
        assertThat(Testbed.decode("aomdec", recording.stream(), folder))
                .as("aomdec")
                .isEqualTo(expected.toByteArray());
        return recording;
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void encodesSixtyFrames(String profile) {
        encodes(profile, Settings.of(WIDTH, HEIGHT, 60));
    }

    @ParameterizedTest
    @MethodSource("deepProfiles")
    void encodesTenBits(String profile) {
        encodes(profile, Settings.of(WIDTH, HEIGHT, 8).bitDepth(10));
    }

    @Test
    void encodesEightK() {
        encodes("nvidia", Settings.of(7680, 4320, 2));
    }

    @Test
    void encodesAnAlignedSize() {
        // 200 is no multiple of 16: the driver of this profile codes 208 lines and says so in its sequence header.
        encodes("radv-rdna3", Settings.of(WIDTH, 200, 8));
    }

    @Test
    void keepsARate() {
        encodes("nvidia", Settings.of(WIDTH, HEIGHT, 20).rate(2, 400_000, true));
        encodes("maximal", Settings.of(WIDTH, HEIGHT, 20).rate(4, 400_000, false));
    }

    @Test
    void writesMemoryThatIsNotMapped() {
        encodes("maximal", Settings.of(WIDTH, HEIGHT, 8).remapped());
    }

    @Test
    void answersInlineQueriesAndLegacySubmissions() {
        encodes("maximal", Settings.of(WIDTH, HEIGHT, 8).inline());
        encodes("maximal", Settings.of(WIDTH, HEIGHT, 8).withFence());
    }

    @Test
    void aHigherQualityLevelSearchesMore() {
        Settings settings = Settings.of(WIDTH, HEIGHT, 8);
        int fast = encodes("maximal", settings.qualityLevel(0)).stream().length;
        int thorough = encodes("maximal", settings.qualityLevel(3)).stream().length;
        assertThat(thorough).isLessThan(fast);
    }
}
