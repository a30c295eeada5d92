// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

import dev.moviemaker.bitstream.bits.Ints;
import org.jspecify.annotations.Nullable;

/**
 * Collects the syntax elements of a {@link FrameHeader}. A new one stands for a shown key frame without tools, one
 * tile, quantizer index 100. One thread at a time.
 */
public final class FrameHeaderBuilder {
    private FrameType frameType = FrameType.KEY_FRAME;
    private boolean showFrame = true;
    private long framePresentationTime = 0;
    private boolean showableFrame = false;
    private boolean errorResilientMode = true;
    private boolean disableCdfUpdate = false;
    private boolean allowScreenContentTools = false;
    private boolean forceIntegerMv = false;
    private int currentFrameId = 0;
    private boolean frameSizeOverrideFlag = false;
    private int orderHint = 0;
    private int primaryRefFrame = FrameHeader.PRIMARY_REF_NONE;
    private @Nullable BufferRemovalTimes bufferRemovalTimes = null;
    private int refreshFrameFlags = 0xFF;
    private Ints refOrderHint = Ints.EMPTY;
    private FrameSize frameSize = FrameSize.of(1, 1);
    private boolean allowIntrabc = false;
    private ReferenceNames referenceNames = ReferenceNames.NONE;
    private boolean allowHighPrecisionMv = false;
    private InterpolationFilter interpolationFilter = InterpolationFilter.EIGHTTAP;
    private boolean isMotionModeSwitchable = false;
    private boolean useRefFrameMvs = false;
    private boolean disableFrameEndUpdateCdf = false;
    private TileInfo tileInfo = new TileInfo(true, 0, 0, Ints.of(0, 2), Ints.of(0, 2), 0, 0);
    private QuantizationParams quantizationParams = QuantizationParams.of(100);
    private SegmentationParams segmentationParams = SegmentationParams.OFF;
    private DeltaParams deltaParams = DeltaParams.NONE;
    private LoopFilterParams loopFilterParams = LoopFilterParams.OFF;
    private CdefParams cdefParams = CdefParams.OFF;
    private LoopRestorationParams loopRestorationParams = LoopRestorationParams.OFF;
    private TxMode txMode = TxMode.TX_MODE_LARGEST;
    private boolean referenceSelect = false;
    private boolean skipModePresent = false;
    private boolean allowWarpedMotion = false;
    private boolean reducedTxSet = false;
    private GlobalMotionParams globalMotionParams = GlobalMotionParams.IDENTITY;
    private FilmGrainParams filmGrainParams = FilmGrainParams.NONE;

    FrameHeaderBuilder() {}

    FrameHeaderBuilder(FrameHeader header) {
        frameType = header.frameType();
        showFrame = header.showFrame();
        framePresentationTime = header.framePresentationTime();
        showableFrame = header.showableFrame();
        errorResilientMode = header.errorResilientMode();
        disableCdfUpdate = header.disableCdfUpdate();
        allowScreenContentTools = header.allowScreenContentTools();
        forceIntegerMv = header.forceIntegerMv();
        currentFrameId = header.currentFrameId();
        frameSizeOverrideFlag = header.frameSizeOverrideFlag();
        orderHint = header.orderHint();
        primaryRefFrame = header.primaryRefFrame();
        bufferRemovalTimes = header.bufferRemovalTimes();
        refreshFrameFlags = header.refreshFrameFlags();
        refOrderHint = header.refOrderHint();
        frameSize = header.frameSize();
        allowIntrabc = header.allowIntrabc();
        referenceNames = header.referenceNames();
        allowHighPrecisionMv = header.allowHighPrecisionMv();
        interpolationFilter = header.interpolationFilter();
        isMotionModeSwitchable = header.isMotionModeSwitchable();
        useRefFrameMvs = header.useRefFrameMvs();
        disableFrameEndUpdateCdf = header.disableFrameEndUpdateCdf();
        tileInfo = header.tileInfo();
        quantizationParams = header.quantizationParams();
        segmentationParams = header.segmentationParams();
        deltaParams = header.deltaParams();
        loopFilterParams = header.loopFilterParams();
        cdefParams = header.cdefParams();
        loopRestorationParams = header.loopRestorationParams();
        txMode = header.txMode();
        referenceSelect = header.referenceSelect();
        skipModePresent = header.skipModePresent();
        allowWarpedMotion = header.allowWarpedMotion();
        reducedTxSet = header.reducedTxSet();
        globalMotionParams = header.globalMotionParams();
        filmGrainParams = header.filmGrainParams();
    }

