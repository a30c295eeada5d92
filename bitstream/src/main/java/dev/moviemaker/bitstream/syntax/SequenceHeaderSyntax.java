// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import dev.moviemaker.bitstream.sequence.DecoderModelInfo;
import dev.moviemaker.bitstream.sequence.OperatingParametersInfo;
import dev.moviemaker.bitstream.sequence.OperatingPoint;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.sequence.SequenceHeaderBuilder;
import dev.moviemaker.bitstream.sequence.TimingInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code sequence_header_obu()} (5.5.1), read or written. */
public final class SequenceHeaderSyntax {
    private static final String SECTION = "5.5.1";

    private SequenceHeaderSyntax() {}

    public static SequenceHeader code(Syntax s, SequenceHeader v) {
        s.section(SECTION);
        SequenceHeaderBuilder b = v.toBuilder();
        int profile = s.f("seq_profile", 3, v.seqProfile());
        s.require(profile <= 2, "seq_profile", profile, "0 to 2", "6.4.1");
        b.seqProfile(profile);
        boolean stillPicture = s.flag("still_picture", v.stillPicture());
        boolean reduced = s.flag("reduced_still_picture_header", v.reducedStillPictureHeader());
        s.require(!reduced || stillPicture, "still_picture", 0, "1 with reduced_still_picture_header", "6.4.1");
        b.stillPicture(stillPicture).reducedStillPictureHeader(reduced);
        operatingPoints(s, v, reduced, b);
        s.section(SECTION);
        int widthBits = s.f("frame_width_bits_minus_1", 4, v.frameWidthBitsMinus1());
        int heightBits = s.f("frame_height_bits_minus_1", 4, v.frameHeightBitsMinus1());
        b.frameWidthBitsMinus1(widthBits).frameHeightBitsMinus1(heightBits);
        b.maxFrameWidthMinus1(s.f("max_frame_width_minus_1", widthBits + 1, v.maxFrameWidthMinus1()));
        b.maxFrameHeightMinus1(s.f("max_frame_height_minus_1", heightBits + 1, v.maxFrameHeightMinus1()));
        frameIds(s, v, reduced, b);
        b.use128x128Superblock(s.flag("use_128x128_superblock", v.use128x128Superblock()));
        b.enableFilterIntra(s.flag("enable_filter_intra", v.enableFilterIntra()));
        b.enableIntraEdgeFilter(s.flag("enable_intra_edge_filter", v.enableIntraEdgeFilter()));
        if (reduced) {
            noInterTools(s, v, b);
        } else {
            interTools(s, v, b);
        }
        b.enableSuperres(s.flag("enable_superres", v.enableSuperres()));
        b.enableCdef(s.flag("enable_cdef", v.enableCdef()));
        b.enableRestoration(s.flag("enable_restoration", v.enableRestoration()));
        b.colorConfig(ColorConfigSyntax.code(s, profile, v.colorConfig()));
        s.section(SECTION);
        b.filmGrainParamsPresent(s.flag("film_grain_params_present", v.filmGrainParamsPresent()));
        return b.build();
    }

