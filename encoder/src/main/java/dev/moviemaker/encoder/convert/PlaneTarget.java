// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_ACCESS_2_TRANSFER_READ_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_ACCESS_2_TRANSFER_WRITE_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT;

import java.lang.foreign.MemorySegment;

/**
 * What the shader writes to, and how that gets into the encoder's image; one for each {@link TargetPath}. The image
 * comes after what the frame before wrote to it on this queue; its reader has been waited for.
 */
sealed interface PlaneTarget extends AutoCloseable permits StorageTarget, ImageTarget, BufferTarget {
    /** Writes of the shader. */
    Barriers.Scope SHADER_WRITE =
            new Barriers.Scope(VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT(), VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT());

    /** Reads of a copy. */
    Barriers.Scope COPY_READ =
            new Barriers.Scope(VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT(), VK_ACCESS_2_TRANSFER_READ_BIT());

    /** Writes of a copy. */
    Barriers.Scope COPY_WRITE =
            new Barriers.Scope(VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT(), VK_ACCESS_2_TRANSFER_WRITE_BIT());

    /** Records what comes before the shader. */
    void before(MemorySegment commandBuffer);

    /** Records what comes after the shader; the encoder's image is then in {@link TargetPath#writtenLayout()}. */
    void after(MemorySegment commandBuffer);

    @Override
    void close();
}
