// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_GENERAL;

import dev.moviemaker.VulkanFrame;
import java.lang.foreign.MemorySegment;

/**
 * The caller's image while it is read: taken over from its queue family, brought into a layout for reading, and given
 * back as it came.
 */
final class SourceImage {
    private static final Barriers.Scope NOTHING = new Barriers.Scope(0, 0);

    private final Barriers barriers;
    private final int layout;
    private final Barriers.Scope stages;
    private final Barriers.Scope read;

    /** For reading in a layout, in stages, with accesses. */
    SourceImage(Barriers barriers, int layout, long stages, long accesses) {
        this.barriers = barriers;
        this.layout = layout;
        this.stages = new Barriers.Scope(stages, 0);
        this.read = new Barriers.Scope(stages, accesses);
    }

    /** The layout that the image is read in: everything can be read in GENERAL. */
    int readLayout(VulkanFrame frame) {
        return frame.layout() == VK_IMAGE_LAYOUT_GENERAL() ? VK_IMAGE_LAYOUT_GENERAL() : layout;
    }

    private static boolean foreign(VulkanFrame frame, int family) {
        return frame.queueFamily() != VulkanFrame.ANY_FAMILY && frame.queueFamily() != family;
    }

    /** Records what comes before reading. */
    void take(MemorySegment commandBuffer, VulkanFrame frame, int family) {
        int wanted = readLayout(frame);
        if (foreign(frame, family)) {
            // The caller's release has its own layout on both sides, so the change of layout is a second step.
            barriers.transfer(
                    commandBuffer,
                    frame.image(),
                    frame.layout(),
                    frame.layout(),
                    stages,
                    wanted == frame.layout() ? read : stages,
                    frame.queueFamily(),
                    family);
        }
        if (wanted != frame.layout()) {
            barriers.image(commandBuffer, frame.image(), frame.layout(), wanted, stages, read);
        }
    }

    /** Records what comes after reading. */
    void giveBack(MemorySegment commandBuffer, VulkanFrame frame, int family) {
        int wanted = readLayout(frame);
        if (wanted != frame.layout()) {
            barriers.image(commandBuffer, frame.image(), wanted, frame.layout(), read, stages);
        }
        if (foreign(frame, family)) {
            barriers.transfer(
                    commandBuffer,
                    frame.image(),
                    frame.layout(),
                    frame.layout(),
                    stages,
                    NOTHING,
                    family,
                    frame.queueFamily());
        }
    }
}
