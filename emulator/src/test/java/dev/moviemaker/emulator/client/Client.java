// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.vulkan.raw.*;
import dev.moviemaker.vulkan.std.StdFlags;
import dev.moviemaker.vulkan.std.StdVideoAV1SequenceHeaderFlag;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A video session with all that an encode needs: memory, parameters, pictures, bitstream, queries. */
public final class Client implements AutoCloseable {
    private static final int FIRST_FEEDBACK = 7;

    final Vk vk;
    final Settings settings;
    final Hooks hooks;
    final Arena arena = Arena.ofShared();
    final MemorySegment profile;
    final Caps caps;
    final ClientGpu gpu;
    final long session;
    final long parameters;
    final byte[] sequenceHeader;
    final int slots;
    final int format;
    final int sourceFormat;
    final long source;
    final long sourceView;
    final List<Long> sessionMemory = new ArrayList<>();
    final List<Picture> pictures = new ArrayList<>();
    final ClientGpu.Mapped bitstream;
    final long bitstreamSize;
    final ClientGpu.Mapped upload;
    final long queryPool;
    final @Nullable ClientMap map;

    /** One reference picture: image, view and layer in the view. */
    record Picture(long image, long view, int layer) {}

    /** Opens a session; {@code hooks} may change every structure on the way. */
    public Client(Vk vk, Settings settings, Hooks hooks) {
        this.vk = vk;
        this.settings = settings;
        this.hooks = hooks;
        profile = profile(arena, settings);
        caps = new Caps(vk, arena, profile);
        ClientMap.Offer maps =
                settings.texels == null ? new ClientMap.Offer(0, 0, 0) : ClientMap.offer(vk, arena, profile, settings);
        gpu = new ClientGpu(vk, caps, settings, hooks, arena);
        slots = Math.min(4, caps.maxSlots());
        format = settings.bitDepth == 8
                ? Vulkan.VK_FORMAT_G8_B8R8_2PLANE_420_UNORM()
                : Vulkan.VK_FORMAT_G10X6_B10X6R10X6_2PLANE_420_UNORM_3PACK16();
        sourceFormat = settings.isRgb() ? settings.rgbFormat : format;
        long width = caps.imageWidth(settings.width);
        long height = caps.imageHeight(settings.height);
        bitstreamSize = caps.align(
                Math.max(1 << 16, width * height * 3),
                VkVideoCapabilitiesKHR.minBitstreamBufferSizeAlignment(caps.video));
        try {
            session = makeSession();
            bindMemory();
            map = settings.texels == null ? null : new ClientMap(this, maps, settings.texels);
            parameters = makeParameters();
            sequenceHeader = encodedParameters();
            source = gpu.image(image(sourceFormat, caps.sourceUsage, 1, Place.SOURCE_IMAGE));
            sourceView = gpu.view(source, sourceFormat, 0, 1);
            makePictures();
            bitstream = gpu.buffer(bufferInfo(
                    bitstreamSize, Vulkan.VK_BUFFER_USAGE_VIDEO_ENCODE_DST_BIT_KHR(), Place.BITSTREAM_BUFFER));
            upload = gpu.buffer(
                    bufferInfo(settings.sourceBytes(width, height), Vulkan.VK_BUFFER_USAGE_TRANSFER_SRC_BIT(), null));
            queryPool = makeQueryPool();
        } catch (RuntimeException e) {
            gpu.close();
            throw e;
        }
    }

