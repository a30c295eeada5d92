// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameHeaderBuilder;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.bitstream.frame.InterpolationFilter;
import dev.moviemaker.bitstream.frame.LoopFilterParams;
import dev.moviemaker.bitstream.frame.QuantizationParams;
import dev.moviemaker.bitstream.frame.ReferenceNames;
import dev.moviemaker.bitstream.frame.TileInfo;
import dev.moviemaker.bitstream.obu.ObuWriter;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.rate.RateControl;
import dev.moviemaker.coder.rate.RateControlGroup;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Codes clips with a simple pattern of pictures: plans references and headers for {@link PictureCoder}. Gives temporal
 * units and shown pictures in display order. Used by the command and by measurements.
 */
final class ClipCoder implements AutoCloseable {
    /** Which pictures refer to which. */
    enum Pattern {
        /** Key frames only. */
        I,
        /** A key frame, then pictures predicted from the one before and from the key frame. */
        IP,
        /** Groups of eight pictures: the last one first, then the ones between by halves, predicted from both sides. */
        IPB
    }

    /** Takes what becomes ready, in display order. */
    @FunctionalInterface
    interface Output {
        void accept(byte[] temporalUnit, Picture reconstruction);
    }

    private static final int GROUP = 8;
    private static final int ORDER_HINT_MASK = 127;
    private static final int LEVEL_Q = 14;
    private static final int KEY_Q = 50;
    private static final int KEY_SLOT = 7;

    private final SequenceHeader sequence;
    private final Pattern pattern;
    private final TileInfo tiles;
    private final RateControl rate;
    private final int qIndex;
    private final PictureRequest.Effort effort;
    private final PictureCoder coder;
    private final Output output;

    private final List<@Nullable DecodedReference> slots = new ArrayList<>(Collections.nCopies(8, null));
    /** Display time of the picture in each slot. */
    private final int[] slotTimes = new int[8];

    private final List<Picture> waiting = new ArrayList<>();
    private ByteArrayOutputStream unit = new ByteArrayOutputStream();
    private int time;
    private int anchorSlot;

    ClipCoder(
            SequenceHeader sequence,
            Pattern pattern,
            TileInfo tiles,
            RateControl rate,
            int qIndex,
            PictureRequest.Effort effort,
            int threads,
            Output output) {
        this.sequence = sequence;
        this.pattern = pattern;
        this.tiles = tiles;
        this.rate = rate;
        this.qIndex = qIndex;
        this.effort = effort;
        this.output = output;
        coder = new PictureCoder(threads);
    }

    /** Takes the next picture; it is not changed, and kept until it was coded. */
    void add(Picture picture) {
        if (slots.getFirst() == null || pattern == Pattern.I) {
            code(picture, time++, FrameType.KEY_FRAME, true, 0, 0xFF);
        } else if (pattern == Pattern.IP) {
            anchorSlot = (anchorSlot + 1) % KEY_SLOT;
            code(picture, time++, FrameType.INTER_FRAME, true, 0, 1 << anchorSlot);
        } else {
            waiting.add(picture);
            if (waiting.size() == GROUP) {
                group();
            }
        }
    }

    /** Codes what still waits. */
    void finish() {
        if (!waiting.isEmpty()) {
            group();
        }
    }

    /**
     * The waiting pictures: the last one, then by halves. Slots 0 and 1 take turns for anchors, 2 to 4 are for the
     * levels between.
     */
    private void group() {
        int count = waiting.size();
        int first = time;
        anchorSlot = 1 - (anchorSlot & 1);
        boolean alone = count == 1;
        code(waiting.getLast(), first + count - 1, FrameType.INTER_FRAME, alone, 0, 1 << anchorSlot);
        if (!alone) {
            between(first, first - 1, first + count - 1, 1);
            show(anchorSlot);
        }
        time += count;
        waiting.clear();
    }

    /** Codes all pictures between two display times that are in slots. */
    private void between(int first, int before, int after, int level) {
        int middle = (before + after) / 2;
        if (middle == before) {
            return;
        }
        boolean leaf = after - before <= 2;
        code(waiting.get(middle - first), middle, FrameType.INTER_FRAME, leaf, level, leaf ? 0 : 1 << (level + 1));
        if (!leaf) {
            between(first, before, middle, level + 1);
            show(level + 1);
            between(first, middle, after, level + 1);
        }
    }

