// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.obu.ObuWriter;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.DecoderModelInfo;
import dev.moviemaker.bitstream.sequence.OperatingParametersInfo;
import dev.moviemaker.bitstream.sequence.OperatingPoint;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.sequence.SequenceHeaderBuilder;
import dev.moviemaker.bitstream.sequence.TimingInfo;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.DriverProfile.Extent;
import dev.moviemaker.emulator.profile.DriverProfile.HeaderOverride;
import dev.moviemaker.vulkan.raw.StdVideoAV1ColorConfig;
import dev.moviemaker.vulkan.raw.StdVideoAV1SequenceHeader;
import dev.moviemaker.vulkan.raw.StdVideoAV1TimingInfo;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1DecoderModelInfo;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1OperatingPointInfo;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1SessionParametersCreateInfoKHR;
import dev.moviemaker.vulkan.std.StdFlags;
import dev.moviemaker.vulkan.std.StdVideoAV1ColorConfigFlag;
import dev.moviemaker.vulkan.std.StdVideoAV1SequenceHeaderFlag;
import dev.moviemaker.vulkan.std.StdVideoAV1TimingInfoFlag;
import dev.moviemaker.vulkan.std.StdVideoEncodeAV1OperatingPointInfoFlag;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** From the Std structures of session parameters to a sequence header, and what the driver makes of it. */
final class SequenceHeaders {
    /** What seq_force_integer_mv is where it is not coded (AV1 specification, 5.5.1). */
    static final int SELECT_INTEGER_MV = 2;

    private SequenceHeaders() {}

    /**
     * The header that the application asked for; {@code bitDepth} is the session's. Syntax elements that other ones
     * keep out of the header have the value that decoders infer, whatever the application wrote into the structure.
     */
    static SequenceHeader read(MemorySegment info, int bitDepth) {
        MemorySegment std = VkVideoEncodeAV1SessionParametersCreateInfoKHR.pStdSequenceHeader(info);
        MemorySegment flags = StdVideoAV1SequenceHeader.flags(std);
        Predicate<StdVideoAV1SequenceHeaderFlag> is = flag -> StdFlags.isSet(flags, flag);
        @Nullable TimingInfo timing = timing(std, flags);
        MemorySegment model = VkVideoEncodeAV1SessionParametersCreateInfoKHR.pStdDecoderModelInfo(info);
        boolean orderHint = is.test(StdVideoAV1SequenceHeaderFlag.ENABLE_ORDER_HINT);
        int screenContentTools = StdVideoAV1SequenceHeader.seq_force_screen_content_tools(std);
        boolean ids = is.test(StdVideoAV1SequenceHeaderFlag.FRAME_ID_NUMBERS_PRESENT_FLAG);
        return SequenceHeader.builder()
                .seqProfile(StdVideoAV1SequenceHeader.seq_profile(std))
                .stillPicture(is.test(StdVideoAV1SequenceHeaderFlag.STILL_PICTURE))
                .reducedStillPictureHeader(is.test(StdVideoAV1SequenceHeaderFlag.REDUCED_STILL_PICTURE_HEADER))
                .timingInfo(timing)
                .decoderModelInfo(timing == null || model.address() == 0 ? null : decoderModel(model))
                .initialDisplayDelayPresentFlag(
                        is.test(StdVideoAV1SequenceHeaderFlag.INITIAL_DISPLAY_DELAY_PRESENT_FLAG))
                .operatingPoints(operatingPoints(info, timing != null && model.address() != 0))
                .frameWidthBitsMinus1(Byte.toUnsignedInt(StdVideoAV1SequenceHeader.frame_width_bits_minus_1(std)))
                .frameHeightBitsMinus1(Byte.toUnsignedInt(StdVideoAV1SequenceHeader.frame_height_bits_minus_1(std)))
                .maxFrameWidthMinus1(Short.toUnsignedInt(StdVideoAV1SequenceHeader.max_frame_width_minus_1(std)))
                .maxFrameHeightMinus1(Short.toUnsignedInt(StdVideoAV1SequenceHeader.max_frame_height_minus_1(std)))
                .frameIdNumbersPresentFlag(ids)
                .deltaFrameIdLengthMinus2(ids ? StdVideoAV1SequenceHeader.delta_frame_id_length_minus_2(std) : 0)
                .additionalFrameIdLengthMinus1(
                        ids ? StdVideoAV1SequenceHeader.additional_frame_id_length_minus_1(std) : 0)
                .use128x128Superblock(is.test(StdVideoAV1SequenceHeaderFlag.USE_128X128_SUPERBLOCK))
                .enableFilterIntra(is.test(StdVideoAV1SequenceHeaderFlag.ENABLE_FILTER_INTRA))
                .enableIntraEdgeFilter(is.test(StdVideoAV1SequenceHeaderFlag.ENABLE_INTRA_EDGE_FILTER))
                .enableInterintraCompound(is.test(StdVideoAV1SequenceHeaderFlag.ENABLE_INTERINTRA_COMPOUND))
                .enableMaskedCompound(is.test(StdVideoAV1SequenceHeaderFlag.ENABLE_MASKED_COMPOUND))
                .enableWarpedMotion(is.test(StdVideoAV1SequenceHeaderFlag.ENABLE_WARPED_MOTION))
                .enableDualFilter(is.test(StdVideoAV1SequenceHeaderFlag.ENABLE_DUAL_FILTER))
                .enableOrderHint(orderHint)
                .enableJntComp(orderHint && is.test(StdVideoAV1SequenceHeaderFlag.ENABLE_JNT_COMP))
                .enableRefFrameMvs(orderHint && is.test(StdVideoAV1SequenceHeaderFlag.ENABLE_REF_FRAME_MVS))
                .seqForceScreenContentTools(screenContentTools)
                .seqForceIntegerMv(
                        screenContentTools == 0
                                ? SELECT_INTEGER_MV
                                : StdVideoAV1SequenceHeader.seq_force_integer_mv(std))
                .orderHintBits(orderHint ? StdVideoAV1SequenceHeader.order_hint_bits_minus_1(std) + 1 : 0)
                .enableSuperres(is.test(StdVideoAV1SequenceHeaderFlag.ENABLE_SUPERRES))
                .enableCdef(is.test(StdVideoAV1SequenceHeaderFlag.ENABLE_CDEF))
                .enableRestoration(is.test(StdVideoAV1SequenceHeaderFlag.ENABLE_RESTORATION))
                .colorConfig(color(StdVideoAV1SequenceHeader.pColorConfig(std), bitDepth))
                .filmGrainParamsPresent(is.test(StdVideoAV1SequenceHeaderFlag.FILM_GRAIN_PARAMS_PRESENT))
                .build();
    }