    static MemorySegment profile(Arena arena, Settings settings) {
        MemorySegment usage = VkVideoEncodeUsageInfoKHR.allocate(arena);
        VkVideoEncodeUsageInfoKHR.sType(usage, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_USAGE_INFO_KHR());
        VkVideoEncodeUsageInfoKHR.videoUsageHints(usage, Vulkan.VK_VIDEO_ENCODE_USAGE_RECORDING_BIT_KHR());
        MemorySegment av1 = VkVideoEncodeAV1ProfileInfoKHR.allocate(arena);
        VkVideoEncodeAV1ProfileInfoKHR.sType(av1, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_PROFILE_INFO_KHR());
        VkVideoEncodeAV1ProfileInfoKHR.pNext(av1, settings.usage ? usage : MemorySegment.NULL);
        MemorySegment rgb = VkVideoEncodeProfileRgbConversionInfoVALVE.allocate(arena);
        VkVideoEncodeProfileRgbConversionInfoVALVE.sType(
                rgb, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_PROFILE_RGB_CONVERSION_INFO_VALVE());
        VkVideoEncodeProfileRgbConversionInfoVALVE.performEncodeRgbConversion(rgb, 1);
        VkVideoEncodeUsageInfoKHR.pNext(usage, settings.isRgb() ? rgb : MemorySegment.NULL);
        MemorySegment info = VkVideoProfileInfoKHR.allocate(arena);
        VkVideoProfileInfoKHR.sType(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_PROFILE_INFO_KHR());
        VkVideoProfileInfoKHR.pNext(info, av1);
        VkVideoProfileInfoKHR.videoCodecOperation(info, Vulkan.VK_VIDEO_CODEC_OPERATION_ENCODE_AV1_BIT_KHR());
        VkVideoProfileInfoKHR.chromaSubsampling(info, Vulkan.VK_VIDEO_CHROMA_SUBSAMPLING_420_BIT_KHR());
        int depth = settings.bitDepth == 8
                ? Vulkan.VK_VIDEO_COMPONENT_BIT_DEPTH_8_BIT_KHR()
                : Vulkan.VK_VIDEO_COMPONENT_BIT_DEPTH_10_BIT_KHR();
        VkVideoProfileInfoKHR.lumaBitDepth(info, depth);
        VkVideoProfileInfoKHR.chromaBitDepth(info, depth);
        return info;
    }

    long makeSession() {
        MemorySegment info = VkVideoSessionCreateInfoKHR.allocate(arena);
        VkVideoSessionCreateInfoKHR.sType(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_SESSION_CREATE_INFO_KHR());
        VkVideoSessionCreateInfoKHR.queueFamilyIndex(info, caps.encodeFamily);
        VkVideoSessionCreateInfoKHR.flags(
                info,
                (settings.inlineQueries && caps.maintenance1
                                ? Vulkan.VK_VIDEO_SESSION_CREATE_INLINE_QUERIES_BIT_KHR()
                                : 0)
                        | (settings.texels == null ? 0 : ClientMap.sessionFlag(settings)));
        VkVideoSessionCreateInfoKHR.pVideoProfile(info, profile);
        if (settings.isRgb()) {
            VkVideoSessionCreateInfoKHR.pNext(info, rgbConversion());
        }
        VkVideoSessionCreateInfoKHR.pictureFormat(info, sourceFormat);
        VkVideoSessionCreateInfoKHR.referencePictureFormat(info, format);
        MemorySegment extent = VkVideoSessionCreateInfoKHR.maxCodedExtent(info);
        VkExtent2D.width(extent, settings.width);
        VkExtent2D.height(extent, settings.height);
        VkVideoSessionCreateInfoKHR.maxDpbSlots(info, slots);
        VkVideoSessionCreateInfoKHR.maxActiveReferencePictures(info, Math.min(2, caps.maxReferences()));
        VkVideoSessionCreateInfoKHR.pStdHeaderVersion(info, VkVideoCapabilitiesKHR.stdHeaderVersion(caps.video));
        hooks.run(Place.SESSION, 0, info);
        long made = gpu.handle(
                "vkCreateVideoSessionKHR",
                out -> PFN_vkCreateVideoSessionKHR.invoke(
                        vk.f("vkCreateVideoSessionKHR"), gpu.device, info, MemorySegment.NULL, out));
        gpu.undo(
                made,
                () -> PFN_vkDestroyVideoSessionKHR.invoke(
                        vk.f("vkDestroyVideoSessionKHR"), gpu.device, made, MemorySegment.NULL));
        return made;
    }

