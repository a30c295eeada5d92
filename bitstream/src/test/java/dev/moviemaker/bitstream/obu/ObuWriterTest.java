// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.ShowExistingFrame;
import dev.moviemaker.bitstream.frame.TileInfo;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.DecoderModelInfo;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.sequence.TimingInfo;
import dev.moviemaker.bitstream.tile.TileGroup;
import dev.moviemaker.bitstream.tile.TileLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** OBUs that encoders put together themselves: metadata, tile groups, frames shown again. */
class ObuWriterTest {
    static final List<Metadata> METADATA = List.of(
            new Metadata.HdrCll(1000, 400),
            Metadata.bt2020Display(1000, 0.005),
            new Metadata.ItutT35(0xB5, 0, Ints.of(0, 0x3C, 0, 1, 4)),
            new Metadata.ItutT35(0xFF, 7, Ints.of(0x80, 0x80)),
            new Metadata.Timecode(4, true, false, true, 23, 59, 58, 23, 0, 0),
            new Metadata.Timecode(0, false, false, false, 511, 1, 2, -1, 31, 0x7FFFFFFFL),
            new Metadata.Timecode(0, false, true, false, 0, -1, -1, -1, 0, 0),
            new Metadata.Other(3, Ints.of(0, 5, 0x80)));

    private final BitWriter out = new BitWriter();
    private final ObuWriter writer = new ObuWriter(out);

    @ParameterizedTest
    @FieldSource("METADATA")
    void metadataComesBack(Metadata metadata) {
        writer.metadata(metadata);
        Obu obu = Obu.split(out.toByteArray()).getFirst();
        assertThat(obu.type()).isEqualTo(ObuType.METADATA);
        assertThat(Metadata.read(obu.payloadReader())).isEqualTo(metadata);
    }

    @Test
    void contentLightLevelIsTheseBytes() {
        writer.metadata(new Metadata.HdrCll(1000, 400));
        assertThat(out.toByteArray()).containsExactly(0x2A, 0x06, 0x01, 0x03, 0xE8, 0x01, 0x90, 0x80);
    }

    @Test
    void metadataOutOfRangeIsRefused() {
        assertThatThrownBy(() -> writer.metadata(new Metadata.HdrCll(65536, 0)))
                .hasMessage("max_cll is 65536, allowed: 0 to 65535 (AV1 specification, 5.8.3)");
        assertThatThrownBy(() -> writer.metadata(new Metadata.Timecode(0, true, false, false, 0, 60, 0, 0, 0, 0)))
                .hasMessageContaining("seconds_value is 60")
                .hasMessageContaining("6.7.7");
    }

    @Test
    void smallObusAreTheseBytes() {
        writer.temporalDelimiter().showExistingFrame(5).padding(3);
        assertThat(out.toByteArray()).containsExactly(0x12, 0x00, 0x1A, 0x01, 0xD8, 0x7A, 0x03, 0x00, 0x00, 0x80);
        assertThatThrownBy(() -> writer.showExistingFrame(8)).hasMessageContaining("0 to 7");
    }

    @Test
    void layersGetAnExtension() {
        writer.layers(2, 1).padding(1);
        Obu obu = Obu.split(out.toByteArray()).getFirst();
        assertThat(obu.header()).isEqualTo(new ObuHeader(ObuType.PADDING, true, true, 2, 1));
    }

