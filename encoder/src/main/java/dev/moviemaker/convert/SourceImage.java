package dev.moviemaker.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_ACCESS_2_SHADER_SAMPLED_READ_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_COLOR_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_GENERAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_SAMPLED_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT;

import dev.moviemaker.VulkanFrame;
import dev.moviemaker.vk.Device;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * The caller's image while it is read: taken over from its queue family, brought into a layout for reading, and given back as it came. A view is
 * made for every frame: a handle may name another image the next time.
 */
final class SourceImage implements AutoCloseable {
    private static final Barriers.Scope NOTHING = new Barriers.Scope(0, 0);
    private static final Barriers.Scope SHADER = new Barriers.Scope(VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT(), 0);
    private static final Barriers.Scope READ =
            new Barriers.Scope(VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT(), VK_ACCESS_2_SHADER_SAMPLED_READ_BIT());

    private final ImageView view;
    private final DescriptorSets sets;
    private final Barriers barriers;

    SourceImage(SegmentAllocator allocator, Device device, DescriptorSets sets, Barriers barriers) {
        view = new ImageView(allocator, device, VK_IMAGE_ASPECT_COLOR_BIT(), VK_IMAGE_USAGE_SAMPLED_BIT());
        this.sets = sets;
        this.barriers = barriers;
    }

    private static int readLayout(VulkanFrame frame) {
        return frame.layout() == VK_IMAGE_LAYOUT_GENERAL()
                ? VK_IMAGE_LAYOUT_GENERAL()
                : VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL();
    }

    private static boolean foreign(VulkanFrame frame, int family) {
        return frame.queueFamily() != VulkanFrame.ANY_FAMILY && frame.queueFamily() != family;
    }

    /** Records what comes before reading. */
    void take(MemorySegment commandBuffer, VulkanFrame frame, int family) {
        int layout = readLayout(frame);
        sets.sourceImage(view.make(frame.image(), frame.format()), layout);
        if (foreign(frame, family)) {
            // The caller's release has its own layout on both sides, so the change of layout is a second step.
            barriers.transfer(
                    commandBuffer,
                    frame.image(),
                    frame.layout(),
                    frame.layout(),
                    SHADER,
                    layout == frame.layout() ? READ : SHADER,
                    frame.queueFamily(),
                    family);
        }
        if (layout != frame.layout()) {
            barriers.image(commandBuffer, frame.image(), frame.layout(), layout, SHADER, READ);
        }
    }

    /** Records what comes after reading. */
    void giveBack(MemorySegment commandBuffer, VulkanFrame frame, int family) {
        int layout = readLayout(frame);
        if (layout != frame.layout()) {
            barriers.image(commandBuffer, frame.image(), layout, frame.layout(), READ, SHADER);
        }
        if (foreign(frame, family)) {
            barriers.transfer(
                    commandBuffer,
                    frame.image(),
                    frame.layout(),
                    frame.layout(),
                    SHADER,
                    NOTHING,
                    family,
                    frame.queueFamily());
        }
    }

    @Override
    public void close() {
        view.close();
    }
}