    private MemorySegment rgbConversion() {
        MemorySegment info = VkVideoEncodeSessionRgbConversionCreateInfoVALVE.allocate(arena);
        VkVideoEncodeSessionRgbConversionCreateInfoVALVE.sType(
                info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_SESSION_RGB_CONVERSION_CREATE_INFO_VALVE());
        VkVideoEncodeSessionRgbConversionCreateInfoVALVE.rgbModel(
                info, Vulkan.VK_VIDEO_ENCODE_RGB_MODEL_CONVERSION_YCBCR_709_BIT_VALVE());
        VkVideoEncodeSessionRgbConversionCreateInfoVALVE.rgbRange(
                info, Vulkan.VK_VIDEO_ENCODE_RGB_RANGE_COMPRESSION_NARROW_RANGE_BIT_VALVE());
        VkVideoEncodeSessionRgbConversionCreateInfoVALVE.xChromaOffset(
                info, Vulkan.VK_VIDEO_ENCODE_RGB_CHROMA_OFFSET_COSITED_EVEN_BIT_VALVE());
        VkVideoEncodeSessionRgbConversionCreateInfoVALVE.yChromaOffset(
                info, Vulkan.VK_VIDEO_ENCODE_RGB_CHROMA_OFFSET_MIDPOINT_BIT_VALVE());
        return info;
    }

    private void bindMemory() {
        MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
        MemorySegment function = vk.f("vkGetVideoSessionMemoryRequirementsKHR");
        PFN_vkGetVideoSessionMemoryRequirementsKHR.invoke(function, gpu.device, session, count, MemorySegment.NULL);
        int bindings = count.get(ValueLayout.JAVA_INT, 0);
        if (bindings == 0) {
            return;
        }
        MemorySegment list = VkVideoSessionMemoryRequirementsKHR.allocateArray(bindings, arena);
        for (int i = 0; i < bindings; i++) {
            VkVideoSessionMemoryRequirementsKHR.sType(
                    VkVideoSessionMemoryRequirementsKHR.asSlice(list, i),
                    Vulkan.VK_STRUCTURE_TYPE_VIDEO_SESSION_MEMORY_REQUIREMENTS_KHR());
        }
        PFN_vkGetVideoSessionMemoryRequirementsKHR.invoke(function, gpu.device, session, count, list);
        MemorySegment binds = VkBindVideoSessionMemoryInfoKHR.allocateArray(bindings, arena);
        for (int i = 0; i < bindings; i++) {
            MemorySegment entry = VkVideoSessionMemoryRequirementsKHR.asSlice(list, i);
            MemorySegment needs = VkVideoSessionMemoryRequirementsKHR.memoryRequirements(entry);
            MemorySegment bind = VkBindVideoSessionMemoryInfoKHR.asSlice(binds, i);
            VkBindVideoSessionMemoryInfoKHR.sType(bind, Vulkan.VK_STRUCTURE_TYPE_BIND_VIDEO_SESSION_MEMORY_INFO_KHR());
            VkBindVideoSessionMemoryInfoKHR.memoryBindIndex(
                    bind, VkVideoSessionMemoryRequirementsKHR.memoryBindIndex(entry));
            sessionMemory.add(
                    gpu.allocate(VkMemoryRequirements.memoryTypeBits(needs), VkMemoryRequirements.size(needs), 0));
            VkBindVideoSessionMemoryInfoKHR.memory(bind, sessionMemory.getLast());
            VkBindVideoSessionMemoryInfoKHR.memorySize(bind, VkMemoryRequirements.size(needs));
        }
        hooks.run(Place.BIND, bindings, binds);
        Vk.check(
                "vkBindVideoSessionMemoryKHR",
                PFN_vkBindVideoSessionMemoryKHR.invoke(
                        vk.f("vkBindVideoSessionMemoryKHR"), gpu.device, session, bindings, binds));
    }

