// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.QualityMap.Region;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualityMapTest {
    private static final int BLOCK = 64;

    /** All blocks of a frame, row by row. */
    private static int[] blocks(QualityMap map, int width, int height) {
        int columns = Math.ceilDiv(width, BLOCK);
        int[] deltas = new int[columns * Math.ceilDiv(height, BLOCK)];
        Arrays.setAll(
                deltas, i -> map.qIndexDelta(i % columns * BLOCK, i / columns * BLOCK, BLOCK, BLOCK, width, height));
        return deltas;
    }

    private static CpuFrame frame(int width, int height) {
        byte[] data = new byte[Math.toIntExact(PixelFormat.NV12.frameBytes(width, height))];
        return Frame.of(PixelFormat.NV12, width, height, MemorySegment.ofArray(data));
    }

    @Test
    void aRegionChangesEveryBlockThatItTouches() {
        assertThat(blocks(QualityMap.of(new Region(63, 0, 2, 65, -40)), 200, 130))
                .containsExactly(-40, -40, 0, 0, -40, -40, 0, 0, 0, 0, 0, 0);
        assertThat(blocks(QualityMap.of(new Region(64, 64, 64, 64, 7)), 200, 130))
                .containsExactly(0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void laterRegionsLieOverEarlierOnes() {
        QualityMap map = QualityMap.of(List.of(new Region(0, 0, 192, 64, 20), new Region(64, 0, 10, 10, -255)));
        assertThat(blocks(map, 192, 64)).containsExactly(20, -255, 20);
    }

    @Test
    void anImageIsStretchedOverTheFrame() {
        assertThat(blocks(QualityMap.ofImage(2, 1, new byte[] {-10, 30}), 256, 64))
                .containsExactly(-10, -10, 30, 30);
        assertThat(blocks(QualityMap.ofImage(4, 2, new byte[] {-8, -6, 1, 2, -4, -2, 3, 4}), 128, 64))
                .as("means of what a block covers")
                .containsExactly(-5, 3);
        assertThat(blocks(QualityMap.ofImage(1, 3, new byte[] {1, 2, 3}), 65, 192))
                .containsExactly(1, 1, 2, 2, 3, 3);
    }

    @Test
    void anImageIsCopiedWithItsStride() {
        byte[] data = {5, 6, 99, 7, 8};
        QualityMap map = QualityMap.ofImage(2, 2, MemorySegment.ofArray(data), 3);
        Arrays.fill(data, (byte) 0);
        assertThat(blocks(map, 128, 128)).containsExactly(5, 6, 7, 8);
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> new Region(0, 0, 0, 1, 0)).hasMessageContaining("0x1 at 0,0 given");
        assertThatThrownBy(() -> new Region(0, 0, 1, 1, 256)).hasMessage("qIndexDelta: 256 given, -255 to 255 allowed");
        assertThatThrownBy(() -> QualityMap.ofImage(2, 2, new byte[3])).hasMessageContaining("3 bytes given");
        assertThatThrownBy(() -> QualityMap.ofImage(3, 2, MemorySegment.ofArray(new byte[9]), 2))
                .hasMessageContaining("3x2 with stride 2 given");
        assertThatThrownBy(() -> new QualityMap.VulkanImage(1, 0, 14, 3, 2)).hasMessageContaining("VkImageLayout 0");
        QualityMap map = QualityMap.of(new Region(0, 0, 64, 64, 1), new Region(60, 0, 5, 48, 1));
        assertThat(frame(65, 64).withQualityMap(map).qualityMap()).contains(map);
        assertThatThrownBy(() -> frame(64, 64).withQualityMap(map))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("qualityMap: region 1 is 5x48 at 60,0, which is not within a frame of 64x64");
    }

    @Test
    void theFramesOtherPropertiesStay() {
        QualityMap map = QualityMap.of();
        CpuFrame frame = frame(64, 64).withPts(7).withForcedKeyFrame().withQualityMap(map);
        assertThat(frame.pts()).isEqualTo(7);
        assertThat(frame.forceKeyFrame()).isTrue();
        assertThat(frame.withPts(8).withForcedKeyFrame().qualityMap()).contains(map);
    }
}
