// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.STD_VIDEO_AV1_PROFILE_MAIN;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.Rational;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.vulkan.raw.StdVideoAV1ColorConfig;
import dev.moviemaker.vulkan.raw.StdVideoAV1SequenceHeader;
import dev.moviemaker.vulkan.raw.StdVideoAV1TimingInfo;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1OperatingPointInfo;
import dev.moviemaker.vulkan.std.StdFlags;
import dev.moviemaker.vulkan.std.StdVideoAV1ColorConfigFlag;
import dev.moviemaker.vulkan.std.StdVideoAV1SequenceHeaderFlag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** Writes the sequence header that a session is asked for; the driver may write another. */
final class StdSequenceHeader {
    private static final int ORDER_HINT_BITS = 8;
    private static final int SPATIAL_LAYER_0 = 1 << 8;

    private StdSequenceHeader() {}

    static MemorySegment write(SegmentAllocator allocator, SessionPlan plan) {
        MemorySegment header = allocator.allocate(StdVideoAV1SequenceHeader.layout());
        MemorySegment flags = StdVideoAV1SequenceHeader.flags(header);
        StdFlags.set(flags, StdVideoAV1SequenceHeaderFlag.ENABLE_ORDER_HINT, true);
        StdFlags.set(flags, StdVideoAV1SequenceHeaderFlag.ENABLE_CDEF, plan.cdef());
        StdFlags.set(flags, StdVideoAV1SequenceHeaderFlag.ENABLE_RESTORATION, plan.restoration());
        StdFlags.set(flags, StdVideoAV1SequenceHeaderFlag.USE_128X128_SUPERBLOCK, plan.superblock() == 128);
        StdVideoAV1SequenceHeader.seq_profile(header, STD_VIDEO_AV1_PROFILE_MAIN());
        int width = plan.frameSize().width() - 1;
        int height = plan.frameSize().height() - 1;
        StdVideoAV1SequenceHeader.frame_width_bits_minus_1(header, (byte) (bits(width) - 1));
        StdVideoAV1SequenceHeader.frame_height_bits_minus_1(header, (byte) (bits(height) - 1));
        StdVideoAV1SequenceHeader.max_frame_width_minus_1(header, (short) width);
        StdVideoAV1SequenceHeader.max_frame_height_minus_1(header, (short) height);
        StdVideoAV1SequenceHeader.order_hint_bits_minus_1(header, (byte) (ORDER_HINT_BITS - 1));
        StdVideoAV1SequenceHeader.seq_force_integer_mv(header, (byte) SequenceHeader.SELECT);
        StdVideoAV1SequenceHeader.seq_force_screen_content_tools(header, (byte) 0);
        StdVideoAV1SequenceHeader.pColorConfig(header, color(allocator, plan));
        StdVideoAV1SequenceHeader.pTimingInfo(
                header, timing(allocator, plan.rate().framerate()));
        return header;
    }

    private static int bits(int value) {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(value));
    }

    /** Not written, as timing_info_present_flag is 0, but right for a driver that looks. */
    private static MemorySegment timing(SegmentAllocator allocator, Rational framerate) {
        MemorySegment timing = allocator.allocate(StdVideoAV1TimingInfo.layout());
        StdVideoAV1TimingInfo.num_units_in_display_tick(timing, RateStructs.denominator(framerate, 0));
        StdVideoAV1TimingInfo.time_scale(timing, RateStructs.numerator(framerate, 0));
        return timing;
    }

    /** FFmpeg leaves the description out here, and with it the colours vanish from the driver's header. */
    private static MemorySegment color(SegmentAllocator allocator, SessionPlan plan) {
        ColorDescription color = plan.color();
        MemorySegment config = allocator.allocate(StdVideoAV1ColorConfig.layout());
        MemorySegment flags = StdVideoAV1ColorConfig.flags(config);
        StdFlags.set(flags, StdVideoAV1ColorConfigFlag.COLOR_DESCRIPTION_PRESENT_FLAG, true);
        StdFlags.set(flags, StdVideoAV1ColorConfigFlag.COLOR_RANGE, color.range() == ColorDescription.Range.FULL);
        StdVideoAV1ColorConfig.BitDepth(config, (byte) plan.bitDepth());
        StdVideoAV1ColorConfig.subsampling_x(config, (byte) 1);
        StdVideoAV1ColorConfig.subsampling_y(config, (byte) 1);
        StdVideoAV1ColorConfig.color_primaries(config, color.primaries().code());
        StdVideoAV1ColorConfig.transfer_characteristics(config, color.transfer().code());
        StdVideoAV1ColorConfig.matrix_coefficients(config, color.matrix().code());
        StdVideoAV1ColorConfig.chroma_sample_position(
                config, color.chromaPosition().code());
        return config;
    }

    /** One for each temporal layer: first that of all layers, then without the highest, and so on. */
    static MemorySegment operatingPoints(SegmentAllocator allocator, SessionPlan plan) {
        int layers = plan.gop().temporalLayers();
        MemorySegment points = allocator.allocate(StdVideoEncodeAV1OperatingPointInfo.layout(), layers);
        for (int i = 0; i < layers; i++) {
            MemorySegment point = StdVideoEncodeAV1OperatingPointInfo.asSlice(points, i);
            StdVideoEncodeAV1OperatingPointInfo.seq_level_idx(point, (byte) plan.level());
            StdVideoEncodeAV1OperatingPointInfo.seq_tier(point, (byte) plan.tier());
            if (layers > 1) {
                StdVideoEncodeAV1OperatingPointInfo.operating_point_idc(
                        point, (short) (SPATIAL_LAYER_0 | ((1 << (layers - i)) - 1)));
            }
        }
        return points;
    }
}
