// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.check.Violation;
import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.ClientRecording;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.client.Vk;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.vulkan.raw.VkImageMemoryBarrier2;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The driver notices reference pictures whose samples something else wrote or threw away. The key frame (0) lies in the
 * first of them.
 */
class ContentEmulatorTest {
    private long keyPicture;

    private static boolean isDpb(MemorySegment barrier) {
        return VkImageMemoryBarrier2.newLayout(barrier) == Vulkan.VK_IMAGE_LAYOUT_VIDEO_ENCODE_DPB_KHR();
    }

    private void remember(int frame, MemorySegment barrier) {
        if (frame == 0 && keyPicture == 0 && isDpb(barrier)) {
            keyPicture = VkImageMemoryBarrier2.image(barrier);
        }
    }

    private static List<Rule> brokenBy(Hooks hooks) {
        EmulatedDriver driver = EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("maximal"));
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, Settings.of(320, 192, 4), hooks)) {
            new ClientRecording(client).run();
        }
        return driver.violations().stream().map(Violation::rule).distinct().toList();
    }

    @Test
    void nothingIsSaidOfSoundPrograms() {
        assertThat(brokenBy(Hooks.none())).isEmpty();
    }

    @Test
    void aReferenceThatACopyWroteToIsNoticed() {
        Hooks hooks = Hooks.none().at(Place.TRANSITION, this::remember).at(Place.UPLOAD_TARGET, (frame, target) -> {
            if (frame == 1) {
                target.set(ValueLayout.JAVA_LONG, 0, keyPicture);
            }
        });
        assertThat(brokenBy(hooks)).containsExactly(Rule.DPB_CONTENT_CHANGED);
    }

    @Test
    void aReferenceThatATransitionDiscardedIsNoticed() {
        Hooks hooks = Hooks.none().at(Place.TRANSITION, (frame, barrier) -> {
            remember(frame, barrier);
            if (frame == 1 && VkImageMemoryBarrier2.oldLayout(barrier) == Vulkan.VK_IMAGE_LAYOUT_UNDEFINED()) {
                VkImageMemoryBarrier2.image(barrier, keyPicture);
                VkImageMemoryBarrier2.newLayout(barrier, Vulkan.VK_IMAGE_LAYOUT_VIDEO_ENCODE_DPB_KHR());
            }
        });
        assertThat(brokenBy(hooks)).contains(Rule.DPB_CONTENT_DISCARDED);
    }
}