    private void code(Picture picture, int display, FrameType type, boolean show, int level, int refresh) {
        boolean key = type == FrameType.KEY_FRAME;
        RateControlGroup group =
                key ? RateControlGroup.INTRA : level == 0 ? RateControlGroup.PREDICTIVE : RateControlGroup.BIPREDICTIVE;
        int constant = key && pattern != Pattern.I ? qIndex - KEY_Q : qIndex + level * LEVEL_Q;
        int q = rate.nextQIndex(group, 0, Math.clamp(constant, 1, 255));
        FrameHeader header = header(picture, display, type, show, refresh, q);
        PictureResult result = coder.code(PictureRequest.of(sequence, header, picture, slots, effort));
        rate.coded(group, 0, q, result.obus().length * 8L);
        start(key);
        unit.writeBytes(result.obus());
        for (int i = 0; i < slots.size(); i++) {
            if (((refresh >> i) & 1) != 0) {
                slots.set(i, result.state());
                slotTimes[i] = display;
            }
        }
        if (show) {
            deliver(result.reconstruction());
        }
    }

    private void show(int slot) {
        DecodedReference state = slots.get(slot);
        if (state == null) {
            throw new IllegalStateException("slot " + slot + " has no picture to show");
        }
        start(false);
        BitWriter bits = new BitWriter();
        new ObuWriter(bits).showExistingFrame(slot);
        unit.writeBytes(bits.toByteArray());
        deliver(state.reconstruction());
    }

    private void start(boolean key) {
        if (unit.size() > 0) {
            return;
        }
        BitWriter bits = new BitWriter();
        ObuWriter writer = new ObuWriter(bits).temporalDelimiter();
        if (key) {
            writer.sequenceHeader(sequence);
        }
        unit.writeBytes(bits.toByteArray());
    }

    private void deliver(Picture picture) {
        output.accept(unit.toByteArray(), picture);
        unit = new ByteArrayOutputStream();
    }

    private FrameHeader header(Picture picture, int display, FrameType type, boolean show, int refresh, int q) {
        boolean key = type == FrameType.KEY_FRAME;
        FrameHeaderBuilder builder = FrameHeader.builder()
                .frameType(type)
                .showFrame(show)
                .showableFrame(!key)
                .errorResilientMode(key)
                .orderHint(display & ORDER_HINT_MASK)
                .refreshFrameFlags(refresh)
                .frameSize(FrameSize.of(picture.width(), picture.height()))
                .tileInfo(tiles)
                .quantizationParams(QuantizationParams.of(q))
                .loopFilterParams(loopFilter(q, key));
        if (!key) {
            int[] names = names(display);
            boolean both = slotTimes[names[4]] > display;
            builder.referenceNames(ReferenceNames.of(names))
                    .primaryRefFrame(0)
                    .interpolationFilter(InterpolationFilter.EIGHTTAP)
                    .referenceSelect(both);
        }
        return builder.build();
    }

    /** LAST and BWDREF are the nearest pictures before and after; GOLDEN and ALTREF are the farther anchors. */
    private int[] names(int display) {
        int before = KEY_SLOT;
        int after = -1;
        for (int i = 0; i < slots.size(); i++) {
            if (slotTimes[i] < display && slotTimes[i] > slotTimes[before]) {
                before = i;
            }
            if (slotTimes[i] > display && (after < 0 || slotTimes[i] < slotTimes[after])) {
                after = i;
            }
        }
        int later = after < 0 ? before : after;
        int golden = pattern == Pattern.IPB ? 1 - (anchorSlot & 1) : KEY_SLOT;
        int altref = pattern == Pattern.IPB && after >= 0 ? anchorSlot : later;
        return new int[] {before, before, before, golden, later, later, altref};
    }

    /** Levels that grow with the quantiser, about as far as its errors do. */
    private static LoopFilterParams loopFilter(int q, boolean key) {
        int level = Math.clamp(key ? (q * q / 1800) + q / 24 : (q * q / 2200) + q / 32, 0, 63);
        return level == 0 ? LoopFilterParams.OFF : LoopFilterParams.of(level, level, level, level, 0);
    }

    @Override
    public void close() {
        coder.close();
    }
}
