// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.DeltaParams;
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
import dev.moviemaker.bitstream.obu.ObuWriter;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.tile.TileLayout;
import dev.moviemaker.coder.picture.Picture;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A stream of random headers over synthetic pictures, all from one seed: sizes, tiles, bit depth, tools, references,
 * coding order.
 */
final class RandomStream {
    private static final int ORDER_HINT_BITS = 7;

    final long seed;
    final List<byte[]> temporalUnits = new ArrayList<>();
    final List<Picture> shown = new ArrayList<>();

    private final SplittableRandom random;

    /** Of its own, for what came later: the streams of old seeds stay what they were in everything else. */
    private final SplittableRandom places;

    private final SequenceHeader sequence;
    private final int width;
    private final int height;
    private final boolean blind;
    private final boolean filterDeltas;
    private final List<@Nullable DecodedReference> slots = new ArrayList<>(Collections.nCopies(8, null));
    private ByteArrayOutputStream unit = new ByteArrayOutputStream();

    RandomStream(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        places = new SplittableRandom(~seed);
        int limit = random.nextInt(10) == 0 ? 700 : random.nextInt(3) == 0 ? 330 : 140;
        width = random.nextInt(16, limit);
        height = random.nextInt(16, limit);
        blind = random.nextInt(4) != 0;
        filterDeltas = random.nextInt(3) == 0;
        sequence = SequenceHeader.builder()
                .maxFrameSize(width, height)
                .use128x128Superblock(random.nextBoolean())
                .enableFilterIntra(random.nextBoolean())
                .enableIntraEdgeFilter(random.nextBoolean())
                .enableInterintraCompound(random.nextBoolean())
                .enableMaskedCompound(random.nextBoolean())
                .enableWarpedMotion(random.nextBoolean())
                .enableDualFilter(random.nextBoolean())
                .enableOrderHint(true)
                .orderHintBits(ORDER_HINT_BITS)
                .enableJntComp(random.nextBoolean())
                .enableRefFrameMvs(random.nextBoolean())
                .seqForceScreenContentTools(random.nextInt(3))
                .enableCdef(random.nextBoolean())
                .enableRestoration(random.nextBoolean())
                .colorConfig(ColorConfig.yuv420(random.nextInt(3) == 0 ? 10 : 8))
                .build();
    }

