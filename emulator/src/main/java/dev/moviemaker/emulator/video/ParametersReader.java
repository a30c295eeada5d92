// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.Tracked;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.DriverProfile.Extent;
import dev.moviemaker.emulator.profile.SuperblockSize;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.StdVideoAV1SequenceHeader;
import dev.moviemaker.vulkan.raw.VkExtent2D;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1SessionParametersCreateInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeQualityLevelInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeQuantizationMapSessionParametersCreateInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoSessionParametersCreateInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Makes session parameters of the application's structures. */
public final class ParametersReader {
    private ParametersReader() {}

    /** The parameters, or null when no sequence header can be written from them. */
    public static @Nullable EmulatedParameters read(EmulatedSession session, long handle, MemorySegment info) {
        DriverProfile profile = session.device().driver().profile();
        MemorySegment av1 =
                Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_SESSION_PARAMETERS_CREATE_INFO_KHR());
        if (av1 == null) {
            session.violation(Rule.PARAMETERS_MISSING, "no VkVideoEncodeAV1SessionParametersCreateInfoKHR");
            return null;
        }
        MemorySegment quality = Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUALITY_LEVEL_INFO_KHR());
        int level = quality == null ? 0 : VkVideoEncodeQualityLevelInfoKHR.qualityLevel(quality);
        if (level < 0 || level >= profile.encode().maxQualityLevels()) {
            session.violation(
                    Rule.QUALITY_LEVEL_RANGE,
                    "quality level " + level + " of " + profile.encode().maxQualityLevels());
        }
        SequenceHeader asked =
                SequenceHeaders.read(av1, session.limits().profile().bitDepth());
        check(session, asked, profile);
        boolean model = VkVideoEncodeAV1SessionParametersCreateInfoKHR.pStdDecoderModelInfo(av1)
                        .address()
                != 0;
        if (model && asked.timingInfo() == null) {
            session.violation(Rule.TOLERATED, "pStdDecoderModelInfo without timing info is left out");
        }
        MemorySegment std = VkVideoEncodeAV1SessionParametersCreateInfoKHR.pStdSequenceHeader(av1);
        int integerMv = StdVideoAV1SequenceHeader.seq_force_integer_mv(std);
        if (asked.seqForceScreenContentTools() == 0 && integerMv != SequenceHeaders.SELECT_INTEGER_MV) {
            session.violation(
                    Rule.TOLERATED, "seq_force_integer_mv " + integerMv + " counts as 2 without screen content tools");
        }
        SequenceHeader written = SequenceHeaders.override(asked, profile);
        try {
            return new EmulatedParameters(
                    new Tracked(session.device(), "session parameters", handle),
                    session,
                    level,
                    asked,
                    written,
                    new EmulatedParameters.Obu(SequenceHeaders.obu(written, profile.overrides())),
                    mapTexel(session, info, profile));
        } catch (SyntaxException e) {
            session.violation(Rule.SEQUENCE_HEADER, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable Extent mapTexel(EmulatedSession session, MemorySegment info, DriverProfile profile) {
        int flag = Vulkan.VK_VIDEO_SESSION_PARAMETERS_CREATE_QUANTIZATION_MAP_COMPATIBLE_BIT_KHR();
        if ((VkVideoSessionParametersCreateInfoKHR.flags(info) & flag) == 0) {
            return null;
        }
        MemorySegment map = Structs.find(
                info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUANTIZATION_MAP_SESSION_PARAMETERS_CREATE_INFO_KHR());
        MemorySegment size = map == null
                ? MemorySegment.NULL
                : VkVideoEncodeQuantizationMapSessionParametersCreateInfoKHR.quantizationMapTexelSize(map);
        Extent texel = map == null ? new Extent(0, 0) : new Extent(VkExtent2D.width(size), VkExtent2D.height(size));
        boolean allowed = session.allowsMaps(false) || session.allowsMaps(true);
        if (!allowed || !texel.equals(profile.quantizationMap().texelSize())) {
            session.violation(
                    Rule.QUANTIZATION_MAP,
                    "parameters for texels of " + texel + ", offered are "
                            + profile.quantizationMap().texelSize()
                            + (allowed ? "" : ", and the session does not allow maps"));
            return null;
        }
        return texel;
    }

    private static void check(EmulatedSession session, SequenceHeader header, DriverProfile profile) {
        EmulatedSession.Limits limits = session.limits();
        if (header.filmGrainParamsPresent()) {
            session.violation(Rule.SEQUENCE_HEADER, "film_grain_params_present is 1");
        }
        if (header.seqProfile() != limits.profile().stdProfile()) {
            session.violation(Rule.SEQUENCE_HEADER, "seq_profile " + header.seqProfile());
        }
        if (header.colorConfig().bitDepth() != limits.profile().bitDepth()
                || header.colorConfig().monoChrome()) {
            session.violation(
                    Rule.SEQUENCE_HEADER,
                    "BitDepth " + header.colorConfig().bitDepth() + ", mono_chrome "
                            + header.colorConfig().monoChrome() + ", the session has "
                            + limits.profile().bitDepth() + " bits");
        }
        if (header.maxFrameWidth() > limits.width() || header.maxFrameHeight() > limits.height()) {
            session.violation(
                    Rule.SEQUENCE_HEADER,
                    "frame size " + header.maxFrameWidth() + "x" + header.maxFrameHeight() + ", the session allows "
                            + limits.width() + "x" + limits.height());
        }
        if (header.use128x128Superblock() && !profile.av1().superblockSizes().contains(SuperblockSize.SIZE_128)) {
            session.violation(Rule.SEQUENCE_HEADER, "use_128x128_superblock is 1");
        }
        int bits = Math.max(
                header.maxFrameWidthMinus1() >> header.frameWidthBitsMinus1() >> 1,
                header.maxFrameHeightMinus1() >> header.frameHeightBitsMinus1() >> 1);
        if (bits != 0) {
            session.violation(Rule.SEQUENCE_HEADER, "max_frame_width_minus_1 or height does not fit its bits");
        }
        if (header.operatingPoints().getFirst().seqLevelIdx() > profile.av1().maxLevel()
                && header.operatingPoints().getFirst().seqLevelIdx() != 31) {
            session.violation(
                    Rule.SEQUENCE_HEADER,
                    "seq_level_idx " + header.operatingPoints().getFirst().seqLevelIdx() + ", the capabilities say "
                            + profile.av1().maxLevel());
        }
    }
}
