// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Walks through the syntax tables choosing every element at random, so that any header can come up. Choices that rules
 * outside the syntax would mostly forbid are bent towards what is legal; the writer decides.
 */
final class RandomSyntax extends Syntax {
    private final Random random;
    private final SequenceHeader sequence;
    private final ReferenceState state;
    private final List<Integer> refs = new ArrayList<>();
    private int currentFrameId;
    private int shownSlot;
    private int slotHint;
    private int frameId;
    private int point;
    private boolean chromaPoints;
    private boolean shortSignaling;

    RandomSyntax(Random random, SequenceHeader sequence, ReferenceState state) {
        this.random = random;
        this.sequence = sequence;
        this.state = state;
    }

    @Override
    public boolean writing() {
        return false;
    }

    @Override
    public int ns(String element, int n, int value) {
        return random.nextInt(n);
    }

    @Override
    public long uvlc(String element, long value) {
        return random.nextInt(1 << random.nextInt(31));
    }

    @Override
    public long f(String element, int n, long value) {
        long mask = (1L << n) - 1;
        long any = random.nextLong() & mask;
        return switch (element) {
            case "seq_profile" -> random.nextInt(3);
            case "reduced_still_picture_header", "still_picture" -> oneIn(12);
            case "operating_points_cnt_minus_1", "num_y_points", "num_cb_points" -> count(element);
            case "num_cr_points" -> {
                point = -1;
                yield chromaPoints ? 1 + random.nextInt(3) : 0;
            }
            case "point_value" -> {
                point = Math.min(255, point + 1 + random.nextInt(60));
                yield point;
            }
            case "frame_width_bits_minus_1", "frame_height_bits_minus_1" -> 4 + random.nextInt(9);
            case "max_frame_width_minus_1", "max_frame_height_minus_1" -> Math.max(15, any);
            case "delta_frame_id_length_minus_2" -> random.nextInt(9);
            case "additional_frame_id_length_minus_1" -> random.nextInt(5);
            case "color_primaries", "transfer_characteristics", "matrix_coefficients" -> 1 + random.nextInt(22);
            case "chroma_sample_position" -> random.nextInt(3);
            case "show_existing_frame" -> showable().isEmpty() ? 0 : oneIn(6);
            case "frame_to_show_map_idx" -> {
                shownSlot = showable().get(random.nextInt(showable().size()));
                yield shownSlot;
            }
            case "display_frame_id" -> id(shownSlot);
            case "frame_type" -> usable(state.previousFrameId() + 1).isEmpty() ? 0 : random.nextInt(4);
            case "show_frame" -> usable(state.previousFrameId() + 1).isEmpty() ? 1 : 1 - oneIn(3);
            case "current_frame_id" -> {
                currentFrameId = (int) ((state.previousFrameId() + 1) & mask);
                yield currentFrameId;
            }
            case "frame_width_minus_1" -> near(sequence.maxFrameWidthMinus1());
            case "frame_height_minus_1" -> near(sequence.maxFrameHeightMinus1());
            case "ref_order_hint" -> state.slot(slotHint++).orderHint();
            case "frame_refs_short_signaling" -> {
                shortSignaling = !sequence.frameIdNumbersPresentFlag() && oneIn(4) == 1;
                yield shortSignaling ? 1 : 0;
            }
            case "ref_frame_idx" -> {
                List<Integer> slots = usable(currentFrameId);
                int slot = slots.isEmpty() ? 0 : slots.get(random.nextInt(slots.size()));
                refs.add(slot);
                yield slot;
            }
            case "delta_frame_id_minus_1" -> (currentFrameId - id(refs.get(frameId++)) - 1) & mask;
            case "update_grain" -> shortSignaling || refs.isEmpty() ? 1 : random.nextInt(2);
            case "film_grain_params_ref_idx" -> refs.get(random.nextInt(refs.size()));
            case "base_q_idx" -> random.nextInt(5) == 0 ? 0 : any;
            case "segmentation_enabled", "delta_coded" -> oneIn(4);
            default -> any;
        };
    }

    private long count(String element) {
        long count = random.nextInt(4);
        point = -1;
        chromaPoints = element.equals("num_cb_points") && count > 0;
        return count;
    }

    private int oneIn(int n) {
        return random.nextInt(n) == 0 ? 1 : 0;
    }

    private int near(int max) {
        return max - random.nextInt(Math.max(1, max / 3));
    }

    private int id(int slot) {
        FrameHeader header = state.slot(slot).header();
        return header == null ? 0 : header.currentFrameId();
    }

    private List<Integer> showable() {
        List<Integer> slots = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            if (state.slot(i).valid() && state.slot(i).showable()) {
                slots.add(i);
            }
        }
        return slots;
    }

    private List<Integer> usable(int id) {
        List<Integer> slots = new ArrayList<>();
        int masked = id & ((1 << sequence.frameIdLength()) - 1);
        for (int i = 0; i < 8; i++) {
            boolean far = sequence.frameIdNumbersPresentFlag() && state.slot(i).isTooFar(sequence, masked);
            if (state.slot(i).valid() && !far) {
                slots.add(i);
            }
        }
        return slots;
    }
}
