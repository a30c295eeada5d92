// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.DeltaParams;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.bitstream.frame.QuantizationParams;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.tile.TileLayout;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A QIndex by place makes some of a picture better and the rest worse. That decoders agree is what
 * {@link RandomStreamTest} shows.
 */
class QIndexMapTest {
    private static final int SIDE = 256;
    private static final SequenceHeader SEQUENCE =
            SequenceHeader.builder().maxFrameSize(SIDE, SIDE).build();

    private final Picture source = new TestPattern(7, SIDE, SIDE, 8).at(0);

    private PictureResult code(DeltaParams deltas, QIndexMap map) {
        FrameHeader header = FrameHeader.builder()
                .frameType(FrameType.KEY_FRAME)
                .frameSize(FrameSize.of(SIDE, SIDE))
                .tileInfo(TileLayout.of(SEQUENCE, FrameSize.of(SIDE, SIDE)).fewest())
                .quantizationParams(QuantizationParams.of(140))
                .deltaParams(deltas)
                .build();
        try (PictureCoder coder = new PictureCoder(1)) {
            return coder.code(PictureRequest.of(SEQUENCE, header, source, new ArrayList<>(Collections.nCopies(8, null)))
                    .with(map));
        }
    }

    private double error(Picture picture, int col, int row) {
        Plane coded = picture.plane(0);
        Plane wanted = source.plane(0);
        double sum = 0;
        for (int y = row * 64; y < row * 64 + 64; y++) {
            for (int x = col * 64; x < col * 64 + 64; x++) {
                int difference = coded.samples[y * coded.stride + x] - wanted.samples[y * wanted.stride + x];
                sum += difference * difference;
            }
        }
        return sum;
    }

    @Test
    void theErrorFollowsTheMap() {
        int[] deltas = new int[16];
        deltas[5] = -100;
        deltas[6] = 100;
        Picture plain = code(DeltaParams.NONE, new QIndexMap(4, 4, Ints.of(new int[16])))
                .reconstruction();
        PictureResult mapped = code(new DeltaParams(true, 0, false, 0, false), new QIndexMap(4, 4, Ints.of(deltas)));
        assertThat(mapped.overrides()).isEmpty();
        assertThat(mapped.figures().averageQIndex()).isEqualTo(140);
        assertThat(mapped.figures().minQIndex()).isEqualTo(40);
        assertThat(mapped.figures().maxQIndex()).isEqualTo(240);
        assertThat(error(mapped.reconstruction(), 1, 1)).isLessThan(error(plain, 1, 1) / 4);
        assertThat(error(mapped.reconstruction(), 2, 1)).isGreaterThan(error(plain, 2, 1) * 2);
        assertThat(error(mapped.reconstruction(), 0, 0)).isEqualTo(error(plain, 0, 0));
    }

    @Test
    void whatAv1CannotCodeBecomesTheNearest() {
        QIndexMap map = new QIndexMap(2, 2, Ints.of(-300, 300, 4, 8));
        assertThat(List.of(map.qIndex(100, 0, 0, 64), map.qIndex(100, 64, 0, 64), map.qIndex(100, 0, 64, 64)))
                .containsExactly(1, 255, 104);
        assertThat(map.qIndex(100, 0, 0, 128)).isEqualTo(103);
        assertThat(map.fits(65, 128)).isTrue();
        assertThat(map.fits(64, 128)).isFalse();
        assertThatThrownBy(() -> new QIndexMap(2, 2, Ints.of(1, 2, 3))).hasMessageContaining("3 values");
    }
}