    private long makeParameters() {
        MemorySegment color = StdVideoAV1ColorConfig.allocate(arena);
        StdVideoAV1ColorConfig.BitDepth(color, (byte) settings.bitDepth);
        StdVideoAV1ColorConfig.subsampling_x(color, (byte) 1);
        StdVideoAV1ColorConfig.subsampling_y(color, (byte) 1);
        StdVideoAV1ColorConfig.color_primaries(color, 2);
        StdVideoAV1ColorConfig.transfer_characteristics(color, 2);
        StdVideoAV1ColorConfig.matrix_coefficients(color, 2);
        MemorySegment std = StdVideoAV1SequenceHeader.allocate(arena);
        StdFlags.setWord(
                std,
                StdVideoAV1SequenceHeaderFlag.ENABLE_ORDER_HINT.mask()
                        | StdVideoAV1SequenceHeaderFlag.ENABLE_CDEF.mask());
        StdVideoAV1SequenceHeader.frame_width_bits_minus_1(std, (byte) 15);
        StdVideoAV1SequenceHeader.frame_height_bits_minus_1(std, (byte) 15);
        StdVideoAV1SequenceHeader.max_frame_width_minus_1(std, (short) (settings.width - 1));
        StdVideoAV1SequenceHeader.max_frame_height_minus_1(std, (short) (settings.height - 1));
        StdVideoAV1SequenceHeader.order_hint_bits_minus_1(std, (byte) 6);
        StdVideoAV1SequenceHeader.seq_force_integer_mv(std, (byte) 2);
        StdVideoAV1SequenceHeader.seq_force_screen_content_tools(std, (byte) 0);
        StdVideoAV1SequenceHeader.pColorConfig(std, color);
        hooks.run(Place.SEQUENCE, 0, std);
        MemorySegment point = StdVideoEncodeAV1OperatingPointInfo.allocate(arena);
        StdVideoEncodeAV1OperatingPointInfo.seq_level_idx(point, (byte) 8);
        MemorySegment av1 = VkVideoEncodeAV1SessionParametersCreateInfoKHR.allocate(arena);
        VkVideoEncodeAV1SessionParametersCreateInfoKHR.sType(
                av1, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_SESSION_PARAMETERS_CREATE_INFO_KHR());
        VkVideoEncodeAV1SessionParametersCreateInfoKHR.pStdSequenceHeader(av1, std);
        VkVideoEncodeAV1SessionParametersCreateInfoKHR.stdOperatingPointCount(av1, 1);
        VkVideoEncodeAV1SessionParametersCreateInfoKHR.pStdOperatingPoints(av1, point);
        MemorySegment quality = VkVideoEncodeQualityLevelInfoKHR.allocate(arena);
        VkVideoEncodeQualityLevelInfoKHR.sType(quality, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUALITY_LEVEL_INFO_KHR());
        VkVideoEncodeQualityLevelInfoKHR.pNext(quality, av1);
        VkVideoEncodeQualityLevelInfoKHR.qualityLevel(quality, settings.qualityLevel);
        MemorySegment info = VkVideoSessionParametersCreateInfoKHR.allocate(arena);
        VkVideoSessionParametersCreateInfoKHR.sType(
                info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_SESSION_PARAMETERS_CREATE_INFO_KHR());
        VkVideoSessionParametersCreateInfoKHR.pNext(info, quality);
        VkVideoSessionParametersCreateInfoKHR.videoSession(info, session);
        if (map != null) {
            map.describe(info);
        }
        hooks.run(Place.PARAMETERS, 0, info);
        long made = gpu.handle(
                "vkCreateVideoSessionParametersKHR",
                out -> PFN_vkCreateVideoSessionParametersKHR.invoke(
                        vk.f("vkCreateVideoSessionParametersKHR"), gpu.device, info, MemorySegment.NULL, out));
        gpu.undo(
                made,
                () -> PFN_vkDestroyVideoSessionParametersKHR.invoke(
                        vk.f("vkDestroyVideoSessionParametersKHR"), gpu.device, made, MemorySegment.NULL));
        return made;
    }

