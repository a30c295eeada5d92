// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VulkanFrameTest {

    private static VulkanFrame frame(long image, int layout, int width) {
        return new VulkanFrame(image, 37, layout, VulkanFrame.ANY_FAMILY, width, 64, List.of(), List.of());
    }

    @Test
    void keepsItsImageWhenTimed() {
        VulkanSemaphore ready = VulkanSemaphore.timeline(7, 3);
        VulkanFrame frame = new VulkanFrame(5, 37, 1, 2, 64, 64, List.of(ready), List.of());
        assertThat(frame.pts()).isEqualTo(Frame.PTS_BY_FRAME_RATE);
        assertThat(frame.withPts(9).withForcedKeyFrame())
                .isEqualTo(new VulkanFrame(5, 37, 1, 2, 64, 64, List.of(ready), List.of(), 9, true));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> frame(0, 1, 64)).hasMessage("image: VK_NULL_HANDLE given, a VkImage needed");
        assertThatThrownBy(() -> frame(1, 0, 64))
                .hasMessage("layout: VkImageLayout 0 given, which keeps no content; any other allowed");
        assertThatThrownBy(() -> frame(1, 1, 15)).hasMessage("width: 15 pixels given, 16 to 65536 allowed");
        assertThatThrownBy(() -> frame(1, 1, 64).withPts(-1)).hasMessage("pts: -1 given, at least 0 allowed");
        assertThatThrownBy(() -> VulkanSemaphore.binary(0))
                .hasMessage("handle: VK_NULL_HANDLE given, a VkSemaphore needed");
        assertThatThrownBy(() -> VulkanSemaphore.timeline(1, 0)).hasMessage("value: 0 given, at least 1 allowed");
    }

    @Test
    void hasAsManySemaphoresAsASubmissionTakes() {
        List<VulkanSemaphore> nine = Collections.nCopies(9, VulkanSemaphore.binary(3));
        assertThat(new VulkanFrame(5, 37, 1, 2, 64, 64, nine.subList(0, 8), List.of()).waitFor())
                .hasSize(8);
        assertThatThrownBy(() -> new VulkanFrame(5, 37, 1, 2, 64, 64, nine, List.of()))
                .hasMessage("waitFor: 9 semaphores given, 0 to 8 allowed");
        assertThatThrownBy(() -> new VulkanFrame(5, 37, 1, 2, 64, 64, List.of(), nine))
                .hasMessage("signal: 9 semaphores given, 0 to 8 allowed");
    }

    @Test
    void aDeviceIsGivenByAddresses() {
        VulkanDevice.Queue queue = new VulkanDevice.Queue(0, 0);
        assertThatThrownBy(() -> device(queue, 1 << 22 | 1 << 12, 0))
                .hasMessage("physicalDevice: 0 given, an address needed");
        assertThatThrownBy(() -> device(queue, 1 << 22, 4)).hasMessage("apiVersion: 1.0 given, at least 1.1 allowed");
        assertThatThrownBy(() -> new VulkanDevice.Queue(-1, 0))
                .hasMessage("queue: family -1, index 0 given, at least 0 allowed");
    }

    @Test
    void devicesNeedTheirQueues() {
        assertThatThrownBy(() -> VulkanDevice.builder()
                        .getInstanceProcAddr(1)
                        .instance(2, 1 << 22 | 1 << 12)
                        .device(4, 5)
                        .encodeQueue(new VulkanDevice.Queue(0, 0))
                        .build())
                .hasMessage("computeQueue: not given, but needed");
    }

    private static VulkanDevice device(VulkanDevice.Queue queue, int version, long physical) {
        return VulkanDevice.builder()
                .getInstanceProcAddr(1)
                .instance(2, version)
                .device(physical, 5)
                .encodeQueue(queue)
                .computeQueue(queue)
                .build();
    }
}
