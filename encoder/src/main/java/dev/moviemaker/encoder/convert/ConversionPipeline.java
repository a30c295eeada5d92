// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_SHADER_STAGE_COMPUTE_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO;

import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.DeviceFunctions;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCreateComputePipelines;
import dev.moviemaker.vulkan.raw.PFN_vkCreateShaderModule;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyPipeline;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyShaderModule;
import dev.moviemaker.vulkan.raw.VkComputePipelineCreateInfo;
import dev.moviemaker.vulkan.raw.VkPipelineShaderStageCreateInfo;
import dev.moviemaker.vulkan.raw.VkShaderModuleCreateInfo;
import dev.moviemaker.vulkan.raw.VkSpecializationInfo;
import dev.moviemaker.vulkan.raw.VkSpecializationMapEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** A {@code VkPipeline} for one source format with its push constants, owned. */
final class ConversionPipeline implements AutoCloseable {
    private final Device device;
    private final DeviceFunctions compute;
    private final long handle;
    private final long layout;
    private final MemorySegment push;
    private final MemorySegment upsideDown;
    private final @Nullable UploadLayout upload;

    ConversionPipeline(
            Arena owner,
            Device device,
            DeviceFunctions compute,
            ConversionRequest request,
            ShaderLayouts layouts,
            SourceFormat source,
            @Nullable UploadLayout upload) {
        this.device = device;
        this.compute = compute;
        this.upload = upload;
        layout = layouts.pipeline(source.isImage());
        push = ShaderParameters.push(owner, request, source, upload, false);
        upsideDown = source.isImage() ? ShaderParameters.push(owner, request, source, upload, true) : push;
        try (Arena arena = Arena.ofConfined()) {
            long module = module(arena, source.isImage(), request);
            try {
                handle = create(arena, module, ShaderParameters.constants(arena, request, source));
            } finally {
                PFN_vkDestroyShaderModule.invoke(
                        compute.vkDestroyShaderModule(), device.handle(), module, MemorySegment.NULL);
            }
        }
    }

    /** Name of the resource with the shader. */
    static String shader(boolean image, TargetPath path, int bitDepth) {
        String target = path == TargetPath.COPY_BUFFER ? "buffer" : bitDepth == 8 ? "image8" : "image16";
        return (image ? "image" : "buffer") + "-to-" + target + ".spv";
    }

    private long module(Arena arena, boolean image, ConversionRequest request) {
        byte[] code = read(shader(image, request.path(), request.bitDepth()));
        MemorySegment words = arena.allocate(code.length, Integer.BYTES);
        MemorySegment.copy(code, 0, words, ValueLayout.JAVA_BYTE, 0, code.length);
        MemorySegment info =
                Structs.make(arena, VkShaderModuleCreateInfo.layout(), VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO());
        VkShaderModuleCreateInfo.codeSize(info, code.length);
        VkShaderModuleCreateInfo.pCode(info, words);
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        VulkanResult.check(
                "vkCreateShaderModule",
                PFN_vkCreateShaderModule.invoke(
                        compute.vkCreateShaderModule(), device.handle(), info, MemorySegment.NULL, out));
        return out.get(ValueLayout.JAVA_LONG, 0);
    }

    private static byte[] read(String name) {
        try (InputStream in = ConversionPipeline.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The library's own shader " + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long create(Arena arena, long module, MemorySegment constants) {
        MemorySegment entries = arena.allocate(VkSpecializationMapEntry.layout(), ShaderParameters.CONSTANTS);
        for (int i = 0; i < ShaderParameters.CONSTANTS; i++) {
            MemorySegment entry = Structs.element(entries, VkSpecializationMapEntry.layout(), i);
            VkSpecializationMapEntry.constantID(entry, i);
            VkSpecializationMapEntry.offset(entry, i * Integer.BYTES);
            VkSpecializationMapEntry.size(entry, Integer.BYTES);
        }
        MemorySegment specialization = arena.allocate(VkSpecializationInfo.layout());
        VkSpecializationInfo.mapEntryCount(specialization, ShaderParameters.CONSTANTS);
        VkSpecializationInfo.pMapEntries(specialization, entries);
        VkSpecializationInfo.dataSize(specialization, constants.byteSize());
        VkSpecializationInfo.pData(specialization, constants);
        MemorySegment info = Structs.make(
                arena, VkComputePipelineCreateInfo.layout(), VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO());
        MemorySegment stage = VkComputePipelineCreateInfo.stage(info);
        VkPipelineShaderStageCreateInfo.sType(stage, VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO());
        VkPipelineShaderStageCreateInfo.stage(stage, VK_SHADER_STAGE_COMPUTE_BIT());
        VkPipelineShaderStageCreateInfo.module(stage, module);
        VkPipelineShaderStageCreateInfo.pName(stage, arena.allocateFrom("main"));
        VkPipelineShaderStageCreateInfo.pSpecializationInfo(stage, specialization);
        VkComputePipelineCreateInfo.layout(info, layout);
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        VulkanResult.check(
                "vkCreateComputePipelines",
                PFN_vkCreateComputePipelines.invoke(
                        compute.vkCreateComputePipelines(), device.handle(), 0, 1, info, MemorySegment.NULL, out));
        return out.get(ValueLayout.JAVA_LONG, 0);
    }

    long handle() {
        return handle;
    }

    /** {@code VkPipelineLayout}. */
    long layout() {
        return layout;
    }

    MemorySegment push() {
        return push;
    }

    /** For images that are upside down. */
    MemorySegment pushUpsideDown() {
        return upsideDown;
    }

    /** How frames lie in the staging buffer; null if the source is an image. */
    @Nullable
    UploadLayout upload() {
        return upload;
    }

    @Override
    public void close() {
        PFN_vkDestroyPipeline.invoke(compute.vkDestroyPipeline(), device.handle(), handle, MemorySegment.NULL);
    }
}
