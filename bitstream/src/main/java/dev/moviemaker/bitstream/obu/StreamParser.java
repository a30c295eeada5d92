// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.tile.TileGroup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the temporal units of one stream apart, in order, keeping between them what later headers need. One thread at a
 * time.
 *
 * <p>An OBU that cannot be understood becomes {@link ObuContent.Malformed}; parsing goes on with the next. Layers that
 * an operating point would drop are parsed like the others.
 */
public final class StreamParser {
    private @Nullable SequenceHeader sequence;
    private ReferenceState state = ReferenceState.EMPTY;
    private @Nullable FrameHeader openFrame;

    /** Makes a parser for a stream from its start. */
    public StreamParser() {}

    /** Returns the last sequence header, or null before the first. */
    public @Nullable SequenceHeader sequenceHeader() {
        return sequence;
    }

    /** Returns the references after what was parsed. */
    public ReferenceState referenceState() {
        return state;
    }

    /**
     * Takes one temporal unit apart: OBUs with sizes, the last perhaps without.
     *
     * @throws SyntaxException when it cannot be split into OBUs
     */
    public ParsedTemporalUnit parse(byte[] temporalUnit) {
        List<ParsedObu> parsed = new ArrayList<>();
        for (Obu obu : Obu.split(temporalUnit)) {
            parsed.add(new ParsedObu(obu, content(obu)));
        }
        return new ParsedTemporalUnit(temporalUnit.length, parsed);
    }

    private ObuContent content(Obu obu) {
        try {
            return switch (obu.type()) {
                case SEQUENCE_HEADER -> sequenceHeader(obu);
                case FRAME_HEADER, REDUNDANT_FRAME_HEADER, FRAME -> frame(obu);
                case TILE_GROUP -> tileGroup(obu);
                case METADATA -> Metadata.read(obu.payloadReader());
                case TEMPORAL_DELIMITER -> {
                    openFrame = null;
                    yield new ObuContent.Opaque();
                }
                default -> new ObuContent.Opaque();
            };
        } catch (SyntaxException e) {
            return new ObuContent.Malformed(String.valueOf(e.getMessage()));
        }
    }

    private ObuContent sequenceHeader(Obu obu) {
        SequenceHeader read = SequenceHeaderReader.read(obu.payloadReader());
        sequence = read;
        return new ObuContent.Sequence(read);
    }

    private ObuContent frame(Obu obu) {
        SequenceHeader current = sequence;
        if (current == null) {
            return new ObuContent.Malformed("frame header before the first sequence header");
        }
        if (openFrame != null) {
            return new ObuContent.Opaque();
        }
        BitReader reader = obu.payloadReader();
        UncompressedHeader header = FrameHeaderReader.read(
                reader, current, state, obu.header().temporalId(), obu.header().spatialId());
        int bits = (int) reader.position();
        TileGroup tiles = null;
        if (header instanceof FrameHeader frame) {
            openFrame = frame;
            if (obu.type() == ObuType.FRAME) {
                reader.byteAlignment();
                int from = reader.byteOffset();
                tiles = TileGroup.read(
                        obu.data(), from, obu.payloadOffset() + obu.payloadLength() - from, frame.tileInfo());
                closeAfter(current, frame, tiles);
            }
        } else {
            state = state.after(current, header);
        }
        return new ObuContent.Frame(header, bits, tiles);
    }

    private ObuContent tileGroup(Obu obu) {
        SequenceHeader current = sequence;
        FrameHeader frame = openFrame;
        if (current == null || frame == null) {
            return new ObuContent.Malformed("tile group without frame header");
        }
        TileGroup tiles = TileGroup.read(obu.data(), obu.payloadOffset(), obu.payloadLength(), frame.tileInfo());
        closeAfter(current, frame, tiles);
        return new ObuContent.Tiles(tiles);
    }

    private void closeAfter(SequenceHeader current, FrameHeader frame, TileGroup tiles) {
        if (tiles.tgEnd() == frame.tileInfo().numTiles() - 1) {
            state = state.after(current, frame);
            openFrame = null;
        }
    }
}
