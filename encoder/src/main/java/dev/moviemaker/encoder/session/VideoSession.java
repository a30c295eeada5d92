// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_BIND_VIDEO_SESSION_MEMORY_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_SESSION_CREATE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_SESSION_INTRA_REFRESH_CREATE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_SESSION_RGB_CONVERSION_CREATE_INFO_VALVE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_SESSION_CREATE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_SESSION_MEMORY_REQUIREMENTS_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_SESSION_CREATE_ALLOW_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_SESSION_CREATE_INLINE_QUERIES_BIT_KHR;

import dev.moviemaker.encoder.caps.RgbConversion;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.vk.Allocation;
import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.Enumerations;
import dev.moviemaker.encoder.vk.MemoryTypes;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkBindVideoSessionMemoryKHR;
import dev.moviemaker.vulkan.raw.PFN_vkCreateVideoSessionKHR;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyVideoSessionKHR;
import dev.moviemaker.vulkan.raw.PFN_vkGetVideoSessionMemoryRequirementsKHR;
import dev.moviemaker.vulkan.raw.VkBindVideoSessionMemoryInfoKHR;
import dev.moviemaker.vulkan.raw.VkExtensionProperties;
import dev.moviemaker.vulkan.raw.VkExtent2D;
import dev.moviemaker.vulkan.raw.VkMemoryRequirements;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1SessionCreateInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeSessionIntraRefreshCreateInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeSessionRgbConversionCreateInfoVALVE;
import dev.moviemaker.vulkan.raw.VkVideoSessionCreateInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoSessionMemoryRequirementsKHR;
import dev.moviemaker.vulkan.std.VulkanMacros;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A {@code VkVideoSessionKHR} and its memory, owned. */
public final class VideoSession implements AutoCloseable {
    private final CloseStack closer = new CloseStack();
    private final Device device;
    private final long handle;

