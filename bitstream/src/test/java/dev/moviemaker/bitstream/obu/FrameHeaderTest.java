// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.bitstream.frame.ReferenceNames;
import dev.moviemaker.bitstream.frame.ShowExistingFrame;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.tile.TileLayout;
import org.junit.jupiter.api.Test;

/** Hand-made frame headers: what they become, and what is refused. */
class FrameHeaderTest {
    private static final SequenceHeader SEQUENCE =
            SequenceHeader.builder().maxFrameSize(320, 180).enableCdef(true).build();
    private static final FrameSize SIZE = FrameSize.of(320, 180);
    private static final FrameHeader KEY = FrameHeader.builder()
            .frameSize(SIZE)
            .tileInfo(TileLayout.of(SEQUENCE, SIZE).fewest())
            .build();
    private static final FrameHeader INTER = KEY.toBuilder()
            .frameType(FrameType.INTER_FRAME)
            .showableFrame(true)
            .errorResilientMode(false)
            .orderHint(1)
            .primaryRefFrame(0)
            .refreshFrameFlags(1)
            .referenceNames(ReferenceNames.all(0))
            .build();

    private static byte[] write(ReferenceState state, UncompressedHeader header) {
        BitWriter writer = new BitWriter();
        FrameHeaderWriter.write(writer, SEQUENCE, state, header);
        return writer.toByteArray();
    }

    @Test
    void keyAndInterFramesComeBack() {
        ReferenceState state = ReferenceState.EMPTY;
        for (UncompressedHeader header : new UncompressedHeader[] {KEY, INTER, ShowExistingFrame.of(0)}) {
            byte[] data = write(state, header);
            assertThat(FrameHeaderReader.read(new BitReader(data), SEQUENCE, state))
                    .isEqualTo(header);
            state = state.after(SEQUENCE, header);
        }
    }

    @Test
    void illegalHeadersAreRefusedWithTheSection() {
        ReferenceState state = ReferenceState.EMPTY.after(SEQUENCE, KEY);
        assertThatThrownBy(() -> write(ReferenceState.EMPTY, INTER))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("ref_frame_idx")
                .hasMessageContaining("6.8.2");
        assertThatThrownBy(() -> write(state, INTER.toBuilder().orderHint(256).build()))
                .hasMessage("order_hint is 256, allowed: 0 to 255 (AV1 specification, 5.9.2)");
        assertThatThrownBy(() ->
                        write(state, INTER.toBuilder().skipModePresent(true).build()))
                .hasMessageContaining("skip_mode_present")
                .hasMessageContaining("5.9.22");
        assertThatThrownBy(() -> write(state, ShowExistingFrame.of(0)))
                .hasMessageContaining("showable_frame")
                .hasMessageContaining("6.8.2");
    }
}