    int bitDepth() {
        return sequence.colorConfig().bitDepth();
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Codes the stream. */
    RandomStream code() {
        return code(2);
    }

    /** Codes the stream on this many threads. */
    RandomStream code(int threads) {
        int frames = random.nextInt(5) == 0 ? random.nextInt(3, 21) : random.nextInt(3, 9);
        TestPattern pattern = new TestPattern(random.nextLong(), width, height, bitDepth());
        try (PictureCoder coder = coder(threads)) {
            for (int time = 0; time < frames; time++) {
                FrameHeader header = header(time);
                code(coder, header, pattern.at(time));
                if (!header.showFrame() && random.nextBoolean()) {
                    showExisting(31 - Integer.numberOfLeadingZeros(header.refreshFrameFlags()));
                }
            }
        }
        return this;
    }

    private PictureCoder coder(int threads) {
        long choice = random.nextLong();
        return blind ? new PictureCoder(threads, tools -> new RandomChooser(tools, choice)) : new PictureCoder(threads);
    }

    private void code(PictureCoder coder, FrameHeader header, Picture source) {
        @Nullable QIndexMap qIndexes = header.deltaParams().deltaQPresent() ? qIndexes() : null;
        PictureResult result = coder.code(new PictureRequest(
                sequence,
                header,
                source,
                slots,
                random.nextBoolean() ? PictureRequest.ObuForm.FRAME : PictureRequest.ObuForm.HEADER_AND_TILE_GROUPS,
                effort(),
                null,
                qIndexes,
                null));
        if (unit.size() == 0) {
            BitWriter bits = new BitWriter();
            ObuWriter writer = new ObuWriter(bits).temporalDelimiter();
            if (temporalUnits.isEmpty() || header.frameType() == FrameType.KEY_FRAME) {
                writer.sequenceHeader(sequence);
            }
            unit.writeBytes(bits.toByteArray());
        }
        unit.writeBytes(result.obus());
        for (int i = 0; i < 8; i++) {
            if (((header.refreshFrameFlags() >> i) & 1) != 0) {
                slots.set(i, result.state());
            }
        }
        if (header.showFrame()) {
            finishUnit(result.reconstruction());
        }
    }

    /** Small and large changes, and often none from one place to the next. */
    private QIndexMap qIndexes() {
        int cols = (width + QIndexMap.BLOCK - 1) / QIndexMap.BLOCK;
        int rows = (height + QIndexMap.BLOCK - 1) / QIndexMap.BLOCK;
        int[] deltas = new int[cols * rows];
        int range = places.nextInt(1, 256);
        for (int i = 0; i < deltas.length; i++) {
            deltas[i] = i > 0 && places.nextInt(3) == 0 ? deltas[i - 1] : places.nextInt(-range, range + 1);
        }
        return new QIndexMap(cols, rows, Ints.of(deltas));
    }

    private PictureRequest.Effort effort() {
        return switch (random.nextInt(12)) {
            case 0 -> PictureRequest.Effort.INSTANT;
            case 1, 2 -> PictureRequest.Effort.FAST;
            case 3, 4 -> PictureRequest.Effort.THOROUGH;
            default -> PictureRequest.Effort.NORMAL;
        };
    }

    private void showExisting(int slot) {
        BitWriter bits = new BitWriter();
        new ObuWriter(bits).showExistingFrame(slot);
        unit.writeBytes(bits.toByteArray());
        DecodedReference state = slots.get(slot);
        if (state == null) {
            throw new IllegalStateException("slot " + slot + " is empty");
        }
        finishUnit(state.reconstruction());
    }

    private void finishUnit(Picture picture) {
        temporalUnits.add(unit.toByteArray());
        unit = new ByteArrayOutputStream();
        shown.add(picture);
    }

    private FrameHeader header(int time) {
        int kind = time == 0 ? 0 : random.nextInt(1, 20);
        FrameType type = kind == 0 || kind == 1
                ? FrameType.KEY_FRAME
                : kind == 2 ? FrameType.INTRA_ONLY_FRAME : FrameType.INTER_FRAME;
        boolean key = type == FrameType.KEY_FRAME;
        boolean intra = key || type == FrameType.INTRA_ONLY_FRAME;
        boolean show = key || random.nextInt(5) != 0;
        boolean resilient = key || random.nextInt(4) == 0;
        boolean noUpdate = random.nextInt(5) == 0;
        FrameSize size = FrameSize.of(width, height);
        if (random.nextInt(6) == 0) {
            size = size.withRenderSize(random.nextInt(1, width + 1), random.nextInt(1, height + 1));
        }
        FrameHeaderBuilder builder = FrameHeader.builder()
                .frameType(type)
                .showFrame(show)
                .showableFrame(!key)
                .errorResilientMode(resilient)
                .disableCdfUpdate(noUpdate)
                .disableFrameEndUpdateCdf(noUpdate || random.nextInt(4) == 0)
                .allowScreenContentTools(sequence.seqForceScreenContentTools() == 1
                        || (sequence.seqForceScreenContentTools() == 2 && random.nextBoolean()))
                .orderHint((time + (key ? 0 : random.nextInt(-2, 4))) & ((1 << ORDER_HINT_BITS) - 1))
                .refreshFrameFlags(key ? 0xFF : random.nextInt(1, 255))
                .frameSize(size)
                .primaryRefFrame(
                        intra || resilient || random.nextInt(3) == 0 ? FrameHeader.PRIMARY_REF_NONE : random.nextInt(7))
                .tileInfo(tiles())
                .quantizationParams(quantization())
                .txMode(random.nextBoolean() ? TxMode.TX_MODE_SELECT : TxMode.TX_MODE_LARGEST)
                .reducedTxSet(random.nextInt(4) == 0);
        builder.loopFilterParams(loopFilter());
        if (places.nextInt(3) == 0 && builder.build().quantizationParams().baseQIdx() > 0) {
            builder.deltaParams(new DeltaParams(true, 0, false, 0, false));
        }
        builder.forceIntegerMv(false);
        if (resilient && !key) {
            builder.refOrderHint(Ints.of(slots.stream()
                    .mapToInt(slot -> slot == null ? 0 : slot.frameHeader().orderHint())
                    .toArray()));
        }
        if (!intra) {
            inter(builder);
        }
        return builder.build();
    }

    private void inter(FrameHeaderBuilder builder) {
        int[] names = new int[7];
        Arrays.setAll(names, i -> random.nextInt(8));
        boolean integer = builder.build().allowScreenContentTools() && random.nextInt(4) == 0;
        builder.referenceNames(ReferenceNames.of(names))
                .forceIntegerMv(integer)
                .allowHighPrecisionMv(!integer && random.nextBoolean())
                .interpolationFilter(InterpolationFilter.ofCode(random.nextInt(5)))
                .referenceSelect(random.nextBoolean());
    }

    /** Levels of all strengths; where deltas are used, every frame brings all of its own. */
    private LoopFilterParams loopFilter() {
        if (!filterDeltas && random.nextInt(4) == 0) {
            return LoopFilterParams.OFF;
        }
        int level0 = random.nextInt(64);
        int level1 = random.nextInt(1, 64);
        int level2 = random.nextInt(64);
        int level3 = random.nextInt(64);
        int sharpness = random.nextInt(8);
        if (!filterDeltas) {
            return LoopFilterParams.of(level0, level1, level2, level3, sharpness);
        }
        return new LoopFilterParams(
                level0,
                level1,
                level2,
                level3,
                sharpness,
                true,
                true,
                0xFF,
                3,
                Ints.of(random.ints(8, -63, 64).toArray()),
                Ints.of(random.ints(2, -63, 64).toArray()));
    }

    private QuantizationParams quantization() {
        int base = random.nextInt(5) == 0 ? random.nextInt(0, 256) : random.nextInt(40, 256);
        if (random.nextInt(3) != 0) {
            return QuantizationParams.of(base);
        }
        return QuantizationParams.of(base, random.nextInt(-20, 21), random.nextInt(-20, 21), random.nextInt(-20, 21));
    }

    private TileInfo tiles() {
        TileLayout layout = TileLayout.of(sequence, FrameSize.of(width, height));
        TileInfo tiles;
        if (random.nextBoolean()) {
            int cols = random.nextInt(layout.minLog2TileCols(), layout.maxLog2TileCols() + 1);
            int rows = random.nextInt(layout.minLog2TileRows(cols), layout.maxLog2TileRows() + 1);
            tiles = layout.uniform(cols, rows);
        } else {
            tiles = layout.explicit(parts(layout.sbCols()), parts(layout.sbRows()));
        }
        int update = random.nextInt(tiles.numTiles());
        int sizeBytes = random.nextInt(1, 5);
        return tiles.tileColsLog2() + tiles.tileRowsLog2() == 0 ? tiles : tiles.with(update, sizeBytes);
    }

    private Ints parts(int total) {
        List<Integer> parts = new ArrayList<>();
        int left = total;
        while (left > 0) {
            int part = random.nextInt(1, left + 1);
            parts.add(part);
            left -= part;
        }
        return Ints.of(parts.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The stream as an IVF file. */
    byte[] ivf() {
        return Ivf.file(width, height, temporalUnits);
    }

    /**
     * All shown pictures one after the other, as decoders write raw video: 8 bit as bytes, 10 bit as little-endian
     * words.
     */
    byte[] expected() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Picture picture : shown) {
            RawVideo.append(picture, out);
        }
        return out.toByteArray();
    }
}
