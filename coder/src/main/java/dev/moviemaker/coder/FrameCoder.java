// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.TileInfo;
import dev.moviemaker.bitstream.obu.ObuWriter;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.coder.block.FrameParameters;
import dev.moviemaker.coder.block.ModeInfoMap;
import dev.moviemaker.coder.block.Modes;
import dev.moviemaker.coder.block.TileBounds;
import dev.moviemaker.coder.entropy.Cdfs;
import dev.moviemaker.coder.filter.DeblockMap;
import dev.moviemaker.coder.picture.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Codes whole frames: prepares what tiles share, lets them be coded, filters, and writes the OBUs. */
final class FrameCoder {
    private final TileThreads threads;
    private final SuperblockCoder.ChooserFactory choosers;

    /** Room for every superblock of a frame, of this one or a larger one before. */
    private final List<Superblock> superblocks = new ArrayList<>();

    private @Nullable Maps maps;
    private @Nullable Picture padded;
    private @Nullable InstantFrame instant;

    /**
     * Maps of one frame size.
     *
     * @param modeInfo what was decided
     * @param written what was written
     * @param deblocking what the deblocking filter needs to know
     */
    private record Maps(ModeInfoMap modeInfo, ModeInfoMap written, DeblockMap deblocking) {
        static Maps of(FrameParameters parameters) {
            int rows = parameters.miRows;
            int cols = parameters.miCols;
            return new Maps(new ModeInfoMap(rows, cols), new ModeInfoMap(rows, cols), new DeblockMap(rows, cols));
        }

        boolean fit(FrameParameters parameters) {
            return modeInfo.rows == parameters.miRows >> 1 && modeInfo.cols == parameters.miCols >> 1;
        }
    }

    FrameCoder(TileThreads threads, SuperblockCoder.ChooserFactory choosers) {
        this.threads = threads;
        this.choosers = choosers;
    }

    PictureResult code(PictureRequest request) {
        List<HeaderOverride> overrides = new ArrayList<>();
        FrameHeader header = HeaderRules.adjust(
                request.sequenceHeader(),
                request.frameHeader(),
                request.effort(),
                request.qIndexes() != null,
                overrides);
        HeaderRules.checkSource(request, header);
        ReferenceState state = References.stateOf(request);
        if (request.effort() == PictureRequest.Effort.INSTANT) {
            return codeInstant(request, header, state, overrides);
        }
        FrameState frame = prepare(request, header);
        TileInfo tiles = header.tileInfo();
        List<TileBounds> bounds = new ArrayList<>();
        for (int number = 0; number < tiles.numTiles(); number++) {
            bounds.add(bounds(tiles, number));
        }
        FrameWork work = new FrameWork(frame, bounds, superblocks, choosers);
        work.run(threads, Objects.requireNonNull(maps).written);
        char[] saved = header.disableFrameEndUpdateCdf() ? frame.cdfs : work.cdfs(tiles.contextUpdateTileId());
        return finish(request, header, state, overrides, work.bytes(), saved, frame.reconstruction, work.figures());
    }

    private PictureResult codeInstant(
            PictureRequest request, FrameHeader header, ReferenceState state, List<HeaderOverride> overrides) {
        FrameSize size = header.frameSize();
        InstantFrame frame = instant;
        if (frame == null || !frame.fits(size.miRows(), size.miCols())) {
            frame = new InstantFrame(size.miRows(), size.miCols());
            instant = frame;
        }
        readParameters(frame.parameters, request.sequenceHeader(), header);
        References references = References.of(request, header, frame.parameters);
        Picture last = references.pictures()[Modes.LAST_FRAME];
        frame.start(last != null);
        char[] starting = startingCdfs(request, header);
        TileInfo tiles = header.tileInfo();
        byte[][] coded = new byte[tiles.numTiles()][];
        char[] saved = starting;
        for (int i = 0; i < coded.length; i++) {
            coded[i] = frame.code(bounds(tiles, i), starting);
            if (i == tiles.contextUpdateTileId() && !header.disableFrameEndUpdateCdf()) {
                saved = frame.cdfs();
            }
        }
        return finish(
                request,
                header,
                state,
                overrides,
                coded,
                saved,
                instantPicture(request, last),
                PictureFigures.uniform(frame.parameters, size.frameWidth(), size.frameHeight()));
    }

    /**
     * What an instant frame looks like: LAST_FRAME itself where the caller gave no place for a copy, or middle grey.
     */
    private static Picture instantPicture(PictureRequest request, @Nullable Picture last) {
        Picture target = request.target();
        if (target == null && last != null) {
            return last;
        }
        if (target == null) {
            Picture source = request.source();
            target = Picture.allocate(source.width(), source.height(), source.bitDepth());
        }
        for (int plane = 0; plane < 3; plane++) {
            if (last != null) {
                target.plane(plane).copyFrom(last.plane(plane));
            } else {
                Arrays.fill(target.plane(plane).samples, (short) (1 << (target.bitDepth() - 1)));
            }
        }
        return target;
    }

    private static PictureResult finish(
            PictureRequest request,
            FrameHeader header,
            ReferenceState state,
            List<HeaderOverride> overrides,
            byte[][] coded,
            char[] saved,
            Picture reconstruction,
            PictureFigures figures) {
        FrameHeader written = withTileSizeBytes(header, coded, overrides);
        byte[] obus = write(request, state, written, Arrays.asList(coded));
        Cdfs.clearCounters(saved);
        Ints hints = state.orderHints(header);
        DecodedReference slot = new DecodedReference(reconstruction, written, hints, saved);
        return new PictureResult(obus, written, slot, figures, List.copyOf(overrides));
    }

