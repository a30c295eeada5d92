// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

import dev.moviemaker.bitstream.bits.Ints;
import org.jspecify.annotations.Nullable;

/**
 * An {@code uncompressed_header()} of a coded frame (AV1 specification, 5.9.2 and 6.8.2). Values that are not in the
 * stream are those the specification infers, so that a coder needs no rule of its own.
 * {@link dev.moviemaker.bitstream.obu.FrameHeaderReader} and {@link dev.moviemaker.bitstream.obu.FrameHeaderWriter} are
 * inverse.
 *
 * @param frameType {@code frame_type}
 * @param showFrame {@code show_frame}: output at once
 * @param framePresentationTime {@code frame_presentation_time}; 0 where not coded
 * @param showableFrame {@code showable_frame}: may be shown later; false for shown key frames, true for other shown
 *     frames
 * @param errorResilientMode {@code error_resilient_mode}; true for shown key frames and switch frames
 * @param disableCdfUpdate {@code disable_cdf_update}
 * @param allowScreenContentTools {@code allow_screen_content_tools}
 * @param forceIntegerMv {@code force_integer_mv} as coded, false where not coded; intra frames use integers whatever it
 *     says
 * @param currentFrameId {@code current_frame_id}; 0 without frame ids
 * @param frameSizeOverrideFlag {@code frame_size_override_flag}; true for switch frames
 * @param orderHint {@code order_hint}, of {@code OrderHintBits} bits
 * @param primaryRefFrame {@code primary_ref_frame}, 0 to 6 or {@link #PRIMARY_REF_NONE}
 * @param bufferRemovalTimes {@code buffer_removal_time}, or null when {@code buffer_removal_time_present_flag} is 0
 * @param refreshFrameFlags {@code refresh_frame_flags}: bit i says that slot i gets this frame, 0 to 255
 * @param refOrderHint {@code ref_order_hint}: eight values where coded, else empty
 * @param frameSize the sizes
 * @param allowIntrabc {@code allow_intrabc}
 * @param referenceNames slots of the reference names; {@link ReferenceNames#NONE} for intra frames
 * @param allowHighPrecisionMv {@code allow_high_precision_mv}; false for intra frames
 * @param interpolationFilter {@code interpolation_filter}; EIGHTTAP for intra frames
 * @param isMotionModeSwitchable {@code is_motion_mode_switchable}; false for intra frames
 * @param useRefFrameMvs {@code use_ref_frame_mvs}
 * @param disableFrameEndUpdateCdf {@code disable_frame_end_update_cdf}; true where CDF updates are disabled
 * @param tileInfo {@code tile_info()}
 * @param quantizationParams {@code quantization_params()}
 * @param segmentationParams {@code segmentation_params()}
 * @param deltaParams {@code delta_q_params()} and {@code delta_lf_params()}
 * @param loopFilterParams {@code loop_filter_params()}
 * @param cdefParams {@code cdef_params()}
 * @param loopRestorationParams {@code lr_params()}
 * @param txMode {@code TxMode}
 * @param referenceSelect {@code reference_select}; false for intra frames
 * @param skipModePresent {@code skip_mode_present}
 * @param allowWarpedMotion {@code allow_warped_motion}
 * @param reducedTxSet {@code reduced_tx_set}
 * @param globalMotionParams {@code global_motion_params()}
 * @param filmGrainParams {@code film_grain_params()}
 */
public record FrameHeader(
        FrameType frameType,
        boolean showFrame,
        long framePresentationTime,
        boolean showableFrame,
        boolean errorResilientMode,
        boolean disableCdfUpdate,
        boolean allowScreenContentTools,
        boolean forceIntegerMv,
        int currentFrameId,
        boolean frameSizeOverrideFlag,
        int orderHint,
        int primaryRefFrame,
        @Nullable BufferRemovalTimes bufferRemovalTimes,
        int refreshFrameFlags,
        Ints refOrderHint,
        FrameSize frameSize,
        boolean allowIntrabc,
        ReferenceNames referenceNames,
        boolean allowHighPrecisionMv,
        InterpolationFilter interpolationFilter,
        boolean isMotionModeSwitchable,
        boolean useRefFrameMvs,
        boolean disableFrameEndUpdateCdf,
        TileInfo tileInfo,
        QuantizationParams quantizationParams,
        SegmentationParams segmentationParams,
        DeltaParams deltaParams,
        LoopFilterParams loopFilterParams,
        CdefParams cdefParams,
        LoopRestorationParams loopRestorationParams,
        TxMode txMode,
        boolean referenceSelect,
        boolean skipModePresent,
        boolean allowWarpedMotion,
        boolean reducedTxSet,
        GlobalMotionParams globalMotionParams,
        FilmGrainParams filmGrainParams)
        implements UncompressedHeader {
    /** {@code PRIMARY_REF_NONE}: CDFs and other state start from their defaults. */
    public static final int PRIMARY_REF_NONE = 7;
    /** {@code NUM_REF_FRAMES}: number of reference slots. */
    public static final int NUM_REF_FRAMES = 8;
    /** {@code refresh_frame_flags} with every slot. */
    public static final int ALL_FRAMES = 0xFF;

    /** Returns a builder with defaults. */
    public static FrameHeaderBuilder builder() {
        return new FrameHeaderBuilder();
    }

    /** Returns a builder with the values of this header. */
    public FrameHeaderBuilder toBuilder() {
        return new FrameHeaderBuilder(this);
    }

    /** Returns the specification's {@code FrameIsIntra}. */
    public boolean frameIsIntra() {
        return frameType.isIntra();
    }

    /** Returns the specification's {@code force_integer_mv} in force: true for intra frames. */
    public boolean usesIntegerMv() {
        return forceIntegerMv || frameIsIntra();
    }

    /** Returns whether this frame resets all references: a shown key frame. */
    public boolean isShownKeyFrame() {
        return frameType == FrameType.KEY_FRAME && showFrame;
    }

    /** Returns {@code qindex} of a segment without block changes, 0 to 255. */
    public int qIndex(int segment) {
        return segmentationParams.qIndex(quantizationParams.baseQIdx(), segment);
    }

    /** Returns {@code LosslessArray[segment]} (5.9.2). */
    public boolean lossless(int segment) {
        return qIndex(segment) == 0 && quantizationParams.hasNoPlaneDeltas();
    }

    /** Returns {@code CodedLossless}: whether every segment is lossless. */
    public boolean codedLossless() {
        for (int segment = 0; segment < SegmentationParams.MAX_SEGMENTS; segment++) {
            if (!lossless(segment)) {
                return false;
            }
        }
        return true;
    }

    /** Returns {@code AllLossless}: lossless and without superres. */
    public boolean allLossless() {
        return codedLossless() && frameSize.frameWidth() == frameSize.upscaledWidth();
    }
}
