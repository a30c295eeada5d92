// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameHeaderBuilder;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.bitstream.frame.InterpolationFilter;
import dev.moviemaker.bitstream.frame.LoopFilterParams;
import dev.moviemaker.bitstream.frame.QuantizationParams;
import dev.moviemaker.bitstream.frame.ReferenceNames;
import dev.moviemaker.bitstream.frame.TileInfo;
import dev.moviemaker.bitstream.frame.TxMode;
import dev.moviemaker.bitstream.obu.Obu;
import dev.moviemaker.bitstream.obu.ObuWriter;
import dev.moviemaker.bitstream.reference.ReferenceOrder;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.tile.TileLayout;
import dev.moviemaker.coder.DecodedReference;
import dev.moviemaker.emulator.profile.DriverProfile.HeaderOverride;
import dev.moviemaker.emulator.profile.StdSyntaxFlag;
import dev.moviemaker.vulkan.std.StdVideoEncodeAV1PictureInfoFlag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From the Std structure of a picture to the frame header that is coded. */
final class FrameHeaders {
    private static final int ROWS_ONLY_WIDTH = 4096;
    private static final int SUPERBLOCK = 64;

    private FrameHeaders() {}

    /**
     * Makes the header.
     *
     * @param slots    reference slots as the coder gets them
     * @param syntax   what the profile's driver promises to honour
     */
    static FrameHeader build(
            SequenceHeader sequence,
            EncodeRequest request,
            int qIndex,
            List<@Nullable DecodedReference> slots,
            Set<HeaderOverride> overrides,
            Set<StdSyntaxFlag> syntax) {
        PictureInfo info = request.info();
        FrameType type = FrameType.ofCode(info.frameType());
        boolean show = info.has(StdVideoEncodeAV1PictureInfoFlag.SHOW_FRAME);
        boolean shownKey = type == FrameType.KEY_FRAME && show;
        boolean intra = type.isIntra();
        boolean resilient = shownKey
                || type == FrameType.SWITCH_FRAME
                || info.has(StdVideoEncodeAV1PictureInfoFlag.ERROR_RESILIENT_MODE);
        boolean screen = chosen(
                sequence.seqForceScreenContentTools(),
                info.has(StdVideoEncodeAV1PictureInfoFlag.ALLOW_SCREEN_CONTENT_TOOLS));
        boolean integerMv = screen
                && chosen(sequence.seqForceIntegerMv(), info.has(StdVideoEncodeAV1PictureInfoFlag.FORCE_INTEGER_MV));
        int refresh = shownKey || type == FrameType.SWITCH_FRAME ? FrameHeader.ALL_FRAMES : info.refreshFrameFlags();
        int primary = intra || resilient ? FrameHeader.PRIMARY_REF_NONE : primary(info, overrides);
        boolean noCdfUpdate = info.has(StdVideoEncodeAV1PictureInfoFlag.DISABLE_CDF_UPDATE);
        FrameHeaderBuilder header = FrameHeader.builder()
                .frameType(type)
                .showFrame(show)
                .showableFrame(show ? !shownKey : info.has(StdVideoEncodeAV1PictureInfoFlag.SHOWABLE_FRAME))
                .errorResilientMode(resilient)
                .disableCdfUpdate(noCdfUpdate)
                .allowScreenContentTools(screen)
                .forceIntegerMv(integerMv)
                .orderHint(info.orderHint() & ((1 << sequence.orderHintBits()) - 1))
                .primaryRefFrame(primary)
                .refreshFrameFlags(refresh)
                .frameSize(size(sequence, info))
                .disableFrameEndUpdateCdf(
                        noCdfUpdate || info.has(StdVideoEncodeAV1PictureInfoFlag.DISABLE_FRAME_END_UPDATE_CDF))
                .quantizationParams(quantization(qIndex, info, syntax))
                .txMode(txMode(info.txMode()))
                .reducedTxSet(info.has(StdVideoEncodeAV1PictureInfoFlag.REDUCED_TX_SET));
        if (resilient && sequence.enableOrderHint() && (!intra || refresh != FrameHeader.ALL_FRAMES)) {
            header.refOrderHint(info.refOrderHint());
        }
        header.tileInfo(tiles(sequence, info, overrides));
        boolean own = overrides.contains(HeaderOverride.OWN_FILTERS);
        header.loopFilterParams(filter(info.loopFilter(), qIndex, intra, own, previous(primary, info, slots)));
        if (!intra) {
            inter(header, sequence, request, slots, resilient, integerMv);
        }
        return header.build();
    }