    private FrameState prepare(PictureRequest request, FrameHeader header) {
        FrameParameters parameters = new FrameParameters();
        readParameters(parameters, request.sequenceHeader(), header);
        Maps kept = maps;
        if (kept == null || !kept.fit(parameters)) {
            kept = Maps.of(parameters);
            maps = kept;
        }
        kept.modeInfo.clear();
        kept.written.clear();
        int side = parameters.superblockMi();
        int count = ((parameters.miRows + side - 1) / side) * ((parameters.miCols + side - 1) / side);
        while (superblocks.size() < count) {
            superblocks.add(new Superblock());
        }
        Picture source = request.source();
        Picture copy = padded;
        if (copy == null || !copy.hasFormatOf(source)) {
            copy = Picture.allocate(source.width(), source.height(), source.bitDepth());
            padded = copy;
        }
        copy.copyWithEdges(source);
        Picture target = request.target();
        if (target == null) {
            target = Picture.allocate(source.width(), source.height(), source.bitDepth());
        }
        References references = References.of(request, header, parameters);
        return new FrameState(
                header,
                request.effort(),
                parameters,
                kept.modeInfo,
                kept.deblocking,
                copy,
                target,
                references.pictures(),
                references.searchedNames(),
                startingCdfs(request, header),
                request.qIndexes(),
                header.frameIsIntra() ? null : request.refresh());
    }

    /** setup_past_independence or load_previous, as far as CDFs go. */
    private static char[] startingCdfs(PictureRequest request, FrameHeader header) {
        if (header.primaryRefFrame() == FrameHeader.PRIMARY_REF_NONE) {
            return Cdfs.defaults(header.quantizationParams().baseQIdx());
        }
        int name = header.primaryRefFrame() + 1;
        int slot = header.referenceNames().refFrameIdx().get(header.primaryRefFrame());
        return HeaderRules.reference(request, name, slot).cdfs().clone();
    }

    private static void readParameters(FrameParameters p, SequenceHeader sequence, FrameHeader header) {
        p.miRows = header.frameSize().miRows();
        p.miCols = header.frameSize().miCols();
        p.bitDepth = sequence.colorConfig().bitDepth();
        p.use128x128Superblock = sequence.use128x128Superblock();
        p.frameIsIntra = header.frameIsIntra();
        p.baseQIdx = header.quantizationParams().baseQIdx();
        p.deltaQPresent = header.deltaParams().deltaQPresent();
        p.disableCdfUpdate = header.disableCdfUpdate();
        p.txModeSelect = header.txMode() == dev.moviemaker.bitstream.frame.TxMode.TX_MODE_SELECT;
        p.reducedTxSet = header.reducedTxSet();
        p.allowScreenContentTools = header.allowScreenContentTools();
        p.enableFilterIntra = sequence.enableFilterIntra();
        p.enableIntraEdgeFilter = sequence.enableIntraEdgeFilter();
        p.referenceSelect = header.referenceSelect();
        p.skipModePresent = header.skipModePresent();
        p.allowHighPrecisionMv = header.allowHighPrecisionMv();
        p.forceIntegerMv = header.forceIntegerMv();
        p.interpolationFilter = header.interpolationFilter().code();
        p.enableDualFilter = sequence.enableDualFilter();
        p.enableInterintraCompound = sequence.enableInterintraCompound();
        p.enableMaskedCompound = sequence.enableMaskedCompound();
        p.enableJntComp = sequence.enableJntComp();
        p.orderHint = header.orderHint();
        p.orderHintBits = sequence.enableOrderHint() ? sequence.orderHintBits() : 0;
    }

    private static TileBounds bounds(TileInfo tiles, int number) {
        int row = number / tiles.tileCols();
        int col = number % tiles.tileCols();
        return new TileBounds(
                tiles.miRowStarts().get(row),
                tiles.miRowStarts().get(row + 1),
                tiles.miColStarts().get(col),
                tiles.miColStarts().get(col + 1));
    }

    /** Lets tile_size_minus_1 have as many bytes as the largest tile needs, if that is more than was asked. */
    private static FrameHeader withTileSizeBytes(FrameHeader header, byte[][] coded, List<HeaderOverride> overrides) {
        TileInfo tiles = header.tileInfo();
        if (coded.length == 1) {
            return header;
        }
        int largest = 1;
        for (byte[] tile : coded) {
            largest = Math.max(largest, tile.length - 1);
        }
        int needed = (39 - Integer.numberOfLeadingZeros(largest)) / 8;
        if (needed <= tiles.tileSizeBytesMinus1() + 1) {
            return header;
        }
        overrides.add(new HeaderOverride(
                "tile_size_bytes_minus_1", String.valueOf(tiles.tileSizeBytesMinus1()), String.valueOf(needed - 1)));
        return header.toBuilder()
                .tileInfo(tiles.with(tiles.contextUpdateTileId(), needed))
                .build();
    }

    private static byte[] write(PictureRequest request, ReferenceState state, FrameHeader header, List<byte[]> tiles) {
        BitWriter bytes = new BitWriter();
        ObuWriter writer = new ObuWriter(bytes);
        switch (request.obuForm()) {
            case FRAME -> writer.frame(request.sequenceHeader(), state, header, tiles);
            case HEADER_AND_TILE_GROUPS -> {
                writer.frameHeader(request.sequenceHeader(), state, header);
                for (int i = 0; i < tiles.size(); i++) {
                    writer.tileGroup(header.tileInfo(), i, tiles.subList(i, i + 1));
                }
            }
        }
        return bytes.toByteArray();
    }
}
