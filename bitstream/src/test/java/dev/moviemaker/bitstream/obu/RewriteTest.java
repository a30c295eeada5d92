// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.clips.Clips;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.tile.TileGroup;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Streams of libaom and SVT-AV1, read into records and written again: the same bytes. */
class RewriteTest {
    static final List<String> CLIPS = Clips.NAMES;

    @ParameterizedTest
    @FieldSource("CLIPS")
    void everyObuIsWrittenAgainBitForBit(String name) {
        StreamParser parser = new StreamParser();
        FrameHeader last = FrameHeader.builder().build();
        int headers = 0;
        for (Obu obu : Obu.split(Clips.read(name + ".obu"))) {
            ReferenceState before = parser.referenceState();
            ParsedObu parsed = parser.parse(obu.toByteArray()).obus().getFirst();
            BitWriter out = new BitWriter();
            ObuWriter writer = new ObuWriter(out);
            switch (parsed.content()) {
                case ObuContent.Sequence sequence -> writer.sequenceHeader(sequence.header());
                case ObuContent.Frame frame -> {
                    headers++;
                    if (frame.header() instanceof FrameHeader header) {
                        last = header;
                    }
                    SequenceHeader sequence = Objects.requireNonNull(parser.sequenceHeader());
                    TileGroup tiles = frame.tileGroup();
                    if (tiles != null && frame.header() instanceof FrameHeader header) {
                        writer.frame(
                                sequence,
                                before,
                                header,
                                tiles.tileData(parsed.obu().data()));
                    } else {
                        writer.frameHeader(sequence, before, frame.header());
                    }
                }
                case ObuContent.Tiles(TileGroup tiles) ->
                    writer.tileGroup(
                            last.tileInfo(),
                            tiles.tgStart(),
                            tiles.tileData(parsed.obu().data()));
                case Metadata metadata -> writer.metadata(metadata);
                case ObuContent.Opaque o ->
                    writer.raw(obu.type(), obu.data(), obu.payloadOffset(), obu.payloadLength());
                case ObuContent.Malformed m -> throw new AssertionError(name + ": " + m.message());
            }
            assertThat(out.toByteArray())
                    .as("%s, %s at byte %d: %s", name, obu.type(), obu.offset(), parsed.content())
                    .isEqualTo(obu.toByteArray());
        }
        assertThat(headers).isPositive();
    }
}
