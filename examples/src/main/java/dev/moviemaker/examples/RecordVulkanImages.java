// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import static org.lwjgl.vulkan.VK10.VK_FORMAT_R8G8B8A8_UNORM;
import static org.lwjgl.vulkan.VK10.VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.VulkanSemaphore;
import dev.moviemaker.recorder.MovieMaker;
import java.nio.file.Path;
import java.util.List;
import org.lwjgl.vulkan.VK;

/** Draws with LWJGL and records the image on the same device: no pixel comes to the processor. */
final class RecordVulkanImages {
    private RecordVulkanImages() {}

    public static void main(String[] args) {
        try (LwjglRenderer renderer = new LwjglRenderer(640, 360, 0)) {
            record(renderer, Path.of(args[0]), 60);
        }
    }

    static void record(LwjglRenderer renderer, Path movie, int frames) {
        // begin
        VulkanDevice device = VulkanDevice.builder()
                .getInstanceProcAddr(VK.getFunctionProvider().getFunctionAddress("vkGetInstanceProcAddr"))
                .instance(renderer.instance().address(), LwjglRenderer.API_VERSION)
                .device(renderer.physicalDevice().address(), renderer.device().address())
                .encodeQueue(new VulkanDevice.Queue(renderer.encodeFamily(), 0))
                .computeQueue(new VulkanDevice.Queue(renderer.graphicsFamily(), 0))
                .queueLock(
                        renderer.queueLock()) // held around every vkQueueSubmit: renderer and recording share a queue
                .build();
        EncoderSettings settings =
                EncoderSettings.builder().width(640).height(360).build();
        try (MovieMaker maker = MovieMaker.create(device)) {
            maker.configure(settings);
            maker.start(movie);
            for (int frame = 0; frame < frames; frame++) {
                // One timeline for both: odd values when the image was drawn, even ones when it was read.
                long drawn = 2L * frame + 1;
                long read = drawn + 1;
                renderer.draw(frame, drawn);
                maker.record(new VulkanFrame(
                        renderer.image(),
                        VK_FORMAT_R8G8B8A8_UNORM,
                        VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                        VulkanFrame.ANY_FAMILY,
                        640,
                        360,
                        List.of(VulkanSemaphore.timeline(renderer.timeline(), drawn)),
                        List.of(VulkanSemaphore.timeline(renderer.timeline(), read))));
            }
            maker.finish();
        }
        // end
    }
}
