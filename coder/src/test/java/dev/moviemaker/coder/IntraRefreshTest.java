// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.bitstream.frame.LoopFilterParams;
import dev.moviemaker.bitstream.frame.QuantizationParams;
import dev.moviemaker.bitstream.frame.ReferenceNames;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.tile.TileLayout;
import dev.moviemaker.coder.picture.Picture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of pictures are coded without references, and what they are refreshed by stays right. */
class IntraRefreshTest {
    private static final int WIDTH = 336;
    private static final int HEIGHT = 200;
    private static final int COLS = 6;
    private static final int ROWS = 4;
    private static final SequenceHeader SEQUENCE =
            SequenceHeader.builder().maxFrameSize(WIDTH, HEIGHT).build();
    private static final FrameHeader KEY = FrameHeader.builder()
            .frameType(FrameType.KEY_FRAME)
            .frameSize(FrameSize.of(WIDTH, HEIGHT))
            .tileInfo(TileLayout.of(SEQUENCE, FrameSize.of(WIDTH, HEIGHT)).fewest())
            .quantizationParams(QuantizationParams.of(120))
            .build();
    /** As a driver writes them for recovery: no adaptive state is taken over; edges are filtered strongly. */
    private static final FrameHeader INTER = KEY.toBuilder()
            .frameType(FrameType.INTER_FRAME)
            .showableFrame(true)
            .errorResilientMode(false)
            .primaryRefFrame(FrameHeader.PRIMARY_REF_NONE)
            .loopFilterParams(LoopFilterParams.of(40, 40, 40, 40, 0))
            .referenceNames(ReferenceNames.all(0))
            .refreshFrameFlags(1)
            .build();

    private final TestPattern pattern = new TestPattern(11, WIDTH, HEIGHT, 8);

    private static IntraRefresh refresh(IntBinaryOperator regionOf, int index, boolean dirty) {
        int[] regions = new int[COLS * ROWS];
        for (int i = 0; i < regions.length; i++) {
            regions[i] = regionOf.applyAsInt(i % COLS, i / COLS);
        }
        return new IntraRefresh(COLS, ROWS, Ints.of(regions), index, dirty ? 0xFF : 0);
    }

    private static IntBinaryOperator regions(String mode) {
        return switch (mode) {
            case "rows" -> (col, row) -> row;
            case "columns" -> (col, row) -> col;
            default -> (col, row) -> (row * COLS + col) / 3;
        };
    }

    private PictureResult code(
            PictureCoder coder, int frame, List<@Nullable DecodedReference> slots, IntraRefresh part) {
        FrameHeader header = INTER.toBuilder().orderHint(frame).build();
        return coder.code(
                PictureRequest.of(SEQUENCE, header, pattern.at(frame), slots).with(part));
    }

    /** That decoders become right by it is tested with decoders, on the emulated driver. */
    @ParameterizedTest
    @ValueSource(strings = {"rows", "columns", "blocks"})
    void everySquareIsIntraOnce(String mode) {
        int cycle = mode.equals("rows") ? ROWS : mode.equals("columns") ? COLS : COLS * ROWS / 3;
        List<@Nullable DecodedReference> slots = new ArrayList<>(Collections.nCopies(8, null));
        try (PictureCoder coder = new PictureCoder(2)) {
            PictureResult key = coder.code(PictureRequest.of(SEQUENCE, KEY, pattern.at(0), slots));
            Collections.fill(slots, key.state());
            for (int index = 0; index < cycle; index++) {
                PictureResult result = code(coder, index + 1, slots, refresh(regions(mode), index, index > 0));
                long least = 0;
                for (int square = 0; square < COLS * ROWS; square++) {
                    int col = square % COLS;
                    int row = square / COLS;
                    if (regions(mode).applyAsInt(col, row) == index) {
                        least += (long) Math.min(64, WIDTH - 64 * col) * Math.min(64, HEIGHT - 64 * row);
                    }
                }
                assertThat(result.figures().intraPixels())
                        .as("%s, %d", mode, index)
                        .isGreaterThanOrEqualTo(least);
                slots.set(0, result.state());
            }
        }
    }

    /** Noise where nothing is refreshed yet must not be referred to, however well it would fit. */
    @Test
    void dirtyReferencesAreNotUsedWhereTheyAreWrong() {
        List<@Nullable DecodedReference> slots = new ArrayList<>(Collections.nCopies(8, null));
        try (PictureCoder coder = new PictureCoder(1)) {
            Picture source = pattern.at(0);
            PictureResult key = coder.code(PictureRequest.of(SEQUENCE, KEY, source, slots));
            Collections.fill(slots, key.state());
            FrameHeader header = INTER.toBuilder().orderHint(1).build();
            PictureRequest same = PictureRequest.of(SEQUENCE, header, key.reconstruction(), slots);
            // Everything repeats the reference: all is inter, but what is refreshed, and what is near what is wrong.
            long clean = coder.code(same.with(refresh(regions("rows"), 2, false)))
                    .figures()
                    .intraPixels();
            long dirty = coder.code(same.with(refresh(regions("rows"), 2, true)))
                    .figures()
                    .intraPixels();
            assertThat(clean).isEqualTo(64L * WIDTH);
            assertThat(dirty).isBetween(clean + 16L * WIDTH, clean + 64L * WIDTH);
        }
    }

    @Test
    void squaresBesideWrongOnesAreNotRight() {
        IntraRefresh part = refresh(regions("rows"), 2, true);
        assertThat(part.isRight(0, 0, 64, 112)).isTrue();
        assertThat(part.isRight(0, 0, 64, 113)).isFalse();
        assertThat(part.isRight(-500, -300, 64, 64)).isTrue();
        assertThat(part.isIntraOnly(70, 130)).isTrue();
        assertThat(part.isRestricted(70, 200)).isFalse();
        IntraRefresh columns = refresh(regions("columns"), 2, true);
        assertThat(columns.mayLookRight(64, 64)).isTrue();
        assertThat(columns.mayLookRight(128, 64)).isFalse();
        assertThat(columns.mayLookRight(128, 0)).isTrue();
        assertThat(part.fits(WIDTH, HEIGHT)).isTrue();
        assertThat(part.fits(WIDTH, 257)).isFalse();
        assertThatThrownBy(() -> new IntraRefresh(2, 2, Ints.of(1), 0, 0)).hasMessageContaining("1 values");
    }
}
