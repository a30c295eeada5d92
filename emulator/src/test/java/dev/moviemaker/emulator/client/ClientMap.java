// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntBinaryOperator;

/** A quantization map for all pictures: its image, in the format that the driver names first, and its values. */
final class ClientMap {
    private final Client client;
    private final int texelWidth;
    private final int texelHeight;
    private final int width;
    private final int height;
    private final long image;
    private final long view;
    private final ClientGpu.Mapped values;

    /** What the driver offers first: {@code VkFormat}, and luma samples of a texel. */
    record Offer(int format, int texelWidth, int texelHeight) {}

    ClientMap(Client client, Offer offer, IntBinaryOperator texels) {
        this.client = client;
        int format = offer.format();
        texelWidth = offer.texelWidth();
        texelHeight = offer.texelHeight();
        width = (client.settings.width + texelWidth - 1) / texelWidth;
        height = (client.settings.height + texelHeight - 1) / texelHeight;
        image = client.gpu.image(imageInfo(client, format));
        view = client.gpu.view(image, format, 0, 1);
        int bytes = format == Vulkan.VK_FORMAT_R16_SINT() ? 2 : format == Vulkan.VK_FORMAT_R32_SINT() ? 4 : 1;
        values = client.gpu.buffer(
                client.bufferInfo((long) width * height * bytes, Vulkan.VK_BUFFER_USAGE_TRANSFER_SRC_BIT(), null));
        for (int i = 0; i < width * height; i++) {
            int texel = texels.applyAsInt(i % width, i / width);
            switch (bytes) {
                case 1 -> values.bytes().set(ValueLayout.JAVA_BYTE, i, (byte) texel);
                case 2 -> values.bytes().setAtIndex(ValueLayout.JAVA_SHORT, i, (short) texel);
                default -> values.bytes().setAtIndex(ValueLayout.JAVA_INT, i, texel);
            }
        }
    }

    private static int usage(Settings settings) {
        return (settings.emphasis
                        ? Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_EMPHASIS_MAP_BIT_KHR()
                        : Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR())
                | Vulkan.VK_IMAGE_USAGE_TRANSFER_DST_BIT();
    }

    /** {@code VkVideoSessionCreateFlagBitsKHR} of sessions whose pictures may have such a map. */
    static int sessionFlag(Settings settings) {
        return settings.emphasis
                ? Vulkan.VK_VIDEO_SESSION_CREATE_ALLOW_ENCODE_EMPHASIS_MAP_BIT_KHR()
                : Vulkan.VK_VIDEO_SESSION_CREATE_ALLOW_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR();
    }

    /** Asks the physical device; all zero where it offers nothing. */
    static Offer offer(Vk vk, Arena arena, MemorySegment profile, Settings settings) {
        MemorySegment texel = VkVideoFormatQuantizationMapPropertiesKHR.allocate(arena);
        MemorySegment info = VkPhysicalDeviceVideoFormatInfoKHR.allocate(arena);
        VkPhysicalDeviceVideoFormatInfoKHR.sType(
                info, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_FORMAT_INFO_KHR());
        VkPhysicalDeviceVideoFormatInfoKHR.imageUsage(info, usage(settings));
        VkPhysicalDeviceVideoFormatInfoKHR.pNext(info, Caps.profileList(arena, profile));
        MemorySegment count = arena.allocateFrom(ValueLayout.JAVA_INT, 1);
        MemorySegment format = VkVideoFormatPropertiesKHR.allocate(arena);
        VkVideoFormatPropertiesKHR.sType(format, Vulkan.VK_STRUCTURE_TYPE_VIDEO_FORMAT_PROPERTIES_KHR());
        VkVideoFormatPropertiesKHR.pNext(format, texel);
        VkVideoFormatQuantizationMapPropertiesKHR.sType(
                texel, Vulkan.VK_STRUCTURE_TYPE_VIDEO_FORMAT_QUANTIZATION_MAP_PROPERTIES_KHR());
        int result = PFN_vkGetPhysicalDeviceVideoFormatPropertiesKHR.invoke(
                vk.f("vkGetPhysicalDeviceVideoFormatPropertiesKHR"), vk.physical, info, count, format);
        MemorySegment size = VkVideoFormatQuantizationMapPropertiesKHR.quantizationMapTexelSize(texel);
        return result < 0
                ? new Offer(0, 0, 0)
                : new Offer(VkVideoFormatPropertiesKHR.format(format), VkExtent2D.width(size), VkExtent2D.height(size));
    }