    private byte[] encodedParameters() {
        MemorySegment info = VkVideoEncodeSessionParametersGetInfoKHR.allocate(arena);
        VkVideoEncodeSessionParametersGetInfoKHR.sType(
                info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_SESSION_PARAMETERS_GET_INFO_KHR());
        VkVideoEncodeSessionParametersGetInfoKHR.videoSessionParameters(info, parameters);
        MemorySegment feedback = VkVideoEncodeSessionParametersFeedbackInfoKHR.allocate(arena);
        VkVideoEncodeSessionParametersFeedbackInfoKHR.sType(
                feedback, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_SESSION_PARAMETERS_FEEDBACK_INFO_KHR());
        MemorySegment size = arena.allocate(ValueLayout.JAVA_LONG);
        MemorySegment function = vk.f("vkGetEncodedVideoSessionParametersKHR");
        Vk.check(
                "vkGetEncodedVideoSessionParametersKHR",
                PFN_vkGetEncodedVideoSessionParametersKHR.invoke(
                        function, gpu.device, info, feedback, size, MemorySegment.NULL));
        MemorySegment data = arena.allocate(size.get(ValueLayout.JAVA_LONG, 0));
        Vk.check(
                "vkGetEncodedVideoSessionParametersKHR",
                PFN_vkGetEncodedVideoSessionParametersKHR.invoke(function, gpu.device, info, feedback, size, data));
        parametersOverridden = VkVideoEncodeSessionParametersFeedbackInfoKHR.hasOverrides(feedback) != 0;
        return data.toArray(ValueLayout.JAVA_BYTE);
    }

    private boolean parametersOverridden;

    /** Index of the encode family; those before it are the base driver's. */
    public int encodeFamily() {
        return caps.encodeFamily;
    }

    /** What vkGetDeviceQueue gives: a handle, or 0. */
    public long queue(int family, int index) {
        MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
        PFN_vkGetDeviceQueue.invoke(vk.f("vkGetDeviceQueue"), gpu.device, family, index, out);
        return out.get(ValueLayout.ADDRESS, 0).address();
    }

    /** What vkGetDeviceQueue2 gives: a handle, or 0. */
    public long queue2(int family, int index, int flags) {
        MemorySegment info = VkDeviceQueueInfo2.allocate(arena);
        VkDeviceQueueInfo2.sType(info, Vulkan.VK_STRUCTURE_TYPE_DEVICE_QUEUE_INFO_2());
        VkDeviceQueueInfo2.flags(info, flags);
        VkDeviceQueueInfo2.queueFamilyIndex(info, family);
        VkDeviceQueueInfo2.queueIndex(info, index);
        MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
        PFN_vkGetDeviceQueue2.invoke(vk.f("vkGetDeviceQueue2"), gpu.device, info, out);
        return out.get(ValueLayout.ADDRESS, 0).address();
    }

    /** Valid bits of the encode family's timestamps. */
    public int timestampBits() {
        return caps.timestampBits;
    }

    /** Whether the driver says that it changed the sequence header. */
    public boolean parametersOverridden() {
        return parametersOverridden;
    }

