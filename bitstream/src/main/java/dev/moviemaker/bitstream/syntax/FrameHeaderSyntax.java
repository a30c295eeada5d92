// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameHeaderBuilder;
import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.bitstream.frame.ShowExistingFrame;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.reference.SavedReference;
import dev.moviemaker.bitstream.sequence.SequenceHeader;

/** {@code uncompressed_header()} (5.9.2), read or written. */
public final class FrameHeaderSyntax {
    private static final String SECTION = "5.9.2";
    private static final FrameHeader BLANK = FrameHeader.builder().build();

    private final Syntax s;
    private final SequenceHeader sequence;
    private final ReferenceState state;
    private final int temporalId;
    private final int spatialId;

    public FrameHeaderSyntax(Syntax s, SequenceHeader sequence, ReferenceState state, int temporalId, int spatialId) {
        this.s = s;
        this.sequence = sequence;
        this.state = state;
        this.temporalId = temporalId;
        this.spatialId = spatialId;
    }

    public UncompressedHeader read() {
        s.section(SECTION);
        if (!sequence.reducedStillPictureHeader() && s.flag("show_existing_frame", false)) {
            return showExisting(ShowExistingFrame.of(0));
        }
        return frame(BLANK);
    }

    public void write(UncompressedHeader header) {
        s.section(SECTION);
        boolean show = header instanceof ShowExistingFrame;
        if (sequence.reducedStillPictureHeader()) {
            s.inferred("show_existing_frame", show, false);
        } else {
            s.flag("show_existing_frame", show);
        }
        switch (header) {
            case ShowExistingFrame existing -> showExisting(existing);
            case FrameHeader frame -> {
                FrameHeader known = frame(frame);
                if (!known.equals(frame)) {
                    throw new IllegalStateException("written as " + known + " instead of " + frame);
                }
            }
        }
    }

    private ShowExistingFrame showExisting(ShowExistingFrame v) {
        int index = s.f("frame_to_show_map_idx", 3, v.frameToShowMapIdx());
        SavedReference slot = state.slot(index);
        s.demand(slot.valid(), "frame_to_show_map_idx", index, "a slot that holds a frame", "6.8.2");
        s.demand(slot.showable(), "frame_to_show_map_idx", index, "a slot with showable_frame = 1", "6.8.2");
        long time = presentationTime(sequence.hasTemporalPointInfo(), v.framePresentationTime());
        int id = 0;
        FrameHeader stored = slot.header();
        if (sequence.frameIdNumbersPresentFlag()) {
            id = s.f("display_frame_id", sequence.frameIdLength(), v.displayFrameId());
            int expected = stored == null ? 0 : stored.currentFrameId();
            s.demand(id == expected, "display_frame_id", id, "the id in the slot, " + expected, "6.8.2");
        } else {
            s.inferred("display_frame_id", v.displayFrameId(), 0);
        }
        return new ShowExistingFrame(index, time, id);
    }

    private long presentationTime(boolean present, long value) {
        if (!present || sequence.decoderModelInfo() == null) {
            return s.inferred("frame_presentation_time", Long.valueOf(value), Long.valueOf(0));
        }
        s.section("5.9.31");
        int bits = sequence.decoderModelInfo().framePresentationTimeLengthMinus1() + 1;
        long time = s.f("frame_presentation_time", bits, value);
        s.section(SECTION);
        return time;
    }

    private boolean frameSizeOverride(FrameHeader v, FrameType type) {
        if (type == FrameType.SWITCH_FRAME) {
            return s.inferred("frame_size_override_flag", v.frameSizeOverrideFlag(), true);
        }
        return sequence.reducedStillPictureHeader()
                ? s.inferred("frame_size_override_flag", v.frameSizeOverrideFlag(), false)
                : s.flag("frame_size_override_flag", v.frameSizeOverrideFlag());
    }

    private int refreshFrameFlags(FrameHeader v, FrameType type, boolean shownKey) {
        int refresh = (type == FrameType.SWITCH_FRAME || shownKey)
                ? s.inferred("refresh_frame_flags", v.refreshFrameFlags(), FrameHeader.ALL_FRAMES)
                : s.f("refresh_frame_flags", 8, v.refreshFrameFlags());
        s.demand(
                type != FrameType.INTRA_ONLY_FRAME || refresh != FrameHeader.ALL_FRAMES,
                "refresh_frame_flags",
                refresh,
                "0 to 254 for an intra-only frame",
                "6.8.2");
        return refresh;
    }

