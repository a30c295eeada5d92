// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.coder.picture.Picture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One picture to be coded.
 *
 * @param sequenceHeader the sequence it belongs to
 * @param frameHeader the header to code it with
 * @param source the samples; its size is the frame size, its bit depth the sequence's. Only read, only during the call
 * @param slots the eight reference slots as they are before this picture, null where empty. Only read
 * @param obuForm which OBUs carry the picture
 * @param effort how much search is done
 * @param target where the reconstruction is written, of the frame's size and not in use by any slot; null allocates one
 * @param qIndexes by how much the QIndex differs by place, where the frame header has {@code delta_q_present}; null
 *     nowhere
 * @param refresh what is refreshed by intra blocks; null where nothing is. {@link Effort#INSTANT} leaves it out
 */
public record PictureRequest(
        SequenceHeader sequenceHeader,
        FrameHeader frameHeader,
        Picture source,
        List<@Nullable DecodedReference> slots,
        ObuForm obuForm,
        Effort effort,
        @Nullable Picture target,
        @Nullable QIndexMap qIndexes,
        @Nullable IntraRefresh refresh) {
    /** Which OBUs carry a picture. */
    public enum ObuForm {
        /** One OBU_FRAME with everything. */
        FRAME,
        /** An OBU_FRAME_HEADER, then one OBU_TILE_GROUP for each tile. */
        HEADER_AND_TILE_GROUPS
    }

    /** How much search is done. */
    public enum Effort {
        /** Less search: takes about two thirds of the time of {@link #NORMAL} and more bits. */
        FAST,
        /** Modes by cost, where what is easily found is not good enough. */
        NORMAL,
        /** More search: takes longer than {@link #NORMAL} and fewer bits. */
        THOROUGH,
        /**
         * No look at the source: a legal picture in the fewest symbols. Inter pictures repeat what their first
         * reference name stands for, intra pictures are grey. Loop filter levels become 0. Without a target the
         * reconstruction of an inter picture is the reference's own picture.
         */
        INSTANT
    }

    /** Checks the number of slots and copies the list. */
    public PictureRequest {
        if (slots.size() != FrameHeader.NUM_REF_FRAMES) {
            throw new IllegalArgumentException("slots has " + slots.size() + " entries, must have 8");
        }
        slots = Collections.unmodifiableList(new ArrayList<>(slots));
    }

    /** Creates a picture with one QIndex everywhere. */
    public PictureRequest(
            SequenceHeader sequenceHeader,
            FrameHeader frameHeader,
            Picture source,
            List<@Nullable DecodedReference> slots,
            ObuForm obuForm,
            Effort effort,
            @Nullable Picture target) {
        this(sequenceHeader, frameHeader, source, slots, obuForm, effort, target, null, null);
    }

    /** This picture with a QIndex by place. */
    public PictureRequest with(QIndexMap map) {
        return new PictureRequest(sequenceHeader, frameHeader, source, slots, obuForm, effort, target, map, refresh);
    }

    /** This picture with a part refreshed by intra blocks. */
    public PictureRequest with(IntraRefresh part) {
        return new PictureRequest(sequenceHeader, frameHeader, source, slots, obuForm, effort, target, qIndexes, part);
    }

    /** Returns a picture coded as one OBU_FRAME with mode search, into a new reconstruction. */
    public static PictureRequest of(
            SequenceHeader sequenceHeader,
            FrameHeader frameHeader,
            Picture source,
            List<@Nullable DecodedReference> slots) {
        return of(sequenceHeader, frameHeader, source, slots, Effort.NORMAL);
    }

    /** A picture coded as one OBU_FRAME into a new reconstruction. */
    static PictureRequest of(
            SequenceHeader sequenceHeader,
            FrameHeader frameHeader,
            Picture source,
            List<@Nullable DecodedReference> slots,
            Effort effort) {
        return new PictureRequest(sequenceHeader, frameHeader, source, slots, ObuForm.FRAME, effort, null);
    }
}
