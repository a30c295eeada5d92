// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.frame.DeltaParams;
import dev.moviemaker.bitstream.frame.FilmGrainParams;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameHeaderBuilder;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.GlobalMotionParams;
import dev.moviemaker.bitstream.frame.InterpolationFilter;
import dev.moviemaker.bitstream.frame.LoopFilterParams;
import dev.moviemaker.bitstream.frame.QuantizationParams;
import dev.moviemaker.bitstream.frame.ReferenceNames;
import dev.moviemaker.bitstream.frame.SegmentationParams;
import dev.moviemaker.bitstream.frame.TxMode;
import dev.moviemaker.bitstream.reference.ReferenceOrder;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import org.jspecify.annotations.Nullable;

/** The part of {@code uncompressed_header()} from the frame size on (5.9.2), read or written. */
final class FrameToolsSyntax {
    private static final String SECTION = "5.9.2";

    private final Syntax s;
    private final SequenceHeader sequence;
    private final ReferenceState state;
    private final FrameHeaderBuilder b;

    FrameToolsSyntax(Syntax s, SequenceHeader sequence, ReferenceState state, FrameHeaderBuilder b) {
        this.s = s;
        this.sequence = sequence;
        this.state = state;
        this.b = b;
    }

    /** @param known the elements before the frame size as they are now known */
    void code(FrameHeader v, FrameHeader known) {
        boolean intra = known.frameIsIntra();
        boolean resilient = known.errorResilientMode();
        Ints slotHints = slotHints(known);
        FrameSize size;
        boolean intrabc = false;
        boolean highPrecision = false;
        ReferenceNames names = ReferenceNames.NONE;
        if (intra) {
            size = FrameSizeSyntax.code(s, sequence, known.frameSizeOverrideFlag(), v.frameSize());
            s.section(SECTION);
            intrabc = (known.allowScreenContentTools() && size.upscaledWidth() == size.frameWidth())
                    ? s.flag("allow_intrabc", v.allowIntrabc())
                    : s.inferred("allow_intrabc", v.allowIntrabc(), false);
            s.inferred("ref_frame_idx", v.referenceNames(), ReferenceNames.NONE);
            s.inferred("allow_high_precision_mv", v.allowHighPrecisionMv(), false);
            s.inferred("interpolation_filter", v.interpolationFilter(), InterpolationFilter.EIGHTTAP);
            s.inferred("is_motion_mode_switchable", v.isMotionModeSwitchable(), false);
            s.inferred("use_ref_frame_mvs", v.useRefFrameMvs(), false);
        } else {
            names = ReferenceNamesSyntax.code(s, sequence, state, known, slotHints, v.referenceNames());
            size = (known.frameSizeOverrideFlag() && !resilient)
                    ? FrameSizeSyntax.withRefs(s, sequence, state, names.refFrameIdx(), v.frameSize())
                    : FrameSizeSyntax.code(s, sequence, known.frameSizeOverrideFlag(), v.frameSize());
            FrameSizeSyntax.checkReferences(s, state, names.refFrameIdx(), size);
            highPrecision = motionVectors(v, known);
        }
        s.inferred("allow_intrabc", v.allowIntrabc(), intrabc);
        b.frameSize(size).allowIntrabc(intrabc).referenceNames(names).allowHighPrecisionMv(highPrecision);
        boolean noEnd = (sequence.reducedStillPictureHeader() || known.disableCdfUpdate())
                ? s.inferred("disable_frame_end_update_cdf", v.disableFrameEndUpdateCdf(), true)
                : s.flag("disable_frame_end_update_cdf", v.disableFrameEndUpdateCdf());
        b.disableFrameEndUpdateCdf(noEnd);
        FrameHeader previous = previous(known, names);
        b.tileInfo(TileInfoSyntax.code(s, sequence, size, v.tileInfo()));
        quantizationAndFilters(v, previous, intrabc);
        references(v, known, names, slotHints);
        GlobalMotionParams previousMotion =
                previous == null ? GlobalMotionParams.IDENTITY : previous.globalMotionParams();
        b.globalMotionParams(GlobalMotionSyntax.code(s, intra, highPrecision, previousMotion, v.globalMotionParams()));
        b.filmGrainParams(filmGrain(v, known, names));
    }

    private FilmGrainParams filmGrain(FrameHeader v, FrameHeader known, ReferenceNames names) {
        s.section("5.9.30");
        boolean coded = sequence.filmGrainParamsPresent() && (known.showFrame() || known.showableFrame());
        return coded
                ? FilmGrainSyntax.code(
                        s, sequence.colorConfig(), state, known.frameType(), names.refFrameIdx(), v.filmGrainParams())
                : s.inferred("film_grain_params", v.filmGrainParams(), FilmGrainParams.NONE);
    }

    private Ints slotHints(FrameHeader known) {
        if (known.refOrderHint().length() > 0) {
            return known.refOrderHint();
        }
        int[] hints = new int[FrameHeader.NUM_REF_FRAMES];
        for (int i = 0; i < hints.length; i++) {
            hints[i] = state.slot(i).orderHint();
        }
        return Ints.of(hints);
    }