    private static int primary(PictureInfo info, Set<HeaderOverride> overrides) {
        return overrides.contains(HeaderOverride.PRIMARY_REF_FRAME)
                        && info.primaryRefFrame() != FrameHeader.PRIMARY_REF_NONE
                ? 0
                : info.primaryRefFrame();
    }

    private static TxMode txMode(int code) {
        return switch (code) {
            case 0 -> TxMode.ONLY_4X4;
            case 1 -> TxMode.TX_MODE_LARGEST;
            default -> TxMode.TX_MODE_SELECT;
        };
    }

    private static boolean chosen(int forced, boolean wish) {
        return forced == SequenceHeader.SELECT ? wish : forced == 1;
    }

    private static void inter(
            FrameHeaderBuilder header,
            SequenceHeader sequence,
            EncodeRequest request,
            List<@Nullable DecodedReference> slots,
            boolean resilient,
            boolean integerMv) {
        PictureInfo info = request.info();
        int[] hints = new int[ReferenceNames.REFS_PER_FRAME];
        for (int i = 0; i < hints.length; i++) {
            DecodedReference slot = slots.get(info.refFrameIdx().get(i) & 7);
            hints[i] = slot == null ? 0 : slot.frameHeader().orderHint();
        }
        boolean compound = request.predictionMode() >= EncodeRequest.UNIDIRECTIONAL;
        boolean skipMode = compound
                && info.has(StdVideoEncodeAV1PictureInfoFlag.SKIP_MODE_PRESENT)
                && ReferenceOrder.skipModeFrames(sequence, Ints.of(hints), info.orderHint())
                                .length()
                        > 0;
        header.referenceNames(ReferenceNames.of(info.refFrameIdx().toArray()))
                .allowHighPrecisionMv(!integerMv && info.has(StdVideoEncodeAV1PictureInfoFlag.ALLOW_HIGH_PRECISION_MV))
                .interpolationFilter(
                        info.has(StdVideoEncodeAV1PictureInfoFlag.IS_FILTER_SWITCHABLE)
                                ? InterpolationFilter.SWITCHABLE
                                : InterpolationFilter.ofCode(Math.clamp(info.interpolationFilter(), 0, 4)))
                .isMotionModeSwitchable(info.has(StdVideoEncodeAV1PictureInfoFlag.IS_MOTION_MODE_SWITCHABLE))
                .useRefFrameMvs(!resilient
                        && sequence.enableRefFrameMvs()
                        && info.has(StdVideoEncodeAV1PictureInfoFlag.USE_REF_FRAME_MVS))
                .referenceSelect(compound)
                .skipModePresent(skipMode);
    }

    private static FrameSize size(SequenceHeader sequence, PictureInfo info) {
        FrameSize size = FrameSize.of(sequence.maxFrameWidth(), sequence.maxFrameHeight());
        return info.has(StdVideoEncodeAV1PictureInfoFlag.RENDER_AND_FRAME_SIZE_DIFFERENT)
                ? size.withRenderSize(info.renderWidth(), info.renderHeight())
                : size;
    }

    private static QuantizationParams quantization(int qIndex, PictureInfo info, Set<StdSyntaxFlag> syntax) {
        Ints deltas = info.quantization();
        if (deltas == null || !syntax.contains(StdSyntaxFlag.DELTA_Q)) {
            return QuantizationParams.of(qIndex);
        }
        return QuantizationParams.of(qIndex, deltas.get(0), deltas.get(1), deltas.get(2));
    }

    /** As RADV does. */
    private static PictureInfo.@Nullable Tiles rowsOnly(PictureInfo.@Nullable Tiles wish, FrameSize size) {
        if (wish == null || wish.cols() <= 1) {
            return wish;
        }
        int rows = Math.min(wish.cols() * wish.rows(), Math.ceilDiv(size.frameHeight(), SUPERBLOCK));
        return new PictureInfo.Tiles(true, 1, rows, Ints.EMPTY, Ints.EMPTY);
    }