    private FrameHeader frame(FrameHeader v) {
        FrameHeaderBuilder b = v.toBuilder();
        boolean reduced = sequence.reducedStillPictureHeader();
        FrameType type = reduced
                ? s.inferred("frame_type", v.frameType(), FrameType.KEY_FRAME)
                : FrameType.ofCode(s.f("frame_type", 2, v.frameType().code()));
        boolean intra = type.isIntra();
        boolean show = reduced ? s.inferred("show_frame", v.showFrame(), true) : s.flag("show_frame", v.showFrame());
        b.frameType(type).showFrame(show);
        b.framePresentationTime(presentationTime(show && sequence.hasTemporalPointInfo(), v.framePresentationTime()));
        boolean shownKey = type == FrameType.KEY_FRAME && show;
        b.showableFrame(
                show
                        ? s.inferred("showable_frame", v.showableFrame(), type != FrameType.KEY_FRAME)
                        : s.flag("showable_frame", v.showableFrame()));
        boolean resilient = (type == FrameType.SWITCH_FRAME || shownKey)
                ? s.inferred("error_resilient_mode", v.errorResilientMode(), true)
                : s.flag("error_resilient_mode", v.errorResilientMode());
        b.errorResilientMode(resilient);
        boolean disableCdfUpdate = s.flag("disable_cdf_update", v.disableCdfUpdate());
        b.disableCdfUpdate(disableCdfUpdate);
        screenContent(v, b);
        frameId(v, shownKey, b);
        b.frameSizeOverrideFlag(frameSizeOverride(v, type));
        int orderHint = s.f("order_hint", sequence.orderHintBits(), v.orderHint());
        b.orderHint(orderHint);
        int primary = (intra || resilient)
                ? s.inferred("primary_ref_frame", v.primaryRefFrame(), FrameHeader.PRIMARY_REF_NONE)
                : s.f("primary_ref_frame", 3, v.primaryRefFrame());
        b.primaryRefFrame(primary);
        b.bufferRemovalTimes(BufferRemovalSyntax.code(s, sequence, temporalId, spatialId, v.bufferRemovalTimes()));
        s.section(SECTION);
        int refresh = refreshFrameFlags(v, type, shownKey);
        b.refreshFrameFlags(refresh);
        boolean hints = (!intra || refresh != FrameHeader.ALL_FRAMES) && resilient && sequence.enableOrderHint();
        b.refOrderHint(s.row("ref_order_hint", sequence.orderHintBits(), v.refOrderHint(), hints ? 8 : 0));
        new FrameToolsSyntax(s, sequence, state, b).code(v, b.build());
        return b.build();
    }

    private void screenContent(FrameHeader v, FrameHeaderBuilder b) {
        int choice = sequence.seqForceScreenContentTools();
        boolean tools = choice == SequenceHeader.SELECT
                ? s.flag("allow_screen_content_tools", v.allowScreenContentTools())
                : s.inferred("allow_screen_content_tools", v.allowScreenContentTools(), choice == 1);
        b.allowScreenContentTools(tools);
        int integer = sequence.seqForceIntegerMv();
        b.forceIntegerMv(
                (tools && integer == SequenceHeader.SELECT)
                        ? s.flag("force_integer_mv", v.forceIntegerMv())
                        : s.inferred("force_integer_mv", v.forceIntegerMv(), tools && integer == 1));
    }

    private void frameId(FrameHeader v, boolean shownKey, FrameHeaderBuilder b) {
        if (!sequence.frameIdNumbersPresentFlag()) {
            b.currentFrameId(s.inferred("current_frame_id", v.currentFrameId(), 0));
            return;
        }
        int idLen = sequence.frameIdLength();
        int id = s.f("current_frame_id", idLen, v.currentFrameId());
        int difference = (id - state.previousFrameId()) & ((1 << idLen) - 1);
        s.demand(
                shownKey || (difference != 0 && difference < 1 << (idLen - 1)),
                "current_frame_id",
                id,
                "1 to " + ((1 << (idLen - 1)) - 1) + " more than the id before, " + state.previousFrameId(),
                "6.8.2");
        b.currentFrameId(id);
    }
}