    private static void operatingPoints(Syntax s, SequenceHeader v, boolean reduced, SequenceHeaderBuilder b) {
        s.demand(!v.operatingPoints().isEmpty(), "operating_points_cnt_minus_1", -1, "0 to 31", SECTION);
        if (reduced) {
            s.absent("timing_info", v.timingInfo());
            b.timingInfo(null);
            s.absent("decoder_model_info", v.decoderModelInfo());
            b.decoderModelInfo(null);
            b.initialDisplayDelayPresentFlag(
                    s.inferred("initial_display_delay_present_flag", v.initialDisplayDelayPresentFlag(), false));
            int level = s.f("seq_level_idx", 5, v.operatingPoints().getFirst().seqLevelIdx());
            b.operatingPoints(
                    s.inferred("operating_points", v.operatingPoints(), List.of(OperatingPoint.of(level, 0))));
            return;
        }
        TimingInfo timing = timingInfo(s, v.timingInfo());
        DecoderModelInfo model = null;
        if (timing != null) {
            model = decoderModelInfo(s, v.decoderModelInfo());
        } else {
            s.absent("decoder_model_info", v.decoderModelInfo());
        }
        b.timingInfo(timing).decoderModelInfo(model);
        s.section(SECTION);
        boolean delays = s.flag("initial_display_delay_present_flag", v.initialDisplayDelayPresentFlag());
        b.initialDisplayDelayPresentFlag(delays);
        int count =
                1 + s.f("operating_points_cnt_minus_1", 5, v.operatingPoints().size() - 1);
        List<OperatingPoint> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            OperatingPoint given = s.writing() ? v.operatingPoints().get(i) : OperatingPoint.of(0, 0);
            OperatingPoint point = operatingPoint(s, given, model, delays);
            for (OperatingPoint earlier : points) {
                s.demand(
                        earlier.operatingPointIdc() != point.operatingPointIdc(),
                        "operating_point_idc",
                        point.operatingPointIdc(),
                        "a value no earlier operating point has",
                        "6.4.1");
            }
            points.add(point);
        }
        b.operatingPoints(points);
    }

    private static OperatingPoint operatingPoint(
            Syntax s, OperatingPoint v, @Nullable DecoderModelInfo model, boolean delays) {
        s.section(SECTION);
        int idc = s.f("operating_point_idc", 12, v.operatingPointIdc());
        int level = s.f("seq_level_idx", 5, v.seqLevelIdx());
        int tier = level > 7 ? s.f("seq_tier", 1, v.seqTier()) : s.inferred("seq_tier", v.seqTier(), 0);
        OperatingParametersInfo parameters = null;
        OperatingParametersInfo given = v.operatingParametersInfo();
        if (model != null && s.flag("decoder_model_present_for_this_op", given != null)) {
            OperatingParametersInfo info = given != null ? given : new OperatingParametersInfo(0, 0, false);
            s.section("5.5.5");
            int n = model.bufferDelayLengthMinus1() + 1;
            parameters = new OperatingParametersInfo(
                    s.f("decoder_buffer_delay", n, info.decoderBufferDelay()),
                    s.f("encoder_buffer_delay", n, info.encoderBufferDelay()),
                    s.flag("low_delay_mode_flag", info.lowDelayModeFlag()));
            s.section(SECTION);
        }
        if (parameters == null) {
            s.absent("operating_parameters_info", given);
        }
        int delay = -1;
        if (delays && s.flag("initial_display_delay_present_for_this_op", v.initialDisplayDelayMinus1() >= 0)) {
            delay = s.f("initial_display_delay_minus_1", 4, v.initialDisplayDelayMinus1());
        }
        s.inferred("initial_display_delay_minus_1", v.initialDisplayDelayMinus1(), delay);
        return new OperatingPoint(idc, level, tier, parameters, delay);
    }

    private static @Nullable TimingInfo timingInfo(Syntax s, @Nullable TimingInfo given) {
        s.section(SECTION);
        if (!s.flag("timing_info_present_flag", given != null)) {
            return null;
        }
        TimingInfo v = given != null ? given : new TimingInfo(0, 0, false, 0);
        s.section("5.5.3");
        long units = s.f("num_units_in_display_tick", 32, v.numUnitsInDisplayTick());
        s.demand(units > 0, "num_units_in_display_tick", units, "1 to 4294967295", "6.4.3");
        long scale = s.f("time_scale", 32, v.timeScale());
        s.demand(scale > 0, "time_scale", scale, "1 to 4294967295", "6.4.3");
        boolean equal = s.flag("equal_picture_interval", v.equalPictureInterval());
        long ticks = 0;
        if (equal) {
            ticks = s.uvlc("num_ticks_per_picture_minus_1", v.numTicksPerPictureMinus1());
            s.demand(ticks < (1L << 32) - 1, "num_ticks_per_picture_minus_1", ticks, "0 to 4294967294", "6.4.3");
        } else {
            s.inferred("num_ticks_per_picture_minus_1", v.numTicksPerPictureMinus1(), Long.valueOf(0));
        }
        return new TimingInfo(units, scale, equal, ticks);
    }

    private static @Nullable DecoderModelInfo decoderModelInfo(Syntax s, @Nullable DecoderModelInfo given) {
        s.section(SECTION);
        if (!s.flag("decoder_model_info_present_flag", given != null)) {
            return null;
        }
        DecoderModelInfo v = given != null ? given : new DecoderModelInfo(0, 0, 0, 0);
        s.section("5.5.4");
        int delayBits = s.f("buffer_delay_length_minus_1", 5, v.bufferDelayLengthMinus1());
        long units = s.f("num_units_in_decoding_tick", 32, v.numUnitsInDecodingTick());
        s.demand(units > 0, "num_units_in_decoding_tick", units, "1 to 4294967295", "6.4.4");
        int removalBits = s.f("buffer_removal_time_length_minus_1", 5, v.bufferRemovalTimeLengthMinus1());
        int presentationBits = s.f("frame_presentation_time_length_minus_1", 5, v.framePresentationTimeLengthMinus1());
        return new DecoderModelInfo(delayBits, units, removalBits, presentationBits);
    }

    private static void frameIds(Syntax s, SequenceHeader v, boolean reduced, SequenceHeaderBuilder b) {
        boolean present = reduced
                ? s.inferred("frame_id_numbers_present_flag", v.frameIdNumbersPresentFlag(), false)
                : s.flag("frame_id_numbers_present_flag", v.frameIdNumbersPresentFlag());
        b.frameIdNumbersPresentFlag(present);
        int delta = v.deltaFrameIdLengthMinus2();
        int additional = v.additionalFrameIdLengthMinus1();
        if (present) {
            delta = s.f("delta_frame_id_length_minus_2", 4, delta);
            additional = s.f("additional_frame_id_length_minus_1", 3, additional);
            int idLen = delta + additional + 3;
            s.require(idLen <= 16, "idLen", idLen, "3 to 16", "6.8.2");
        } else {
            delta = s.inferred("delta_frame_id_length_minus_2", delta, 0);
            additional = s.inferred("additional_frame_id_length_minus_1", additional, 0);
        }
        b.deltaFrameIdLengthMinus2(delta).additionalFrameIdLengthMinus1(additional);
    }

    private static void noInterTools(Syntax s, SequenceHeader v, SequenceHeaderBuilder b) {
        b.enableInterintraCompound(s.inferred("enable_interintra_compound", v.enableInterintraCompound(), false));
        b.enableMaskedCompound(s.inferred("enable_masked_compound", v.enableMaskedCompound(), false));
        b.enableWarpedMotion(s.inferred("enable_warped_motion", v.enableWarpedMotion(), false));
        b.enableDualFilter(s.inferred("enable_dual_filter", v.enableDualFilter(), false));
        b.enableOrderHint(s.inferred("enable_order_hint", v.enableOrderHint(), false));
        b.enableJntComp(s.inferred("enable_jnt_comp", v.enableJntComp(), false));
        b.enableRefFrameMvs(s.inferred("enable_ref_frame_mvs", v.enableRefFrameMvs(), false));
        b.seqForceScreenContentTools(
                s.inferred("seq_force_screen_content_tools", v.seqForceScreenContentTools(), SequenceHeader.SELECT));
        b.seqForceIntegerMv(s.inferred("seq_force_integer_mv", v.seqForceIntegerMv(), SequenceHeader.SELECT));
        b.orderHintBits(s.inferred("OrderHintBits", v.orderHintBits(), 0));
    }

    private static void interTools(Syntax s, SequenceHeader v, SequenceHeaderBuilder b) {
        b.enableInterintraCompound(s.flag("enable_interintra_compound", v.enableInterintraCompound()));
        b.enableMaskedCompound(s.flag("enable_masked_compound", v.enableMaskedCompound()));
        b.enableWarpedMotion(s.flag("enable_warped_motion", v.enableWarpedMotion()));
        b.enableDualFilter(s.flag("enable_dual_filter", v.enableDualFilter()));
        boolean orderHint = s.flag("enable_order_hint", v.enableOrderHint());
        b.enableOrderHint(orderHint);
        if (orderHint) {
            b.enableJntComp(s.flag("enable_jnt_comp", v.enableJntComp()));
            b.enableRefFrameMvs(s.flag("enable_ref_frame_mvs", v.enableRefFrameMvs()));
        } else {
            b.enableJntComp(s.inferred("enable_jnt_comp", v.enableJntComp(), false));
            b.enableRefFrameMvs(s.inferred("enable_ref_frame_mvs", v.enableRefFrameMvs(), false));
        }
        int screen = choice(
                s, "seq_choose_screen_content_tools", "seq_force_screen_content_tools", v.seqForceScreenContentTools());
        b.seqForceScreenContentTools(screen);
        b.seqForceIntegerMv(
                screen > 0
                        ? choice(s, "seq_choose_integer_mv", "seq_force_integer_mv", v.seqForceIntegerMv())
                        : s.inferred("seq_force_integer_mv", v.seqForceIntegerMv(), SequenceHeader.SELECT));
        b.orderHintBits(
                orderHint
                        ? 1 + s.f("order_hint_bits_minus_1", 3, v.orderHintBits() - 1)
                        : s.inferred("OrderHintBits", v.orderHintBits(), 0));
    }

    private static int choice(Syntax s, String chooseElement, String forceElement, int value) {
        s.demand(value >= 0 && value <= SequenceHeader.SELECT, forceElement, value, "0 to 2", SECTION);
        if (s.flag(chooseElement, value == SequenceHeader.SELECT)) {
            return SequenceHeader.SELECT;
        }
        return s.f(forceElement, 1, value);
    }
}
