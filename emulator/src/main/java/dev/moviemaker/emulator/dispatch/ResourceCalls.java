// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.base.Chains;
import dev.moviemaker.emulator.objects.Buffer;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.EmulatedImage;
import dev.moviemaker.emulator.objects.EmulatedImageView;
import dev.moviemaker.emulator.objects.EmulatedVideoProfile;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.emulator.objects.MadeFor;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Images, buffers, views and memory: the base driver gets them without anything of video. */
final class ResourceCalls {

    private static final int WIDE_USAGE = Vulkan.VK_STRUCTURE_TYPE_BUFFER_USAGE_FLAGS_2_CREATE_INFO();

    private ResourceCalls() {}

    static void register(Stubs stubs) {
        stubs.replace(
                "vkCreateImage",
                PFN_vkCreateImage::allocate,
                (device, info, allocator, out) ->
                        Guard.result("vkCreateImage", device, () -> createImage(device, info, allocator, out)));
        stubs.replace("vkDestroyImage", PFN_vkDestroyImage::allocate, ResourceCalls::destroyImage);
        stubs.replace(
                "vkCreateBuffer",
                PFN_vkCreateBuffer::allocate,
                (device, info, allocator, out) ->
                        Guard.result("vkCreateBuffer", device, () -> createBuffer(device, info, allocator, out)));
        stubs.replace("vkDestroyBuffer", PFN_vkDestroyBuffer::allocate, ResourceCalls::destroyBuffer);
        stubs.replace(
                "vkCreateImageView",
                PFN_vkCreateImageView::allocate,
                (device, info, allocator, out) ->
                        Guard.result("vkCreateImageView", device, () -> createView(device, info, allocator, out)));
        stubs.replace("vkDestroyImageView", PFN_vkDestroyImageView::allocate, ResourceCalls::destroyImageView);
        stubs.replace(
                "vkGetDeviceImageMemoryRequirements",
                PFN_vkGetDeviceImageMemoryRequirements::allocate,
                ResourceCalls::getDeviceImageMemoryRequirements);
        stubs.replace(
                "vkGetDeviceBufferMemoryRequirements",
                PFN_vkGetDeviceBufferMemoryRequirements::allocate,
                ResourceCalls::getDeviceBufferMemoryRequirements);
        MemoryCalls.register(stubs);
    }