    /** Makes a session with exactly the size and slots that the plan needs, and binds its memory. */
    public VideoSession(Device device, SessionPlan plan) {
        this.device = device;
        try (Arena arena = Arena.ofConfined()) {
            handle = create(arena, plan);
            closer.add(
                    this,
                    () -> PFN_vkDestroyVideoSessionKHR.invoke(
                            device.video().vkDestroyVideoSessionKHR(), device.handle(), handle, MemorySegment.NULL));
            bindMemory(arena);
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    private long create(Arena arena, SessionPlan plan) {
        MemorySegment info = Structs.make(
                arena, VkVideoSessionCreateInfoKHR.layout(), VK_STRUCTURE_TYPE_VIDEO_SESSION_CREATE_INFO_KHR());
        VkVideoSessionCreateInfoKHR.queueFamilyIndex(info, plan.encodeFamily());
        // ALLOW_ENCODE_PARAMETER_OPTIMIZATIONS stays off: headers remain what was asked for wherever the driver can.
        int inline = plan.inlineQueries() ? VK_VIDEO_SESSION_CREATE_INLINE_QUERIES_BIT_KHR() : 0;
        int maps = plan.deltaMaps().isPresent()
                ? VK_VIDEO_SESSION_CREATE_ALLOW_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR()
                : 0;
        VkVideoSessionCreateInfoKHR.flags(info, inline | maps);
        VkVideoSessionCreateInfoKHR.pVideoProfile(info, plan.videoProfile().info(arena));
        VkVideoSessionCreateInfoKHR.pictureFormat(info, plan.sourceFormat());
        VkVideoSessionCreateInfoKHR.referencePictureFormat(
                info, plan.profile().dpbFormats().getFirst().format());
        MemorySegment extent = VkVideoSessionCreateInfoKHR.maxCodedExtent(info);
        VkExtent2D.width(extent, plan.frameSize().width());
        VkExtent2D.height(extent, plan.frameSize().height());
        VkVideoSessionCreateInfoKHR.maxDpbSlots(info, plan.dpbSlots());
        VkVideoSessionCreateInfoKHR.maxActiveReferencePictures(
                info, Math.min(plan.gop().activeReferences(), plan.gop().heldPictures()));
        MemorySegment std = arena.allocate(VkExtensionProperties.layout());
        VkExtensionProperties.extensionName(std)
                .setString(0, VulkanMacros.VK_STD_VULKAN_VIDEO_CODEC_AV1_ENCODE_EXTENSION_NAME);
        VkExtensionProperties.specVersion(
                std,
                Math.min(
                        VulkanMacros.VK_STD_VULKAN_VIDEO_CODEC_AV1_ENCODE_SPEC_VERSION,
                        plan.profile().video().stdHeaderVersion()));
        VkVideoSessionCreateInfoKHR.pStdHeaderVersion(info, std);
        MemorySegment av1 = Structs.make(
                arena,
                VkVideoEncodeAV1SessionCreateInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_SESSION_CREATE_INFO_KHR());
        VkVideoEncodeAV1SessionCreateInfoKHR.useMaxLevel(av1, 1);
        VkVideoEncodeAV1SessionCreateInfoKHR.maxLevel(av1, plan.level());
        Structs.chain(info, av1);
        plan.intraRefresh().ifPresent(refresh -> {
            MemorySegment mode = Structs.make(
                    arena,
                    VkVideoEncodeSessionIntraRefreshCreateInfoKHR.layout(),
                    VK_STRUCTURE_TYPE_VIDEO_ENCODE_SESSION_INTRA_REFRESH_CREATE_INFO_KHR());
            VkVideoEncodeSessionIntraRefreshCreateInfoKHR.intraRefreshMode(mode, refresh.mode());
            Structs.chain(info, mode);
        });
        plan.rgb().ifPresent(rgb -> Structs.chain(info, conversion(arena, rgb)));
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        VulkanResult.check(
                "vkCreateVideoSessionKHR",
                PFN_vkCreateVideoSessionKHR.invoke(
                        device.video().vkCreateVideoSessionKHR(), device.handle(), info, MemorySegment.NULL, out));
        return out.get(ValueLayout.JAVA_LONG, 0);
    }

    private static MemorySegment conversion(Arena arena, RgbConversion rgb) {
        MemorySegment info = Structs.make(
                arena,
                VkVideoEncodeSessionRgbConversionCreateInfoVALVE.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_SESSION_RGB_CONVERSION_CREATE_INFO_VALVE());
        VkVideoEncodeSessionRgbConversionCreateInfoVALVE.rgbModel(info, rgb.rgbModel());
        VkVideoEncodeSessionRgbConversionCreateInfoVALVE.rgbRange(info, rgb.rgbRange());
        VkVideoEncodeSessionRgbConversionCreateInfoVALVE.xChromaOffset(info, rgb.xChromaOffset());
        VkVideoEncodeSessionRgbConversionCreateInfoVALVE.yChromaOffset(info, rgb.yChromaOffset());
        return info;
    }

    /** Drivers ask for any number of bindings, none included. */
    private void bindMemory(Arena arena) {
        MemorySegment list = Enumerations.list(
                arena,
                "vkGetVideoSessionMemoryRequirementsKHR",
                VkVideoSessionMemoryRequirementsKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_SESSION_MEMORY_REQUIREMENTS_KHR(),
                (count, items) -> PFN_vkGetVideoSessionMemoryRequirementsKHR.invoke(
                        device.video().vkGetVideoSessionMemoryRequirementsKHR(),
                        device.handle(),
                        handle,
                        count,
                        items));
        int count = (int)
                (list.byteSize() / VkVideoSessionMemoryRequirementsKHR.layout().byteSize());
        if (count == 0) {
            return;
        }
        MemorySegment binds = Structs.array(
                arena,
                VkBindVideoSessionMemoryInfoKHR.layout(),
                VK_STRUCTURE_TYPE_BIND_VIDEO_SESSION_MEMORY_INFO_KHR(),
                count);
        for (int i = 0; i < count; i++) {
            MemorySegment wanted = Structs.element(list, VkVideoSessionMemoryRequirementsKHR.layout(), i);
            MemorySegment requirements = VkVideoSessionMemoryRequirementsKHR.memoryRequirements(wanted);
            Allocation memory = new Allocation(device, requirements, 0, MemoryTypes.DEVICE_LOCAL);
            closer.addLast(memory, memory::close);
            MemorySegment bind = Structs.element(binds, VkBindVideoSessionMemoryInfoKHR.layout(), i);
            VkBindVideoSessionMemoryInfoKHR.memoryBindIndex(
                    bind, VkVideoSessionMemoryRequirementsKHR.memoryBindIndex(wanted));
            VkBindVideoSessionMemoryInfoKHR.memory(bind, memory.handle());
            VkBindVideoSessionMemoryInfoKHR.memorySize(bind, VkMemoryRequirements.size(requirements));
        }
        VulkanResult.check(
                "vkBindVideoSessionMemoryKHR",
                PFN_vkBindVideoSessionMemoryKHR.invoke(
                        device.video().vkBindVideoSessionMemoryKHR(), device.handle(), handle, count, binds));
    }

    /** Returns the handle. */
    public long handle() {
        return handle;
    }

    @Override
    public void close() {
        closer.close();
    }
}