    private MemorySegment image(int imageFormat, int usage, int layers, Place place) {
        MemorySegment info = VkImageCreateInfo.allocate(arena);
        VkImageCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO());
        VkImageCreateInfo.pNext(info, Caps.profileList(arena, profile));
        VkImageCreateInfo.imageType(info, Vulkan.VK_IMAGE_TYPE_2D());
        VkImageCreateInfo.format(info, imageFormat);
        MemorySegment extent = VkImageCreateInfo.extent(info);
        VkExtent3D.width(extent, caps.imageWidth(settings.width));
        VkExtent3D.height(extent, caps.imageHeight(settings.height));
        VkExtent3D.depth(extent, 1);
        VkImageCreateInfo.mipLevels(info, 1);
        VkImageCreateInfo.arrayLayers(info, layers);
        VkImageCreateInfo.samples(info, 1);
        VkImageCreateInfo.usage(info, usage);
        hooks.run(place, layers, info);
        return info;
    }

    private void makePictures() {
        int usage = Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_DPB_BIT_KHR();
        if ((caps.separateImages() && !settings.extras.layered()) || settings.separate) {
            for (int i = 0; i < slots; i++) {
                long image = gpu.image(image(format, usage, 1, Place.DPB_IMAGE));
                pictures.add(new Picture(image, gpu.view(image, format, 0, 1), 0));
            }
        } else {
            long image = gpu.image(image(format, usage, slots, Place.DPB_IMAGE));
            long view = gpu.view(image, format, 0, slots);
            for (int i = 0; i < slots; i++) {
                pictures.add(new Picture(image, view, i));
            }
        }
    }

    MemorySegment bufferInfo(long size, int usage, @org.jspecify.annotations.Nullable Place place) {
        MemorySegment info = VkBufferCreateInfo.allocate(arena);
        VkBufferCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO());
        VkBufferCreateInfo.size(info, size);
        VkBufferCreateInfo.usage(info, usage);
        if (place != null) {
            VkBufferCreateInfo.pNext(info, Caps.profileList(arena, profile));
            hooks.run(place, 0, info);
        }
        return info;
    }

    /** Those that came with encoding itself, since validation layers of Debian 13 know no others, or all. */
    int feedbackFlags() {
        int offered = VkVideoEncodeCapabilitiesKHR.supportedEncodeFeedbackFlags(caps.encode);
        return settings.extras.feedback2() ? offered : offered & FIRST_FEEDBACK;
    }

    private long makeQueryPool() {
        MemorySegment feedback = VkQueryPoolVideoEncodeFeedbackCreateInfoKHR.allocate(arena);
        VkQueryPoolVideoEncodeFeedbackCreateInfoKHR.sType(
                feedback, Vulkan.VK_STRUCTURE_TYPE_QUERY_POOL_VIDEO_ENCODE_FEEDBACK_CREATE_INFO_KHR());
        VkQueryPoolVideoEncodeFeedbackCreateInfoKHR.encodeFeedbackFlags(feedback, feedbackFlags());
        // VkVideoEncodeProfileRgbConversionInfoVALVE extends VkVideoProfileInfoKHR, but not VkQueryPoolCreateInfo.
        VkQueryPoolVideoEncodeFeedbackCreateInfoKHR.pNext(feedback, profile(arena, settings.rgb(0)));
        MemorySegment info = VkQueryPoolCreateInfo.allocate(arena);
        VkQueryPoolCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO());
        VkQueryPoolCreateInfo.pNext(info, feedback);
        VkQueryPoolCreateInfo.queryType(info, Vulkan.VK_QUERY_TYPE_VIDEO_ENCODE_FEEDBACK_KHR());
        VkQueryPoolCreateInfo.queryCount(info, 4);
        hooks.run(Place.QUERY_POOL, 0, info);
        long made = gpu.handle(
                "vkCreateQueryPool",
                out -> PFN_vkCreateQueryPool.invoke(
                        vk.f("vkCreateQueryPool"), gpu.device, info, MemorySegment.NULL, out));
        gpu.undo(
                made,
                () -> PFN_vkDestroyQueryPool.invoke(vk.f("vkDestroyQueryPool"), gpu.device, made, MemorySegment.NULL));
        return made;
    }

    @Override
    public void close() {
        gpu.close();
        arena.close();
    }
}
