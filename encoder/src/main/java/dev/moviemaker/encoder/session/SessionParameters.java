// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_SESSION_PARAMETERS_CREATE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUALITY_LEVEL_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUANTIZATION_MAP_SESSION_PARAMETERS_CREATE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_SESSION_PARAMETERS_FEEDBACK_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_SESSION_PARAMETERS_GET_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_SESSION_PARAMETERS_CREATE_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_SESSION_PARAMETERS_CREATE_QUANTIZATION_MAP_COMPATIBLE_BIT_KHR;

import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.obu.Obu;
import dev.moviemaker.bitstream.obu.ObuType;
import dev.moviemaker.bitstream.obu.SequenceHeaderReader;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.encoder.caps.Extent;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCreateVideoSessionParametersKHR;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyVideoSessionParametersKHR;
import dev.moviemaker.vulkan.raw.PFN_vkGetEncodedVideoSessionParametersKHR;
import dev.moviemaker.vulkan.raw.VkExtent2D;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1SessionParametersCreateInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeQualityLevelInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeQuantizationMapSessionParametersCreateInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeSessionParametersFeedbackInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeSessionParametersGetInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoSessionParametersCreateInfoKHR;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A {@code VkVideoSessionParametersKHR}, owned, and the sequence header that the driver wrote for it. */
public final class SessionParameters implements AutoCloseable {
    private final Device device;
    private final long handle;
    private final byte[] headerObu;
    private final SequenceHeader header;
    private boolean closed;

    /**
     * Makes parameters and fetches the driver's header. It is fetched whatever hasOverrides says: NVIDIA's driver does
     * not set that reliably.
     *
     * @param session what they are for; closed after them
     */
    public SessionParameters(Device device, VideoSession session, SessionPlan plan) {
        this.device = device;
        try (Arena arena = Arena.ofConfined()) {
            handle = create(arena, session, plan);
            try {
                headerObu = fetch(arena);
                header = parse(headerObu);
                HeaderCheck.requireUsable(header, plan);
            } catch (RuntimeException | Error e) {
                close();
                throw e;
            }
        }
    }

    private long create(Arena arena, VideoSession session, SessionPlan plan) {
        MemorySegment info = Structs.make(
                arena,
                VkVideoSessionParametersCreateInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_SESSION_PARAMETERS_CREATE_INFO_KHR());
        VkVideoSessionParametersCreateInfoKHR.videoSession(info, session.handle());
        MemorySegment av1 = Structs.make(
                arena,
                VkVideoEncodeAV1SessionParametersCreateInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_SESSION_PARAMETERS_CREATE_INFO_KHR());
        VkVideoEncodeAV1SessionParametersCreateInfoKHR.pStdSequenceHeader(av1, StdSequenceHeader.write(arena, plan));
        VkVideoEncodeAV1SessionParametersCreateInfoKHR.stdOperatingPointCount(
                av1, plan.gop().temporalLayers());
        VkVideoEncodeAV1SessionParametersCreateInfoKHR.pStdOperatingPoints(
                av1, StdSequenceHeader.operatingPoints(arena, plan));
        MemorySegment quality = Structs.make(
                arena,
                VkVideoEncodeQualityLevelInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUALITY_LEVEL_INFO_KHR());
        VkVideoEncodeQualityLevelInfoKHR.qualityLevel(quality, plan.qualityLevel());
        Structs.chain(info, av1, quality);
        plan.deltaMaps().ifPresent(maps -> chainTexelSize(arena, info, maps.texelSize()));
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        VulkanResult.check(
                "vkCreateVideoSessionParametersKHR",
                PFN_vkCreateVideoSessionParametersKHR.invoke(
                        device.video().vkCreateVideoSessionParametersKHR(),
                        device.handle(),
                        info,
                        MemorySegment.NULL,
                        out));
        return out.get(ValueLayout.JAVA_LONG, 0);
    }

    private static void chainTexelSize(Arena arena, MemorySegment info, Extent texelSize) {
        VkVideoSessionParametersCreateInfoKHR.flags(
                info, VK_VIDEO_SESSION_PARAMETERS_CREATE_QUANTIZATION_MAP_COMPATIBLE_BIT_KHR());
        MemorySegment map = Structs.make(
                arena,
                VkVideoEncodeQuantizationMapSessionParametersCreateInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUANTIZATION_MAP_SESSION_PARAMETERS_CREATE_INFO_KHR());
        MemorySegment size = VkVideoEncodeQuantizationMapSessionParametersCreateInfoKHR.quantizationMapTexelSize(map);
        VkExtent2D.width(size, texelSize.width());
        VkExtent2D.height(size, texelSize.height());
        Structs.chain(info, map);
    }

    private byte[] fetch(Arena arena) {
        MemorySegment info = Structs.make(
                arena,
                VkVideoEncodeSessionParametersGetInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_SESSION_PARAMETERS_GET_INFO_KHR());
        VkVideoEncodeSessionParametersGetInfoKHR.videoSessionParameters(info, handle);
        MemorySegment feedback = Structs.make(
                arena,
                VkVideoEncodeSessionParametersFeedbackInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_SESSION_PARAMETERS_FEEDBACK_INFO_KHR());
        MemorySegment size = arena.allocate(ValueLayout.JAVA_LONG);
        get(info, feedback, size, MemorySegment.NULL);
        MemorySegment data = arena.allocate(Math.max(1, size.get(ValueLayout.JAVA_LONG, 0)));
        get(info, feedback, size, data);
        return data.asSlice(0, size.get(ValueLayout.JAVA_LONG, 0)).toArray(ValueLayout.JAVA_BYTE);
    }

    private void get(MemorySegment info, MemorySegment feedback, MemorySegment size, MemorySegment data) {
        VulkanResult.check(
                "vkGetEncodedVideoSessionParametersKHR",
                PFN_vkGetEncodedVideoSessionParametersKHR.invoke(
                        device.video().vkGetEncodedVideoSessionParametersKHR(),
                        device.handle(),
                        info,
                        feedback,
                        size,
                        data));
    }

    /** A driver for AMD on Windows was reported to write headers that nothing can parse: better to know now. */
    private static SequenceHeader parse(byte[] obus) {
        try {
            for (Obu obu : Obu.split(obus)) {
                if (obu.type() == ObuType.SEQUENCE_HEADER) {
                    return SequenceHeaderReader.read(obu.payloadReader());
                }
            }
            throw new EncodeFailedException(
                    "The driver wrote %d bytes without a sequence header".formatted(obus.length));
        } catch (SyntaxException e) {
            throw new EncodeFailedException("The driver's sequence header cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns the handle. */
    public long handle() {
        return handle;
    }

    /** Returns the sequence header OBU as the driver wrote it. */
    public byte[] headerObu() {
        return headerObu.clone();
    }

    /** Returns what the driver's header says. */
    public SequenceHeader header() {
        return header;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            PFN_vkDestroyVideoSessionParametersKHR.invoke(
                    device.video().vkDestroyVideoSessionParametersKHR(), device.handle(), handle, MemorySegment.NULL);
        }
    }
}