    private static void destroyImage(MemorySegment device, long image, MemorySegment allocator) {
        Guard.run("vkDestroyImage", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            EmulatedImage gone = owner.remove(EmulatedImage.class, image);
            if (gone != null) {
                gone.destroy();
            }
            PFN_vkDestroyImage.invoke(owner.functions().vkDestroyImage(), device, image, allocator);
        });
    }

    private static void destroyBuffer(MemorySegment device, long buffer, MemorySegment allocator) {
        Guard.run("vkDestroyBuffer", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            Buffer gone = owner.remove(Buffer.class, buffer);
            if (gone != null) {
                gone.destroy();
            }
            PFN_vkDestroyBuffer.invoke(owner.functions().vkDestroyBuffer(), device, buffer, allocator);
        });
    }

    private static void destroyImageView(MemorySegment device, long view, MemorySegment allocator) {
        Guard.run("vkDestroyImageView", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            EmulatedImageView gone = owner.remove(EmulatedImageView.class, view);
            if (gone == null || !gone.ours()) {
                PFN_vkDestroyImageView.invoke(owner.functions().vkDestroyImageView(), device, view, allocator);
            }
        });
    }

    private static void getDeviceImageMemoryRequirements(MemorySegment device, MemorySegment info, MemorySegment out) {
        Guard.run("vkGetDeviceImageMemoryRequirements", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            try (Arena local = Arena.ofConfined()) {
                MemorySegment copy = Structs.copy(local, info, VkDeviceImageMemoryRequirements.layout());
                MemorySegment image = baseImage(owner, local, VkDeviceImageMemoryRequirements.pCreateInfo(info));
                VkDeviceImageMemoryRequirements.pCreateInfo(copy, image);
                PFN_vkGetDeviceImageMemoryRequirements.invoke(
                        owner.functions().vkGetDeviceImageMemoryRequirements(), device, copy, out);
            }
        });
    }

    private static void getDeviceBufferMemoryRequirements(MemorySegment device, MemorySegment info, MemorySegment out) {
        Guard.run("vkGetDeviceBufferMemoryRequirements", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            try (Arena local = Arena.ofConfined()) {
                MemorySegment copy = Structs.copy(local, info, VkDeviceBufferMemoryRequirements.layout());
                MemorySegment buffer = baseBuffer(owner, local, VkDeviceBufferMemoryRequirements.pCreateInfo(info));
                VkDeviceBufferMemoryRequirements.pCreateInfo(copy, buffer);
                PFN_vkGetDeviceBufferMemoryRequirements.invoke(
                        owner.functions().vkGetDeviceBufferMemoryRequirements(), device, copy, out);
            }
        });
    }

    private static MemorySegment baseImage(EmulatedDevice owner, Arena arena, MemorySegment info) {
        MemorySegment copy = Structs.copy(arena, info, VkImageCreateInfo.layout());
        if (!ProfileLists.isForeign(info)) {
            ProfileLists.toBase(arena, copy);
            VkImageCreateInfo.usage(copy, Pictures.baseUsage(VkImageCreateInfo.usage(info)));
            VkImageCreateInfo.flags(copy, Pictures.baseFlags(VkImageCreateInfo.flags(info)));
        }
        VkImageCreateInfo.initialLayout(copy, Pictures.baseLayout(VkImageCreateInfo.initialLayout(info)));
        if (VkImageCreateInfo.sharingMode(info) == Vulkan.VK_SHARING_MODE_CONCURRENT()) {
            int[] families = baseFamilies(
                    owner, VkImageCreateInfo.pQueueFamilyIndices(info), VkImageCreateInfo.queueFamilyIndexCount(info));
            if (families.length == 1) {
                VkImageCreateInfo.sharingMode(copy, Vulkan.VK_SHARING_MODE_EXCLUSIVE());
            }
            VkImageCreateInfo.queueFamilyIndexCount(copy, families.length);
            VkImageCreateInfo.pQueueFamilyIndices(copy, arena.allocateFrom(ValueLayout.JAVA_INT, families));
        }
        return copy;
    }

    private static MemorySegment baseBuffer(EmulatedDevice owner, Arena arena, MemorySegment info) {
        MemorySegment copy = Structs.copy(arena, info, VkBufferCreateInfo.layout());
        if (!ProfileLists.isForeign(info)) {
            ProfileLists.toBase(arena, copy);
            baseBufferUsage(arena, copy, info);
            VkBufferCreateInfo.flags(copy, Pictures.baseBufferFlags(VkBufferCreateInfo.flags(info)));
        }
        if (VkBufferCreateInfo.sharingMode(info) == Vulkan.VK_SHARING_MODE_CONCURRENT()) {
            int[] families = baseFamilies(
                    owner,
                    VkBufferCreateInfo.pQueueFamilyIndices(info),
                    VkBufferCreateInfo.queueFamilyIndexCount(info));
            if (families.length == 1) {
                VkBufferCreateInfo.sharingMode(copy, Vulkan.VK_SHARING_MODE_EXCLUSIVE());
            }
            VkBufferCreateInfo.queueFamilyIndexCount(copy, families.length);
            VkBufferCreateInfo.pQueueFamilyIndices(copy, arena.allocateFrom(ValueLayout.JAVA_INT, families));
        }
        return copy;
    }

    private static void baseBufferUsage(Arena arena, MemorySegment copy, MemorySegment info) {
        MemorySegment wide = Structs.find(info, WIDE_USAGE);
        if (wide == null) {
            VkBufferCreateInfo.usage(copy, (int) Pictures.baseBufferUsage(VkBufferCreateInfo.usage(info)));
            return;
        }
        MemorySegment wideCopy = Structs.copy(arena, wide, VkBufferUsageFlags2CreateInfo.layout());
        VkBufferUsageFlags2CreateInfo.usage(wideCopy, Pictures.baseBufferUsage(bufferUsage(info)));
        Chains.cut(arena, copy, Set.of(WIDE_USAGE));
        VkBufferUsageFlags2CreateInfo.pNext(wideCopy, VkBufferCreateInfo.pNext(copy));
        VkBufferCreateInfo.pNext(copy, wideCopy);
    }

    /** A structure of maintenance5 whose usage counts instead of that of VkBufferCreateInfo. */
    private static long bufferUsage(MemorySegment info) {
        MemorySegment wide = Structs.find(info, WIDE_USAGE);
        return wide == null
                ? Integer.toUnsignedLong(VkBufferCreateInfo.usage(info))
                : VkBufferUsageFlags2CreateInfo.usage(wide);
    }

    private static int[] baseFamilies(EmulatedDevice owner, MemorySegment indices, int count) {
        return java.util.Arrays.stream(Structs.ints(indices, count))
                .map(owner.physical()::baseFamily)
                .distinct()
                .toArray();
    }

    /** The profiles of ours that something is made for. */
    private static List<EmulatedVideoProfile> supported(EmulatedDevice owner, MemorySegment info) {
        List<EmulatedVideoProfile> profiles = ProfileLists.ours(info);
        int refusal = ProfileLists.check(owner.physical(), profiles);
        if (refusal != 0) {
            throw new Guard.Refusal(refusal, "made for profiles of which one is not supported: " + profiles);
        }
        return profiles;
    }

    private static int createImage(
            MemorySegment device, MemorySegment info, MemorySegment allocator, MemorySegment out) {
        EmulatedDevice owner = Handles.DEVICES.get(device);
        int usage = VkImageCreateInfo.usage(info);
        int flags = VkImageCreateInfo.flags(info);
        List<EmulatedVideoProfile> profiles = supported(owner, info);
        boolean independent = (flags & Vulkan.VK_IMAGE_CREATE_VIDEO_PROFILE_INDEPENDENT_BIT_KHR()) != 0
                && PictureOffer.allowsWithoutProfile(
                        owner.physical(), VkImageCreateInfo.format(info), Pictures.videoUsage(usage));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = baseImage(owner, arena, info);
            int result = PFN_vkCreateImage.invoke(owner.functions().vkCreateImage(), device, copy, allocator, out);
            if (result == 0 && Pictures.isVideo(usage) && !ProfileLists.isForeign(info)) {
                long handle = out.get(ValueLayout.JAVA_LONG, 0);
                MemorySegment extent = VkImageCreateInfo.extent(info);
                owner.put(
                        EmulatedImage.class,
                        handle,
                        new EmulatedImage(
                                owner,
                                handle,
                                new EmulatedImage.Shape(
                                        VkImageCreateInfo.format(info),
                                        VkExtent3D.width(extent),
                                        VkExtent3D.height(extent),
                                        VkImageCreateInfo.arrayLayers(info),
                                        usage,
                                        new MadeFor(profiles, independent))));
            }
            return result;
        }
    }

    private static int createBuffer(
            MemorySegment device, MemorySegment info, MemorySegment allocator, MemorySegment out) {
        EmulatedDevice owner = Handles.DEVICES.get(device);
        List<EmulatedVideoProfile> profiles = supported(owner, info);
        boolean independent =
                (VkBufferCreateInfo.flags(info) & Vulkan.VK_BUFFER_CREATE_VIDEO_PROFILE_INDEPENDENT_BIT_KHR()) != 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = baseBuffer(owner, arena, info);
            int result = PFN_vkCreateBuffer.invoke(owner.functions().vkCreateBuffer(), device, copy, allocator, out);
            if (result == 0 && Pictures.isVideoBuffer(bufferUsage(info)) && !ProfileLists.isForeign(info)) {
                long handle = out.get(ValueLayout.JAVA_LONG, 0);
                owner.put(
                        Buffer.class,
                        handle,
                        new Buffer(owner, handle, VkBufferCreateInfo.size(info), new MadeFor(profiles, independent)));
            }
            return result;
        }
    }

    private static int createView(
            MemorySegment device, MemorySegment info, MemorySegment allocator, MemorySegment out) {
        EmulatedDevice owner = Handles.DEVICES.get(device);
        @Nullable EmulatedImage image = owner.find(EmulatedImage.class, VkImageViewCreateInfo.image(info));
        if (image == null) {
            return PFN_vkCreateImageView.invoke(owner.functions().vkCreateImageView(), device, info, allocator, out);
        }
        MemorySegment restricted = Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_IMAGE_VIEW_USAGE_CREATE_INFO());
        int usage = restricted == null ? image.shape().usage() : VkImageViewUsageCreateInfo.usage(restricted);
        MemorySegment range = VkImageViewCreateInfo.subresourceRange(info);
        int first = VkImageSubresourceRange.baseArrayLayer(range);
        int layers = VkImageSubresourceRange.layerCount(range);
        int count = layers == Vulkan.VK_REMAINING_ARRAY_LAYERS() ? image.shape().layers() - first : layers;
        int transfer = Vulkan.VK_IMAGE_USAGE_TRANSFER_SRC_BIT() | Vulkan.VK_IMAGE_USAGE_TRANSFER_DST_BIT();
        // A view for nothing but video means nothing to the base driver, which might not even be able to make one.
        boolean ours = (usage & ~Pictures.videoUsage(usage) & ~transfer) == 0;
        int result = ResultCode.SUCCESS;
        if (ours) {
            out.set(ValueLayout.JAVA_LONG, 0, Handles.fresh());
        } else {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment copy = Structs.copy(arena, info, VkImageViewCreateInfo.layout());
                if (Pictures.isVideo(usage)) {
                    Chains.cut(arena, copy, Set.of(Vulkan.VK_STRUCTURE_TYPE_IMAGE_VIEW_USAGE_CREATE_INFO()));
                }
                result = PFN_vkCreateImageView.invoke(
                        owner.functions().vkCreateImageView(), device, copy, allocator, out);
            }
        }
        if (result == 0) {
            owner.put(
                    EmulatedImageView.class,
                    out.get(ValueLayout.JAVA_LONG, 0),
                    new EmulatedImageView(image, usage, first, count, ours));
        }
        return result;
    }
}
