// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_ACCESS_2_SHADER_SAMPLED_READ_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_BUFFER_USAGE_STORAGE_BUFFER_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_COLOR_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_SAMPLED_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_BIND_POINT_COMPUTE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_SHADER_STAGE_COMPUTE_BIT;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.encoder.vk.CallMemory;
import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.MappedBuffer;
import dev.moviemaker.encoder.vk.MemoryTypes;
import dev.moviemaker.vulkan.call.DeviceFunctions;
import dev.moviemaker.vulkan.raw.PFN_vkCmdBindDescriptorSets;
import dev.moviemaker.vulkan.raw.PFN_vkCmdBindPipeline;
import dev.moviemaker.vulkan.raw.PFN_vkCmdDispatch;
import dev.moviemaker.vulkan.raw.PFN_vkCmdPushConstants;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts into one image, with a shader. Owns its staging buffer, descriptor sets and views. */
public final class ConversionSlot implements FrameTarget {
    private static final int BLOCK_WIDTH = 4 * 32;
    private static final int BLOCK_HEIGHT = 2 * 4;

    private final CloseStack closer = new CloseStack();
    private final ColorConverter converter;
    private final Device device;
    private final ConversionRequest request;
    private final long image;
    private final DescriptorSets sets;
    private final Barriers barriers;
    private final SourceImage source;
    private final ImageView view;
    private final PlaneTarget target;
    private @Nullable MappedBuffer staging;
    private @Nullable UploadLayout held;

    ConversionSlot(ColorConverter converter, long image) {
        this.converter = converter;
        this.image = image;
        device = converter.device();
        request = converter.request();
        try {
            Arena arena = CallMemory.arena();
            sets = new DescriptorSets(arena, device, converter.compute(), converter.layouts());
            closer.add(sets, sets::close);
            barriers = new Barriers(arena, device);
            view = new ImageView(arena, device, VK_IMAGE_ASPECT_COLOR_BIT(), VK_IMAGE_USAGE_SAMPLED_BIT());
            closer.add(view, view::close);
            source = new SourceImage(
                    barriers,
                    VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL(),
                    VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT(),
                    VK_ACCESS_2_SHADER_SAMPLED_READ_BIT());
            target = target(arena);
            closer.add(target, target::close);
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    private PlaneTarget target(Arena arena) {
        return switch (request.path()) {
            case STORAGE_PLANES -> new StorageTarget(arena, device, barriers, sets, request.bitDepth(), image);
            case COPY_IMAGES -> new ImageTarget(arena, device, barriers, sets, request, image);
            case COPY_BUFFER -> new BufferTarget(arena, device, barriers, sets, request, image);
        };
    }

    @Override
    public void record(MemorySegment commandBuffer, int family, Frame frame) {
        switch (frame) {
            case CpuFrame cpu -> record(commandBuffer, cpu);
            case VulkanFrame vulkan -> {
                held = null;
                ConversionPipeline pipeline = converter.imagePipeline(vulkan.format());
                // A view for every frame: a handle may name another image the next time.
                sets.sourceImage(view.make(vulkan.image(), vulkan.format()), source.readLayout(vulkan));
                source.take(commandBuffer, vulkan, family);
                MemorySegment push = vulkan.upsideDown() ? pipeline.pushUpsideDown() : pipeline.push();
                convert(commandBuffer, pipeline, push, sets.bound(true));
                source.giveBack(commandBuffer, vulkan, family);
            }
        }
    }

    private void record(MemorySegment commandBuffer, CpuFrame frame) {
        ConversionPipeline pipeline = converter.pipeline(frame.format());
        MappedBuffer buffer = staging();
        UploadLayout upload = pipeline.upload();
        if (upload == null) {
            throw new IllegalStateException(frame.format() + " has no upload layout");
        }
        upload.copy(frame, buffer.data());
        held = upload;
        buffer.flush();
        convert(commandBuffer, pipeline, pipeline.push(), sets.bound(false));
    }

    @Override
    public Optional<CpuFrame> copyFrame(SegmentAllocator allocator) {
        MappedBuffer buffer = staging;
        UploadLayout layout = held;
        return buffer == null || layout == null
                ? Optional.empty()
                : Optional.of(layout.copyOut(buffer.data(), allocator));
    }

    /** Made for the first frame in host memory: a recording of images needs none. */
    private MappedBuffer staging() {
        MappedBuffer known = staging;
        if (known == null) {
            long bytes = UploadLayout.maxBytes(request.width(), request.height());
            int usage = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT();
            known = new MappedBuffer(device, bytes, usage, MemoryTypes.HOST_COHERENT, MemorySegment.NULL);
            closer.add(known, known::close);
            sets.sourceBuffer(known.handle());
            staging = known;
        }
        return known;
    }

    private void convert(
            MemorySegment commandBuffer, ConversionPipeline pipeline, MemorySegment push, MemorySegment bound) {
        target.before(commandBuffer);
        dispatch(commandBuffer, pipeline, push, bound);
        target.after(commandBuffer);
    }

    private void dispatch(
            MemorySegment commandBuffer, ConversionPipeline pipeline, MemorySegment push, MemorySegment bound) {
        DeviceFunctions compute = converter.compute();
        int bindPoint = VK_PIPELINE_BIND_POINT_COMPUTE();
        PFN_vkCmdBindPipeline.invoke(compute.vkCmdBindPipeline(), commandBuffer, bindPoint, pipeline.handle());
        PFN_vkCmdBindDescriptorSets.invoke(
                compute.vkCmdBindDescriptorSets(),
                commandBuffer,
                bindPoint,
                pipeline.layout(),
                0,
                2,
                bound,
                0,
                MemorySegment.NULL);
        PFN_vkCmdPushConstants.invoke(
                compute.vkCmdPushConstants(),
                commandBuffer,
                pipeline.layout(),
                VK_SHADER_STAGE_COMPUTE_BIT(),
                0,
                ShaderParameters.BYTES,
                push);
        PFN_vkCmdDispatch.invoke(
                compute.vkCmdDispatch(),
                commandBuffer,
                Math.ceilDiv(request.targetWidth(), BLOCK_WIDTH),
                Math.ceilDiv(request.targetHeight(), BLOCK_HEIGHT),
                1);
    }

    @Override
    public void close() {
        closer.close();
    }
}
