// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.check.Violation;
import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.ClientRecording;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.client.Vk;
import dev.moviemaker.emulator.profile.EncodeFlag;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.vulkan.raw.VkExtent2D;
import dev.moviemaker.vulkan.raw.VkVideoEncodeInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeQuantizationMapInfoKHR;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code VK_KHR_video_encode_quantization_map}: what a map says shows in the pictures, and decoders get what the driver
 * reconstructed.
 */
class QuantizationMapEmulatorTest {
    private static final int WIDTH = 384;
    private static final int HEIGHT = 256;
    private static final int FRAMES = 6;
    private static final int REGION = 128;
    private static final int CBR = 2;
    private static final int VBR = 4;

    @TempDir
    Path folder = Path.of("unset");

    /**
     * Mean squared errors of luma in the lower right corner and elsewhere, over all pictures; and the stream's bytes.
     */
    private record Coded(double inside, double outside, int bytes) {}

    private Coded code(String profile, Settings settings, Hooks hooks, List<Violation> violations) {
        Path base = Testbed.needsVulkan();
        Testbed.needsDecoders();
        EmulatedDriver driver = EmulatedDriver.over(base, Testbed.profile(profile));
        List<byte[]> sources = new ArrayList<>();
        List<byte[]> coded = new ArrayList<>();
        driver.onSource(sources::add);
        driver.onReconstruction(coded::add);
        ClientRecording recording;
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.VALIDATED)) {
            try (Client client = new Client(vk, settings, hooks)) {
                recording = new ClientRecording(client);
                recording.run();
            }
            if (violations.isEmpty() && hooks == NO_HOOKS) {
                assertThat(vk.messages()).as("validation messages").isEmpty();
            }
        }
        violations.addAll(driver.violations());
        assertThat(driver.errors()).isEmpty();
        assertThat(driver.liveObjects()).isEmpty();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        recording.shownAsCoded().forEach(number -> expected.writeBytes(coded.get(number)));
        for (String decoder : List.of("dav1d", "aomdec")) {
            assertThat(Testbed.decode(decoder, recording.stream(), folder))
                    .as(decoder)
                    .isEqualTo(expected.toByteArray());
        }
        return errors(sources, coded, recording.stream().length);
    }

    private static final Hooks NO_HOOKS = Hooks.none();

    private static Coded errors(List<byte[]> sources, List<byte[]> coded, int bytes) {
        double inside = 0;
        double outside = 0;
        for (int i = 0; i < coded.size(); i++) {
            int stride = sources.get(i).length * 2 / 3 / HEIGHT;
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    int difference = (sources.get(i)[y * stride + x] & 0xFF) - (coded.get(i)[y * WIDTH + x] & 0xFF);
                    if (x >= WIDTH - REGION && y >= HEIGHT - REGION) {
                        inside += difference * difference;
                    } else {
                        outside += difference * difference;
                    }
                }
            }
        }
        double pixels = REGION * REGION * (double) coded.size();
        return new Coded(inside / pixels, outside / (WIDTH * HEIGHT * (double) coded.size() - pixels), bytes);
    }

    private static double psnr(double error) {
        return 10 * Math.log10(255 * 255 / error);
    }

    private static boolean inRegion(int x, int y, int texel) {
        return x * texel >= WIDTH - REGION && y * texel >= HEIGHT - REGION;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nvidia", "radv-rdna3", "radv-rdna4", "maximal"})
    void aRegionGetsBetterAndTheRestWorse(String profile) {
        int texel = Profiles.named(profile).quantizationMap().texelSize().width();
        Settings settings = Settings.of(WIDTH, HEIGHT, FRAMES).qIndex(120);
        List<Violation> violations = new ArrayList<>();
        Coded flat = code(profile, settings, NO_HOOKS, violations);
        Coded mapped = code(profile, settings.deltas((x, y) -> inRegion(x, y, texel) ? -60 : 15), NO_HOOKS, violations);
        assertThat(violations).isEmpty();
        System.out.printf(
                "%s: region %.2f -> %.2f dB, elsewhere %.2f -> %.2f dB, %d -> %d bytes%n",
                profile,
                psnr(flat.inside()),
                psnr(mapped.inside()),
                psnr(flat.outside()),
                psnr(mapped.outside()),
                flat.bytes(),
                mapped.bytes());
        assertThat(psnr(mapped.inside())).isGreaterThan(psnr(flat.inside()) + 1);
        assertThat(psnr(mapped.outside())).isLessThan(psnr(flat.outside()) - 0.3);
    }

    /** What matters more gets better at about the same number of bits, and nobody else's QIndex says so. */
    @ParameterizedTest
    @ValueSource(ints = {CBR, VBR})
    void emphasisMovesBitsToARegion(int mode) {
        int texel = Profiles.named("maximal").quantizationMap().texelSize().width();
        Settings settings = Settings.of(WIDTH, HEIGHT, 4 * FRAMES).rate(mode, 400_000, true);
        List<Violation> violations = new ArrayList<>();
        Coded plain = code("maximal", settings, NO_HOOKS, violations);
        Coded even = code("maximal", settings.emphasis((_, _) -> 200), NO_HOOKS, violations);
        Coded mapped =
                code("maximal", settings.emphasis((x, y) -> inRegion(x, y, texel) ? 255 : 0), NO_HOOKS, violations);
        assertThat(violations).isEmpty();
        System.out.printf(
                "emphasis, mode %d: region %.2f -> %.2f dB, elsewhere %.2f -> %.2f dB, %d -> %d bytes%n",
                mode,
                psnr(plain.inside()),
                psnr(mapped.inside()),
                psnr(plain.outside()),
                psnr(mapped.outside()),
                plain.bytes(),
                mapped.bytes());
        assertThat(psnr(mapped.inside())).isGreaterThan(psnr(plain.inside()) + 2);
        assertThat(psnr(mapped.outside())).isLessThan(psnr(plain.outside()) - 0.2);
        assertThat((double) mapped.bytes()).isBetween(plain.bytes() * 0.9, plain.bytes() * 1.1);
        assertThat(psnr(even.inside())).isCloseTo(psnr(plain.inside()), within(0.2));
    }

    @Test
    void emphasisWithoutRateControlIsAViolationAndLeftOut() {
        Settings settings = Settings.of(WIDTH, HEIGHT, 2);
        Coded plain = code("maximal", settings, NO_HOOKS, new ArrayList<>());
        List<Violation> violations = new ArrayList<>();
        Coded mapped = code("maximal", settings.emphasis((x, _) -> x * 20), Hooks.none(), violations);
        assertThat(violations).extracting(Violation::rule).containsOnly(Rule.QUANTIZATION_MAP);
        assertThat(violations.getFirst().detail()).contains("rate control is left to the driver or off");
        assertThat(mapped).isEqualTo(plain);
    }

    /** Drivers whose maps are all delta maps, by what they say. */
    @ParameterizedTest
    @ValueSource(strings = {"nvidia", "radv-rdna3", "radv-rdna4"})
    void aDriverWithoutEmphasisSaysSoAndRefusesIt(String profile) {
        assertThat(Profiles.named(profile).encode().flags())
                .contains(EncodeFlag.QUANTIZATION_DELTA_MAP)
                .doesNotContain(EncodeFlag.EMPHASIS_MAP);
        EmulatedDriver driver = EmulatedDriver.over(Testbed.needsVulkan(), Testbed.profile(profile));
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER)) {
            Settings settings =
                    Settings.of(WIDTH, HEIGHT, 1).rate(CBR, 500_000, true).emphasis((_, _) -> 1);
            assertThatThrownBy(() -> new Client(vk, settings, NO_HOOKS))
                    .hasMessageContaining("vkCreateVideoSessionKHR");
        }
        assertThat(driver.violations())
                .extracting(Violation::detail)
                .containsOnly("a session that allows emphasis maps, of which none are offered");
        assertThat(driver.liveObjects()).isEmpty();
    }

    @Test
    void aMapOfAnotherSizeIsAViolationAndLeftOut() {
        Hooks hooks = Hooks.none().at(Hooks.Place.ENCODE, (_, info) -> {
            MemorySegment map =
                    VkVideoEncodeInfoKHR.pNext(info).reinterpret(VkVideoEncodeQuantizationMapInfoKHR.sizeof());
            VkExtent2D.width(VkVideoEncodeQuantizationMapInfoKHR.quantizationMapExtent(map), 1);
        });
        List<Violation> violations = new ArrayList<>();
        Settings settings = Settings.of(WIDTH, HEIGHT, 2);
        Coded plain = code("nvidia", settings, NO_HOOKS, new ArrayList<>());
        Coded mapped = code("nvidia", settings.deltas((_, _) -> -60), hooks, violations);
        assertThat(violations).extracting(Violation::rule).containsOnly(Rule.QUANTIZATION_MAP);
        assertThat(mapped).isEqualTo(plain);
    }

    @Test
    void valuesBeyondTheCapabilitiesAreAViolation() {
        List<Violation> violations = new ArrayList<>();
        code("radv-rdna3", Settings.of(WIDTH, HEIGHT, 1).deltas((_, _) -> 300), NO_HOOKS, violations);
        assertThat(violations).extracting(Violation::rule).containsOnly(Rule.QUANTIZATION_MAP);
    }

    @Test
    void aDriverWithoutMapsRefusesTheirFeature() {
        EmulatedDriver driver = EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("minimal"));
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER)) {
            Settings settings = Settings.of(WIDTH, HEIGHT, 1).deltas((_, _) -> 0);
            assertThatThrownBy(() -> new Client(vk, settings, NO_HOOKS)).hasMessageContaining("vkCreateDevice");
        }
        assertThat(driver.liveObjects()).isEmpty();
    }
}