    @Test
    void showingAgainHasTimeAndIdWhereTheSequenceAsks() {
        SequenceHeader sequence = SequenceHeader.builder()
                .maxFrameSize(64, 64)
                .timingInfo(new TimingInfo(1, 90000, false, 0))
                .decoderModelInfo(new DecoderModelInfo(9, 1, 9, 11))
                .frameIdNumbersPresentFlag(true)
                .deltaFrameIdLengthMinus2(4)
                .additionalFrameIdLengthMinus1(2)
                .build();
        FrameSize size = FrameSize.of(64, 64);
        FrameHeader hidden = FrameHeader.builder()
                .showFrame(false)
                .showableFrame(true)
                .currentFrameId(77)
                .refreshFrameFlags(2)
                .errorResilientMode(false)
                .frameSize(size)
                .tileInfo(TileLayout.of(sequence, size).fewest())
                .build();
        ReferenceState state = new ReferenceState(ReferenceState.EMPTY.slots(), 70).after(sequence, hidden);
        ShowExistingFrame show = new ShowExistingFrame(1, 4095, 77);
        writer.frameHeader(sequence, state, show);
        BitReader in = Obu.split(out.toByteArray()).getFirst().payloadReader();
        assertThat(FrameHeaderReader.read(in, sequence, state)).isEqualTo(show);
        assertThat(in.position()).isEqualTo(1 + 3 + 12 + 9);
        assertThatThrownBy(() -> writer.frameHeader(sequence, state, new ShowExistingFrame(1, 4096, 77)))
                .hasMessageContaining("frame_presentation_time is 4096")
                .hasMessageContaining("5.9.31");
        assertThatThrownBy(() -> writer.frameHeader(sequence, state, new ShowExistingFrame(1, 0, 78)))
                .hasMessageContaining("display_frame_id is 78")
                .hasMessageContaining("6.8.2");
        ReferenceState shown = state.after(sequence, show);
        assertThatThrownBy(() -> writer.frameHeader(sequence, shown, show)).hasMessageContaining("showable_frame");
    }

    @Test
    void tileGroupsComeBackInAnySplit() {
        SequenceHeader sequence =
                SequenceHeader.builder().maxFrameSize(640, 360).build();
        TileInfo tiles =
                TileLayout.of(sequence, FrameSize.of(640, 360)).uniform(2, 1).with(3, 2);
        assertThat(tiles.numTiles()).isEqualTo(8);
        List<byte[]> data = new ArrayList<>();
        for (int i = 0; i < tiles.numTiles(); i++) {
            data.add(new byte[] {(byte) i, 1, 2});
        }
        for (int start = 0; start < 8; start++) {
            for (int end = start + 1; end <= 8; end++) {
                out.reset();
                TileGroup.write(out, tiles, start, data.subList(start, end));
                byte[] bytes = out.toByteArray();
                TileGroup group = TileGroup.read(bytes, 0, bytes.length, tiles);
                assertThat(group.tgStart()).isEqualTo(start);
                assertThat(group.tgEnd()).isEqualTo(end - 1);
                assertThat(group.tileData(bytes)).containsExactlyElementsOf(data.subList(start, end));
            }
        }
        assertThatThrownBy(() -> TileGroup.write(out, tiles, 0, List.of(new byte[65537], new byte[1])))
                .hasMessageContaining("tile size is 65537, allowed: 1 to 65536");
        assertThatThrownBy(() -> TileGroup.write(out, tiles, 8, List.of(new byte[1])))
                .hasMessageContaining("tg_end");
    }

    @Test
    void tileLayoutsKeepToTheLimits() {
        TileLayout small = TileLayout.of(false, 2 * 80, 2 * 45);
        assertThat(small.sbCols()).isEqualTo(10);
        assertThat(small.sbRows()).isEqualTo(6);
        assertThat(small.fewest().numTiles()).isEqualTo(1);
        assertThat(small.uniform(2, 1).miColStarts()).isEqualTo(Ints.of(0, 48, 96, 144, 160));
        TileInfo explicit = small.explicit(Ints.of(1, 9), Ints.of(5, 1));
        assertThat(explicit.miColStarts()).isEqualTo(Ints.of(0, 16, 160));
        assertThat(explicit.miRowStarts()).isEqualTo(Ints.of(0, 80, 90));
        assertThatThrownBy(() -> small.uniform(5, 0)).hasMessageContaining("TileColsLog2 is 5, allowed: 0 to 4");
        assertThatThrownBy(() -> small.explicit(Ints.of(9), Ints.of(6))).hasMessageContaining("6.8.14");
        TileLayout large = TileLayout.of(false, 2 * 960, 2 * 540);
        assertThat(large.fewest().numTiles()).isEqualTo(4);
    }
}