    private static @Nullable TimingInfo timing(MemorySegment std, MemorySegment flags) {
        MemorySegment timing = StdVideoAV1SequenceHeader.pTimingInfo(std);
        if (!StdFlags.isSet(flags, StdVideoAV1SequenceHeaderFlag.TIMING_INFO_PRESENT_FLAG) || timing.address() == 0) {
            return null;
        }
        return new TimingInfo(
                Integer.toUnsignedLong(StdVideoAV1TimingInfo.num_units_in_display_tick(timing)),
                Integer.toUnsignedLong(StdVideoAV1TimingInfo.time_scale(timing)),
                StdFlags.isSet(StdVideoAV1TimingInfo.flags(timing), StdVideoAV1TimingInfoFlag.EQUAL_PICTURE_INTERVAL),
                Integer.toUnsignedLong(StdVideoAV1TimingInfo.num_ticks_per_picture_minus_1(timing)));
    }

    private static DecoderModelInfo decoderModel(MemorySegment model) {
        return new DecoderModelInfo(
                StdVideoEncodeAV1DecoderModelInfo.buffer_delay_length_minus_1(model),
                Integer.toUnsignedLong(StdVideoEncodeAV1DecoderModelInfo.num_units_in_decoding_tick(model)),
                StdVideoEncodeAV1DecoderModelInfo.buffer_removal_time_length_minus_1(model),
                StdVideoEncodeAV1DecoderModelInfo.frame_presentation_time_length_minus_1(model));
    }

