// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoEncodeAV1PictureInfoFlags} ({@code vulkan_video_codec_av1std_encode.h}): a picture to be
 * encoded.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Meaning: AV1 5.9.2, uncompressed_header.
 */
public enum StdVideoEncodeAV1PictureInfoFlag implements StdFlag {
    /** The frame depends on no state of earlier frames other than references. */
    ERROR_RESILIENT_MODE,

    /** Symbol probabilities do not adapt within the frame. */
    DISABLE_CDF_UPDATE,

    /** The frame is coded at reduced width. */
    USE_SUPERRES,

    /** The render size is written. */
    RENDER_AND_FRAME_SIZE_DIFFERENT,

    /** Palette and intra block copy may be used. */
    ALLOW_SCREEN_CONTENT_TOOLS,

    /** The interpolation filter is chosen per block. */
    IS_FILTER_SWITCHABLE,

    /** Motion vectors are whole samples. */
    FORCE_INTEGER_MV,

    /** The frame size differs from that of the sequence header. */
    FRAME_SIZE_OVERRIDE_FLAG,

    /** Buffer removal times are written. */
    BUFFER_REMOVAL_TIME_PRESENT_FLAG,

    /** Intra block copy may be used. */
    ALLOW_INTRABC,

    /** Only LAST and GOLDEN are written, the rest is derived. */
    FRAME_REFS_SHORT_SIGNALING,

    /** Motion vectors have 1/8 sample precision. */
    ALLOW_HIGH_PRECISION_MV,

    /** The motion mode is chosen per block. */
    IS_MOTION_MODE_SWITCHABLE,

    /** Motion vectors of references are used. */
    USE_REF_FRAME_MVS,

    /** Probabilities are not saved at the end of the frame. */
    DISABLE_FRAME_END_UPDATE_CDF,

    /** Warped motion may be used. */
    ALLOW_WARPED_MOTION,

    /** Only a reduced set of transforms is used. */
    REDUCED_TX_SET,

    /** Blocks may use skip mode. */
    SKIP_MODE_PRESENT,

    /** Quantizer deltas per block are written. */
    DELTA_Q_PRESENT,

    /** Loop filter deltas per block are written. */
    DELTA_LF_PRESENT,

    /** Loop filter deltas are separate per plane and direction. */
    DELTA_LF_MULTI,

    /** Segmentation is used. */
    SEGMENTATION_ENABLED,

    /** The segmentation map is written. */
    SEGMENTATION_UPDATE_MAP,

    /** The segmentation map is predicted from an earlier one. */
    SEGMENTATION_TEMPORAL_UPDATE,

    /** Segment features are written. */
    SEGMENTATION_UPDATE_DATA,

    /** Loop restoration is used on a plane. */
    USES_LR,

    /** Loop restoration is used on a chroma plane. */
    USES_CHROMA_LR,

    /** The frame is shown as soon as it is decoded. */
    SHOW_FRAME,

    /** A later header may show the frame. */
    SHOWABLE_FRAME
}