    /** Sets {@code frame_type}. */
    public FrameHeaderBuilder frameType(FrameType value) {
        frameType = value;
        return this;
    }

    /** Sets {@code show_frame}: output at once. */
    public FrameHeaderBuilder showFrame(boolean value) {
        showFrame = value;
        return this;
    }

    /** Sets {@code frame_presentation_time}; 0 where not coded. */
    public FrameHeaderBuilder framePresentationTime(long value) {
        framePresentationTime = value;
        return this;
    }

    /** Sets {@code showable_frame}: may be shown later; false for shown key frames, true for other shown frames. */
    public FrameHeaderBuilder showableFrame(boolean value) {
        showableFrame = value;
        return this;
    }

    /** Sets {@code error_resilient_mode}; true for shown key frames and switch frames. */
    public FrameHeaderBuilder errorResilientMode(boolean value) {
        errorResilientMode = value;
        return this;
    }

    /** Sets {@code disable_cdf_update}. */
    public FrameHeaderBuilder disableCdfUpdate(boolean value) {
        disableCdfUpdate = value;
        return this;
    }

    /** Sets {@code allow_screen_content_tools}. */
    public FrameHeaderBuilder allowScreenContentTools(boolean value) {
        allowScreenContentTools = value;
        return this;
    }

    /** Sets {@code force_integer_mv} as coded, false where not coded; intra frames use integers whatever it says. */
    public FrameHeaderBuilder forceIntegerMv(boolean value) {
        forceIntegerMv = value;
        return this;
    }

    /** Sets {@code current_frame_id}; 0 without frame ids. */
    public FrameHeaderBuilder currentFrameId(int value) {
        currentFrameId = value;
        return this;
    }

    /** Sets {@code frame_size_override_flag}; true for switch frames. */
    public FrameHeaderBuilder frameSizeOverrideFlag(boolean value) {
        frameSizeOverrideFlag = value;
        return this;
    }

    /** Sets {@code order_hint}, of {@code OrderHintBits} bits. */
    public FrameHeaderBuilder orderHint(int value) {
        orderHint = value;
        return this;
    }

    /** Sets {@code primary_ref_frame}, 0 to 6 or {@link FrameHeader#PRIMARY_REF_NONE}. */
    public FrameHeaderBuilder primaryRefFrame(int value) {
        primaryRefFrame = value;
        return this;
    }

    /** Sets {@code buffer_removal_time}, or null when {@code buffer_removal_time_present_flag} is 0. */
    public FrameHeaderBuilder bufferRemovalTimes(@Nullable BufferRemovalTimes value) {
        bufferRemovalTimes = value;
        return this;
    }

    /** Sets {@code refresh_frame_flags}: bit i says that slot i gets this frame, 0 to 255. */
    public FrameHeaderBuilder refreshFrameFlags(int value) {
        refreshFrameFlags = value;
        return this;
    }

    /** Sets {@code ref_order_hint}: eight values where coded, else empty. */
    public FrameHeaderBuilder refOrderHint(Ints value) {
        refOrderHint = value;
        return this;
    }

    /** Sets the sizes. */
    public FrameHeaderBuilder frameSize(FrameSize value) {
        frameSize = value;
        return this;
    }

    /** Sets {@code allow_intrabc}. */
    public FrameHeaderBuilder allowIntrabc(boolean value) {
        allowIntrabc = value;
        return this;
    }

    /** Sets slots of the reference names; {@link ReferenceNames#NONE} for intra frames. */
    public FrameHeaderBuilder referenceNames(ReferenceNames value) {
        referenceNames = value;
        return this;
    }

    /** Sets {@code allow_high_precision_mv}; false for intra frames. */
    public FrameHeaderBuilder allowHighPrecisionMv(boolean value) {
        allowHighPrecisionMv = value;
        return this;
    }

    /** Sets {@code interpolation_filter}; EIGHTTAP for intra frames. */
    public FrameHeaderBuilder interpolationFilter(InterpolationFilter value) {
        interpolationFilter = value;
        return this;
    }