    private boolean motionVectors(FrameHeader v, FrameHeader known) {
        s.section(SECTION);
        boolean highPrecision = known.forceIntegerMv()
                ? s.inferred("allow_high_precision_mv", v.allowHighPrecisionMv(), false)
                : s.flag("allow_high_precision_mv", v.allowHighPrecisionMv());
        boolean switchable = s.flag("is_filter_switchable", v.interpolationFilter() == InterpolationFilter.SWITCHABLE);
        b.interpolationFilter(
                switchable
                        ? InterpolationFilter.SWITCHABLE
                        : InterpolationFilter.ofCode(s.f(
                                "interpolation_filter",
                                2,
                                v.interpolationFilter().code())));
        b.isMotionModeSwitchable(s.flag("is_motion_mode_switchable", v.isMotionModeSwitchable()));
        b.useRefFrameMvs(
                (known.errorResilientMode() || !sequence.enableRefFrameMvs())
                        ? s.inferred("use_ref_frame_mvs", v.useRefFrameMvs(), false)
                        : s.flag("use_ref_frame_mvs", v.useRefFrameMvs()));
        return highPrecision;
    }

    /**
     * Returns the frame that {@code load_previous()} takes values from, or null for {@code setup_past_independence()}.
     */
    private @Nullable FrameHeader previous(FrameHeader known, ReferenceNames names) {
        if (known.primaryRefFrame() == FrameHeader.PRIMARY_REF_NONE) {
            return null;
        }
        FrameHeader stored =
                state.slot(names.refFrameIdx().get(known.primaryRefFrame())).header();
        if (stored == null) {
            throw new SyntaxException(
                    "primary_ref_frame", known.primaryRefFrame(), "7, or a name whose slot holds a frame", "6.8.2");
        }
        return stored;
    }

    private void quantizationAndFilters(FrameHeader v, @Nullable FrameHeader previous, boolean intrabc) {
        ColorConfig color = sequence.colorConfig();
        QuantizationParams quantization = QuantizationSyntax.quantization(s, color, v.quantizationParams());
        SegmentationParams segmentation = QuantizationSyntax.segmentation(
                s,
                previous == null,
                previous == null ? SegmentationParams.OFF : previous.segmentationParams(),
                v.segmentationParams());
        DeltaParams delta = QuantizationSyntax.delta(s, quantization.baseQIdx(), intrabc, v.deltaParams());
        b.quantizationParams(quantization).segmentationParams(segmentation).deltaParams(delta);
        FrameHeader now = b.build();
        boolean codedLossless = now.codedLossless();
        boolean allLossless = now.allLossless();
        s.demand(!delta.deltaQPresent() || !codedLossless, "delta_q_present", 1, "0 in a lossless frame", "6.8.2");
        b.loopFilterParams(FilterSyntax.loopFilter(
                s,
                codedLossless || intrabc,
                color.monoChrome(),
                previous == null ? LoopFilterParams.OFF : previous.loopFilterParams(),
                v.loopFilterParams()));
        b.cdefParams(FilterSyntax.cdef(
                s, codedLossless || intrabc || !sequence.enableCdef(), color.monoChrome(), v.cdefParams()));
        b.loopRestorationParams(FilterSyntax.restoration(
                s, allLossless || intrabc || !sequence.enableRestoration(), sequence, v.loopRestorationParams()));
        s.section("5.9.21");
        if (codedLossless) {
            b.txMode(s.inferred("TxMode", v.txMode(), TxMode.ONLY_4X4));
        } else {
            s.demand(v.txMode() != TxMode.ONLY_4X4, "TxMode", v.txMode(), "LARGEST or SELECT, not lossless", "5.9.21");
            boolean select = s.flag("tx_mode_select", v.txMode() == TxMode.TX_MODE_SELECT);
            b.txMode(select ? TxMode.TX_MODE_SELECT : TxMode.TX_MODE_LARGEST);
        }
    }

    private void references(FrameHeader v, FrameHeader known, ReferenceNames names, Ints slotHints) {
        s.section("5.9.23");
        boolean intra = known.frameIsIntra();
        boolean select = intra
                ? s.inferred("reference_select", v.referenceSelect(), false)
                : s.flag("reference_select", v.referenceSelect());
        b.referenceSelect(select);
        s.section("5.9.22");
        boolean skipModeAllowed = false;
        if (select) {
            int[] hints = new int[ReferenceNames.REFS_PER_FRAME];
            for (int i = 0; i < hints.length; i++) {
                hints[i] = slotHints.get(names.refFrameIdx().get(i));
            }
            skipModeAllowed = ReferenceOrder.skipModeFrames(sequence, Ints.of(hints), known.orderHint())
                            .length()
                    > 0;
        }
        b.skipModePresent(
                skipModeAllowed
                        ? s.flag("skip_mode_present", v.skipModePresent())
                        : s.inferred("skip_mode_present", v.skipModePresent(), false));
        s.section(SECTION);
        b.allowWarpedMotion(
                (intra || known.errorResilientMode() || !sequence.enableWarpedMotion())
                        ? s.inferred("allow_warped_motion", v.allowWarpedMotion(), false)
                        : s.flag("allow_warped_motion", v.allowWarpedMotion()));
        b.reducedTxSet(s.flag("reduced_tx_set", v.reducedTxSet()));
    }
}
