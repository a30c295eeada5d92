// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.rate;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;

/**
 * What an encoder aims at, in units that hardware and software share. For CQP and CRF the QIndexes and {@code crf}
 * count, for CBR and VBR the bitrates and the buffer; values that a mode does not use are set anyway.
 *
 * @param keyFrameQIndex base_q_idx of key frames, 1 to 255
 * @param qIndex base_q_idx of pictures that others are predicted from, 1 to 255
 * @param unreferencedQIndex base_q_idx of pictures that none is predicted from, 1 to 255
 * @param crf the same quality on the scale of 0 to 63, 1 to 63
 * @param peakBitsPerSecond the limit: equal to the target for CBR
 * @param bufferMillis how long the buffer takes to drain at the target, at least 1: so {@code virtualBufferSizeInMs} is
 *     defined
 * @param initialBufferMillis how full it is at the start: three quarters, at least 1
 */
public record RateTargets(
        RateControlMode mode,
        int keyFrameQIndex,
        int qIndex,
        int unreferencedQIndex,
        int crf,
        long averageBitsPerSecond,
        long peakBitsPerSecond,
        long bufferBits,
        int bufferMillis,
        int initialBufferMillis) {

    /** Returns the targets of a recording. */
    public static RateTargets of(EncoderSettings settings) {
        int qIndex = QualityScale.qIndex(settings.quality());
        boolean constant = settings.rateControl() == RateControlMode.CBR;
        long peak = constant ? settings.bitrate() : Math.max(settings.bitrate(), settings.maxBitrate());
        long bufferBits = settings.bufferSize() * 8L;
        int bufferMillis = millis(bufferBits, settings.bitrate());
        return new RateTargets(
                settings.rateControl(),
                QualityScale.keyFrameQIndex(qIndex),
                qIndex,
                QualityScale.unreferencedQIndex(qIndex),
                QualityScale.crf(settings.quality()),
                settings.bitrate(),
                peak,
                bufferBits,
                bufferMillis,
                initialMillis(bufferMillis));
    }

    /** Returns the same with QIndexes a device takes. */
    public RateTargets clampedQIndex(int min, int max) {
        return new RateTargets(
                mode,
                Math.clamp(keyFrameQIndex, min, max),
                Math.clamp(qIndex, min, max),
                Math.clamp(unreferencedQIndex, min, max),
                crf,
                averageBitsPerSecond,
                peakBitsPerSecond,
                bufferBits,
                bufferMillis,
                initialBufferMillis);
    }

    /**
     * Returns the same with bitrates a device takes. The buffer keeps its size.
     *
     * @param max the device's highest in bits per second, at least {@link #averageBitsPerSecond}
     */
    public RateTargets clampedPeak(long max) {
        if (peakBitsPerSecond <= max) {
            return this;
        }
        return new RateTargets(
                mode,
                keyFrameQIndex,
                qIndex,
                unreferencedQIndex,
                crf,
                averageBitsPerSecond,
                max,
                bufferBits,
                bufferMillis,
                initialBufferMillis);
    }

    private static int millis(long bits, long bitsPerSecond) {
        return Math.clamp(bits * 1000 / bitsPerSecond, 1, Integer.MAX_VALUE);
    }

    private static int initialMillis(int bufferMillis) {
        return Math.max(1, bufferMillis / 4 * 3);
    }
}