    private static List<OperatingPoint> operatingPoints(MemorySegment info, boolean model) {
        MemorySegment points = VkVideoEncodeAV1SessionParametersCreateInfoKHR.pStdOperatingPoints(info);
        int count = VkVideoEncodeAV1SessionParametersCreateInfoKHR.stdOperatingPointCount(info);
        if (count == 0 || points.address() == 0) {
            // Nothing said about the level: 31 means that there are no limits (AV1 specification, A.3).
            return List.of(OperatingPoint.of(31, 0));
        }
        List<OperatingPoint> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MemorySegment point = StdVideoEncodeAV1OperatingPointInfo.asSlice(points, i);
            MemorySegment flags = StdVideoEncodeAV1OperatingPointInfo.flags(point);
            int level = StdVideoEncodeAV1OperatingPointInfo.seq_level_idx(point);
            list.add(new OperatingPoint(
                    Short.toUnsignedInt(StdVideoEncodeAV1OperatingPointInfo.operating_point_idc(point)),
                    level,
                    level > 7 ? StdVideoEncodeAV1OperatingPointInfo.seq_tier(point) : 0,
                    model
                                    && StdFlags.isSet(
                                            flags,
                                            StdVideoEncodeAV1OperatingPointInfoFlag.DECODER_MODEL_PRESENT_FOR_THIS_OP)
                            ? new OperatingParametersInfo(
                                    Integer.toUnsignedLong(
                                            StdVideoEncodeAV1OperatingPointInfo.decoder_buffer_delay(point)),
                                    Integer.toUnsignedLong(
                                            StdVideoEncodeAV1OperatingPointInfo.encoder_buffer_delay(point)),
                                    StdFlags.isSet(flags, StdVideoEncodeAV1OperatingPointInfoFlag.LOW_DELAY_MODE_FLAG))
                            : null,
                    StdFlags.isSet(
                                    flags,
                                    StdVideoEncodeAV1OperatingPointInfoFlag.INITIAL_DISPLAY_DELAY_PRESENT_FOR_THIS_OP)
                            ? StdVideoEncodeAV1OperatingPointInfo.initial_display_delay_minus_1(point)
                            : -1));
        }
        return list;
    }

    private static ColorConfig color(MemorySegment std, int bitDepth) {
        if (std.address() == 0) {
            return ColorConfig.yuv420(bitDepth);
        }
        MemorySegment flags = StdVideoAV1ColorConfig.flags(std);
        boolean described = StdFlags.isSet(flags, StdVideoAV1ColorConfigFlag.COLOR_DESCRIPTION_PRESENT_FLAG);
        return new ColorConfig(
                StdVideoAV1ColorConfig.BitDepth(std) == 0 ? bitDepth : StdVideoAV1ColorConfig.BitDepth(std),
                StdFlags.isSet(flags, StdVideoAV1ColorConfigFlag.MONO_CHROME),
                described,
                described ? StdVideoAV1ColorConfig.color_primaries(std) : ColorConfig.UNSPECIFIED,
                described ? StdVideoAV1ColorConfig.transfer_characteristics(std) : ColorConfig.UNSPECIFIED,
                described ? StdVideoAV1ColorConfig.matrix_coefficients(std) : ColorConfig.UNSPECIFIED,
                StdFlags.isSet(flags, StdVideoAV1ColorConfigFlag.COLOR_RANGE),
                1,
                1,
                StdVideoAV1ColorConfig.chroma_sample_position(std),
                StdFlags.isSet(flags, StdVideoAV1ColorConfigFlag.SEPARATE_UV_DELTA_Q));
    }

    /** The header that the driver writes instead. */
    static SequenceHeader override(SequenceHeader asked, DriverProfile profile) {
        SequenceHeaderBuilder header = asked.toBuilder();
        for (HeaderOverride override : profile.overrides()) {
            switch (override) {
                case CODED_SIZE -> size(header, asked, profile.av1().codedPictureAlignment());
                case CDEF_OFF -> header.enableCdef(false);
                case SUPERBLOCK_64 -> header.use128x128Superblock(false);
                case SEQUENCE_TOOLS_OFF ->
                    header.enableFilterIntra(false)
                            .enableIntraEdgeFilter(false)
                            .enableInterintraCompound(false)
                            .enableMaskedCompound(false)
                            .enableWarpedMotion(false)
                            .enableDualFilter(false)
                            .enableJntComp(false)
                            .enableRefFrameMvs(false)
                            .enableSuperres(false)
                            .enableRestoration(false);
                case OWN_FILTERS, TILE_ROWS_ONLY, PRIMARY_REF_FRAME, SEQUENCE_SIZE_IN_TWO_BYTES -> {
                    // These concern frame headers, or the OBU around this one.
                }
            }
        }
        // Sizes of the hardware's tables, not a wish: never film grain (the specification forbids it here).
        return header.filmGrainParamsPresent(false).build();
    }

    private static void size(SequenceHeaderBuilder header, SequenceHeader asked, Extent alignment) {
        int width = (asked.maxFrameWidth() + alignment.width() - 1) / alignment.width() * alignment.width();
        int height = (asked.maxFrameHeight() + alignment.height() - 1) / alignment.height() * alignment.height();
        header.maxFrameWidthMinus1(width - 1).maxFrameHeightMinus1(height - 1);
        header.frameWidthBitsMinus1(Math.max(asked.frameWidthBitsMinus1(), bits(width - 1) - 1));
        header.frameHeightBitsMinus1(Math.max(asked.frameHeightBitsMinus1(), bits(height - 1) - 1));
    }

    private static int bits(int value) {
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(value));
    }

    /** The complete OBU. */
    static byte[] obu(SequenceHeader header, Set<HeaderOverride> overrides) {
        BitWriter out = new BitWriter();
        new ObuWriter(out).sequenceHeader(header);
        byte[] obu = out.toByteArray();
        if (!overrides.contains(HeaderOverride.SEQUENCE_SIZE_IN_TWO_BYTES)) {
            return obu;
        }
        // leb128() may have more bytes than it needs (4.10.5). A sequence header is shorter than 128 bytes.
        byte[] padded = new byte[obu.length + 1];
        padded[0] = obu[0];
        padded[1] = (byte) (obu[1] | 0x80);
        System.arraycopy(obu, 2, padded, 3, obu.length - 2);
        return padded;
    }
}
