// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.TileInfo;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.tile.TileGroup;
import java.util.List;

/**
 * Writes OBUs with size fields (AV1 specification, 5.3), one after the other, into a {@link BitWriter}. Its buffers are
 * kept, so that once warm nothing is allocated beyond what the header records need. One thread at a time.
 */
public final class ObuWriter {
    private final BitWriter out;
    private final BitWriter payload = new BitWriter();
    private int temporalId;
    private int spatialId;
    private boolean extension;

    /** Appends to {@code out}, which must be on a byte boundary. */
    public ObuWriter(BitWriter out) {
        this.out = out;
    }

    /** Gives the OBUs that follow, apart from delimiters, an extension header with these layers. */
    public ObuWriter layers(int newTemporalId, int newSpatialId) {
        extension = true;
        temporalId = newTemporalId;
        spatialId = newSpatialId;
        return this;
    }

    /** Writes a temporal delimiter (5.6). */
    public ObuWriter temporalDelimiter() {
        ObuHeader.of(ObuType.TEMPORAL_DELIMITER).write(out);
        out.leb128(0);
        return this;
    }

    /** Writes a sequence header OBU (5.5). */
    public ObuWriter sequenceHeader(SequenceHeader header) {
        payload.reset();
        SequenceHeaderWriter.write(payload, header);
        payload.trailingBits();
        return finish(ObuType.SEQUENCE_HEADER);
    }

    /** Writes a frame header OBU (5.9), for a frame whose tiles follow in tile groups, or to show an existing frame. */
    public ObuWriter frameHeader(SequenceHeader sequence, ReferenceState state, UncompressedHeader header) {
        payload.reset();
        FrameHeaderWriter.write(payload, sequence, state, header, temporalId, spatialId);
        payload.trailingBits();
        return finish(ObuType.FRAME_HEADER);
    }

    /**
     * Writes the order to show a slot in a sequence without decoder model and frame ids; allocates nothing.
     *
     * @param frameToShowMapIdx slot, 0 to 7
     */
    public ObuWriter showExistingFrame(int frameToShowMapIdx) {
        if (frameToShowMapIdx < 0 || frameToShowMapIdx >= FrameHeader.NUM_REF_FRAMES) {
            throw new SyntaxException("frame_to_show_map_idx", frameToShowMapIdx, "0 to 7", "5.9.2");
        }
        payload.reset();
        payload.f(1, 1);
        payload.f(3, frameToShowMapIdx);
        payload.trailingBits();
        return finish(ObuType.FRAME_HEADER);
    }

    /** Writes a frame OBU (5.10) with all its tiles. */
    public ObuWriter frame(SequenceHeader sequence, ReferenceState state, FrameHeader header, List<byte[]> tiles) {
        payload.reset();
        FrameHeaderWriter.write(payload, sequence, state, header, temporalId, spatialId);
        payload.byteAlignment();
        TileGroup.write(payload, header.tileInfo(), 0, tiles);
        return finish(ObuType.FRAME);
    }

    /** Writes a tile group OBU (5.11) with the tiles from {@code tgStart} on. */
    public ObuWriter tileGroup(TileInfo tileInfo, int tgStart, List<byte[]> tiles) {
        payload.reset();
        TileGroup.write(payload, tileInfo, tgStart, tiles);
        return finish(ObuType.TILE_GROUP);
    }

    /** Writes a metadata OBU (5.8). */
    public ObuWriter metadata(Metadata metadata) {
        payload.reset();
        Metadata.write(payload, metadata);
        return finish(ObuType.METADATA);
    }

    /** Writes a padding OBU (5.7) with {@code length} bytes of payload, at least 1. */
    public ObuWriter padding(int length) {
        if (length < 1) {
            throw new SyntaxException("obu_size", length, "at least 1 for padding with trailing bits", "5.7");
        }
        payload.reset();
        for (int i = 1; i < length; i++) {
            payload.f(8, 0);
        }
        payload.trailingBits();
        return finish(ObuType.PADDING);
    }

    /** Writes an OBU of any type with this payload as it is, trailing bits included. */
    public ObuWriter raw(ObuType type, byte[] data, int offset, int length) {
        payload.reset();
        payload.bytes(data, offset, length);
        return finish(type);
    }

    private ObuWriter finish(ObuType type) {
        out.f(5, type.code());
        out.flag(extension);
        out.f(2, 2);
        if (extension) {
            out.f(3, temporalId);
            out.f(2, spatialId);
            out.f(3, 0);
        }
        out.leb128(payload.byteLength());
        out.bytes(payload.buffer(), 0, payload.byteLength());
        return this;
    }
}