    private static TileInfo tiles(SequenceHeader sequence, PictureInfo info, Set<HeaderOverride> overrides) {
        FrameSize size = size(sequence, info);
        boolean rowsOnly = overrides.contains(HeaderOverride.TILE_ROWS_ONLY) && size.frameWidth() <= ROWS_ONLY_WIDTH;
        PictureInfo.Tiles wish = rowsOnly ? rowsOnly(info.tiles(), size) : info.tiles();
        TileLayout layout = TileLayout.of(sequence, size);
        if (wish == null) {
            return layout.fewest();
        }
        try {
            return wish.uniform() || wish.widths().length() == 0
                    ? layout.uniform(TileLayout.tileLog2(1, wish.cols()), TileLayout.tileLog2(1, wish.rows()))
                    : layout.explicit(wish.widths(), wish.heights());
        } catch (SyntaxException e) {
            // A wish that AV1 does not allow: drivers tile as they must.
            return layout.fewest();
        }
    }

    private static @Nullable LoopFilterParams previous(
            int primary, PictureInfo info, List<@Nullable DecodedReference> slots) {
        if (primary == FrameHeader.PRIMARY_REF_NONE) {
            return null;
        }
        DecodedReference slot = slots.get(info.refFrameIdx().get(primary) & 7);
        return slot == null ? null : slot.frameHeader().loopFilterParams();
    }

    private static LoopFilterParams filter(
            PictureInfo.@Nullable LoopFilter wish,
            int qIndex,
            boolean intra,
            boolean own,
            @Nullable LoopFilterParams previous) {
        Ints refDeltas = previous == null ? LoopFilterParams.DEFAULT_REF_DELTAS : previous.refDeltas();
        Ints modeDeltas = previous == null ? LoopFilterParams.DEFAULT_MODE_DELTAS : previous.modeDeltas();
        if (wish == null || own) {
            int level = ownLevel(qIndex, intra);
            return new LoopFilterParams(level, level, level, level, 0, false, false, 0, 0, refDeltas, modeDeltas);
        }
        boolean update = wish.deltaEnabled() && wish.deltaUpdate();
        if (update) {
            refDeltas = updated(refDeltas, wish.updateRefDelta(), wish.refDeltas(), 8);
            modeDeltas = updated(modeDeltas, wish.updateModeDelta(), wish.modeDeltas(), 2);
        }
        boolean chroma = wish.levels().get(0) != 0 || wish.levels().get(1) != 0;
        return new LoopFilterParams(
                wish.levels().get(0),
                wish.levels().get(1),
                chroma ? wish.levels().get(2) : 0,
                chroma ? wish.levels().get(3) : 0,
                wish.sharpness() & 7,
                wish.deltaEnabled(),
                update,
                update ? wish.updateRefDelta() : 0,
                update ? wish.updateModeDelta() & 3 : 0,
                refDeltas,
                modeDeltas);
    }

    private static Ints updated(Ints deltas, int which, Ints wishes, int count) {
        Ints updated = deltas;
        for (int i = 0; i < count; i++) {
            if ((which >> i & 1) != 0) {
                updated = updated.with(i, wishes.get(i));
            }
        }
        return updated;
    }

    /** Grows with the step size, which about doubles every 64 steps of the index; gentler on intra pictures. */
    private static int ownLevel(int qIndex, boolean intra) {
        double step = Math.pow(2, qIndex / 64.0);
        return Math.clamp(Math.round(step * (intra ? 1.0 : 1.4)) - 1, 0, 40);
    }

    /** The same OBUs with an extension header each (5.3.3). */
    static byte[] withExtension(byte[] obus, int temporalId, int spatialId) {
        BitWriter out = new BitWriter();
        ObuWriter writer = new ObuWriter(out).layers(temporalId, spatialId);
        for (Obu obu : Obu.split(obus)) {
            byte[] payload = obu.payload();
            writer.raw(obu.type(), payload, 0, payload.length);
        }
        return out.toByteArray();
    }
}
