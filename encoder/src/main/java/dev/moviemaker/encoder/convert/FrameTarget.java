// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Optional;

/**
 * Brings frames into one image, again and again. It holds one frame at a time: nothing may be recorded into it again,
 * and it may not be closed, before the submission of what was recorded last is done.
 */
public sealed interface FrameTarget extends AutoCloseable permits ConversionSlot, CopySlot {

    /**
     * Records what brings a frame into the image. A frame in host memory is copied before this returns. The image's old
     * content is lost; afterwards it is in {@link TargetPath#writtenLayout()}. Semaphores that the image's last reader
     * signals, and those of a {@link dev.moviemaker.VulkanFrame}, must be waited for by the submission, in stage
     * {@code ALL_COMMANDS} or in {@code COMPUTE_SHADER} and {@code ALL_TRANSFER}.
     *
     * @param commandBuffer of a family with compute, being recorded
     * @throws IllegalArgumentException if the frame's size or format does not fit
     */
    void record(MemorySegment commandBuffer, int family, Frame frame);

    /**
     * A copy of the frame that was recorded last. After the loss of the device, Vulkan leaves the contents of mapped
     * memory undefined; this memory is the host's own (types on the device come after those that are not), which no
     * driver is known to touch.
     *
     * @return empty if the frame was an image
     */
    Optional<CpuFrame> copyFrame(SegmentAllocator allocator);

    @Override
    void close();
}