    /** Sets {@code is_motion_mode_switchable}; false for intra frames. */
    public FrameHeaderBuilder isMotionModeSwitchable(boolean value) {
        isMotionModeSwitchable = value;
        return this;
    }

    /** Sets {@code use_ref_frame_mvs}. */
    public FrameHeaderBuilder useRefFrameMvs(boolean value) {
        useRefFrameMvs = value;
        return this;
    }

    /** Sets {@code disable_frame_end_update_cdf}; true where CDF updates are disabled. */
    public FrameHeaderBuilder disableFrameEndUpdateCdf(boolean value) {
        disableFrameEndUpdateCdf = value;
        return this;
    }

    /** Sets {@code tile_info()}. */
    public FrameHeaderBuilder tileInfo(TileInfo value) {
        tileInfo = value;
        return this;
    }

    /** Sets {@code quantization_params()}. */
    public FrameHeaderBuilder quantizationParams(QuantizationParams value) {
        quantizationParams = value;
        return this;
    }

    /** Sets {@code segmentation_params()}. */
    public FrameHeaderBuilder segmentationParams(SegmentationParams value) {
        segmentationParams = value;
        return this;
    }

    /** Sets {@code delta_q_params()} and {@code delta_lf_params()}. */
    public FrameHeaderBuilder deltaParams(DeltaParams value) {
        deltaParams = value;
        return this;
    }

    /** Sets {@code loop_filter_params()}. */
    public FrameHeaderBuilder loopFilterParams(LoopFilterParams value) {
        loopFilterParams = value;
        return this;
    }

    /** Sets {@code cdef_params()}. */
    public FrameHeaderBuilder cdefParams(CdefParams value) {
        cdefParams = value;
        return this;
    }

    /** Sets {@code lr_params()}. */
    public FrameHeaderBuilder loopRestorationParams(LoopRestorationParams value) {
        loopRestorationParams = value;
        return this;
    }

    /** Sets {@code TxMode}. */
    public FrameHeaderBuilder txMode(TxMode value) {
        txMode = value;
        return this;
    }

    /** Sets {@code reference_select}; false for intra frames. */
    public FrameHeaderBuilder referenceSelect(boolean value) {
        referenceSelect = value;
        return this;
    }

    /** Sets {@code skip_mode_present}. */
    public FrameHeaderBuilder skipModePresent(boolean value) {
        skipModePresent = value;
        return this;
    }

    /** Sets {@code allow_warped_motion}. */
    public FrameHeaderBuilder allowWarpedMotion(boolean value) {
        allowWarpedMotion = value;
        return this;
    }

    /** Sets {@code reduced_tx_set}. */
    public FrameHeaderBuilder reducedTxSet(boolean value) {
        reducedTxSet = value;
        return this;
    }

    /** Sets {@code global_motion_params()}. */
    public FrameHeaderBuilder globalMotionParams(GlobalMotionParams value) {
        globalMotionParams = value;
        return this;
    }

    /** Sets {@code film_grain_params()}. */
    public FrameHeaderBuilder filmGrainParams(FilmGrainParams value) {
        filmGrainParams = value;
        return this;
    }

    /**
     * Returns the header with the values set so far; {@link dev.moviemaker.bitstream.obu.FrameHeaderWriter} checks
     * them.
     */
    public FrameHeader build() {
        return new FrameHeader(
                frameType,
                showFrame,
                framePresentationTime,
                showableFrame,
                errorResilientMode,
                disableCdfUpdate,
                allowScreenContentTools,
                forceIntegerMv,
                currentFrameId,
                frameSizeOverrideFlag,
                orderHint,
                primaryRefFrame,
                bufferRemovalTimes,
                refreshFrameFlags,
                refOrderHint,
                frameSize,
                allowIntrabc,
                referenceNames,
                allowHighPrecisionMv,
                interpolationFilter,
                isMotionModeSwitchable,
                useRefFrameMvs,
                disableFrameEndUpdateCdf,
                tileInfo,
                quantizationParams,
                segmentationParams,
                deltaParams,
                loopFilterParams,
                cdefParams,
                loopRestorationParams,
                txMode,
                referenceSelect,
                skipModePresent,
                allowWarpedMotion,
                reducedTxSet,
                globalMotionParams,
                filmGrainParams);
    }
}