    private MemorySegment imageInfo(Client client, int format) {
        MemorySegment info = VkImageCreateInfo.allocate(client.arena);
        VkImageCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO());
        VkImageCreateInfo.pNext(info, Caps.profileList(client.arena, client.profile));
        VkImageCreateInfo.imageType(info, Vulkan.VK_IMAGE_TYPE_2D());
        VkImageCreateInfo.format(info, format);
        MemorySegment extent = VkImageCreateInfo.extent(info);
        VkExtent3D.width(extent, width);
        VkExtent3D.height(extent, height);
        VkExtent3D.depth(extent, 1);
        VkImageCreateInfo.mipLevels(info, 1);
        VkImageCreateInfo.arrayLayers(info, 1);
        VkImageCreateInfo.samples(info, 1);
        VkImageCreateInfo.usage(info, usage(client.settings));
        return info;
    }

    long image() {
        return image;
    }

    /** Says in the session parameters that pictures may have it. */
    void describe(MemorySegment parameters) {
        MemorySegment info = VkVideoEncodeQuantizationMapSessionParametersCreateInfoKHR.allocate(client.arena);
        VkVideoEncodeQuantizationMapSessionParametersCreateInfoKHR.sType(
                info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUANTIZATION_MAP_SESSION_PARAMETERS_CREATE_INFO_KHR());
        MemorySegment size = VkVideoEncodeQuantizationMapSessionParametersCreateInfoKHR.quantizationMapTexelSize(info);
        VkExtent2D.width(size, texelWidth);
        VkExtent2D.height(size, texelHeight);
        VkVideoEncodeQuantizationMapSessionParametersCreateInfoKHR.pNext(
                info, VkVideoSessionParametersCreateInfoKHR.pNext(parameters));
        VkVideoSessionParametersCreateInfoKHR.pNext(parameters, info);
        VkVideoSessionParametersCreateInfoKHR.flags(
                parameters, Vulkan.VK_VIDEO_SESSION_PARAMETERS_CREATE_QUANTIZATION_MAP_COMPATIBLE_BIT_KHR());
    }

    void upload(Arena arena, MemorySegment commands) {
        MemorySegment region = VkBufferImageCopy.allocate(arena);
        MemorySegment subresource = VkBufferImageCopy.imageSubresource(region);
        VkImageSubresourceLayers.aspectMask(subresource, Vulkan.VK_IMAGE_ASPECT_COLOR_BIT());
        VkImageSubresourceLayers.layerCount(subresource, 1);
        MemorySegment extent = VkBufferImageCopy.imageExtent(region);
        VkExtent3D.width(extent, width);
        VkExtent3D.height(extent, height);
        VkExtent3D.depth(extent, 1);
        PFN_vkCmdCopyBufferToImage.invoke(
                client.vk.f("vkCmdCopyBufferToImage"),
                commands,
                values.buffer(),
                image,
                Vulkan.VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL(),
                1,
                region);
    }

    /** Gives it to a picture. */
    void use(Arena arena, MemorySegment encode) {
        MemorySegment info = VkVideoEncodeQuantizationMapInfoKHR.allocate(arena);
        VkVideoEncodeQuantizationMapInfoKHR.sType(
                info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUANTIZATION_MAP_INFO_KHR());
        VkVideoEncodeQuantizationMapInfoKHR.quantizationMap(info, view);
        MemorySegment extent = VkVideoEncodeQuantizationMapInfoKHR.quantizationMapExtent(info);
        VkExtent2D.width(extent, width);
        VkExtent2D.height(extent, height);
        VkVideoEncodeQuantizationMapInfoKHR.pNext(info, VkVideoEncodeInfoKHR.pNext(encode));
        VkVideoEncodeInfoKHR.pNext(encode, info);
        VkVideoEncodeInfoKHR.flags(
                encode,
                VkVideoEncodeInfoKHR.flags(encode)
                        | (client.settings.emphasis
                                ? Vulkan.VK_VIDEO_ENCODE_WITH_EMPHASIS_MAP_BIT_KHR()
                                : Vulkan.VK_VIDEO_ENCODE_WITH_QUANTIZATION_DELTA_MAP_BIT_KHR()));
    }
}
