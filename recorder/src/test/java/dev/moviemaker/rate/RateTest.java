// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import org.junit.jupiter.api.Test;

class RateTest {
    @Test
    void qualityNeverCostsQualityAndNeverTurnsLossless() {
        for (int quality = 1; quality <= 100; quality++) {
            assertThat(QualityScale.qIndex(quality))
                    .as("QIndex at %d", quality)
                    .isLessThan(QualityScale.qIndex(quality - 1))
                    .isBetween(1, 255);
            assertThat(QualityScale.crf(quality))
                    .as("CRF at %d", quality)
                    .isLessThanOrEqualTo(QualityScale.crf(quality - 1))
                    .isBetween(1, 63);
            assertThat(Math.abs(4 * QualityScale.crf(quality) - QualityScale.qIndex(quality)))
                    .as("CRF and QIndex agree at %d", quality)
                    .isLessThanOrEqualTo(5);
        }
    }

    @Test
    void hasTheDocumentedValues() {
        int[][] table = {{0, 255, 63}, {30, 179, 44}, {50, 128, 32}, {70, 78, 20}, {100, 2, 1}};
        for (int[] row : table) {
            assertThat(QualityScale.qIndex(row[0])).as("QIndex at %d", row[0]).isEqualTo(row[1]);
            assertThat(QualityScale.crf(row[0])).as("CRF at %d", row[0]).isEqualTo(row[2]);
        }
    }

    @Test
    void ordersPictureTypesAtEveryQIndex() {
        for (int qIndex = 1; qIndex <= 255; qIndex++) {
            assertThat(QualityScale.keyFrameQIndex(qIndex)).isBetween(1, qIndex);
            assertThat(QualityScale.unreferencedQIndex(qIndex)).isBetween(qIndex, 255);
            if (qIndex > 1) {
                assertThat(QualityScale.keyFrameQIndex(qIndex))
                        .isGreaterThanOrEqualTo(QualityScale.keyFrameQIndex(qIndex - 1));
                assertThat(QualityScale.unreferencedQIndex(qIndex))
                        .isGreaterThanOrEqualTo(QualityScale.unreferencedQIndex(qIndex - 1));
            }
        }
    }

    @Test
    void refusesOtherQualities() {
        assertThatThrownBy(() -> QualityScale.qIndex(101)).hasMessage("quality: 101 given, 0 to 100 allowed");
        assertThatThrownBy(() -> QualityScale.crf(-1)).hasMessage("quality: -1 given, 0 to 100 allowed");
    }

    @Test
    void turnsTheBufferIntoADuration() {
        RateTargets vbr = RateTargets.of(EncoderSettings.builder().build());
        assertThat(vbr.averageBitsPerSecond()).isEqualTo(5_000_000);
        assertThat(vbr.peakBitsPerSecond()).isEqualTo(10_000_000);
        assertThat(vbr.bufferBits()).isEqualTo(16_000_000);
        assertThat(vbr.bufferMillis()).as("2 MB at 5 Mbit/s, not at the peak").isEqualTo(3200);
        assertThat(vbr.initialBufferMillis()).isEqualTo(2400);
        RateTargets cbr = RateTargets.of(EncoderSettings.builder()
                .rateControl(RateControlMode.CBR)
                .bitrate(8_000_000)
                .build());
        assertThat(cbr.peakBitsPerSecond()).isEqualTo(8_000_000);
        assertThat(cbr.bufferMillis()).isEqualTo(2000);
        RateTargets tiny = RateTargets.of(EncoderSettings.builder()
                .level(EncoderSettings.LEVEL_AUTO)
                .bitrate(2_000_000_000)
                .bufferSize(1000)
                .build());
        assertThat(tiny.bufferMillis()).isEqualTo(1);
        assertThat(tiny.initialBufferMillis()).isEqualTo(1);
    }

    @Test
    void keepsWithinADevicesQIndexes() {
        RateTargets targets =
                RateTargets.of(EncoderSettings.builder().quality(100).build()).clampedQIndex(10, 200);
        assertThat(targets.keyFrameQIndex()).isEqualTo(10);
        assertThat(targets.qIndex()).isEqualTo(10);
        assertThat(targets.unreferencedQIndex()).isEqualTo(10);
    }

    @Test
    void keepsWithinADevicesBitrateAndLeavesTheBufferItsSize() {
        RateTargets targets = RateTargets.of(EncoderSettings.builder().build()).clampedPeak(8_000_000);
        assertThat(targets.averageBitsPerSecond()).isEqualTo(5_000_000);
        assertThat(targets.peakBitsPerSecond()).isEqualTo(8_000_000);
        assertThat(targets.bufferBits()).isEqualTo(16_000_000);
        assertThat(targets.bufferMillis()).isEqualTo(3200);
        assertThat(targets.initialBufferMillis()).isEqualTo(2400);
    }
}
