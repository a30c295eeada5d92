// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.stream;

/**
 * How bits are spent, as the driver understood it.
 *
 * @param method which way
 * @param bufferFullness of the buffer at the start, in 64ths
 * @param targetBitsPerSecond average
 * @param peakBitsPerSecond limit
 * @param frameRateNumerator frames per ...
 * @param frameRateDenominator ... so many seconds
 * @param bufferBits size of the buffer
 */
public record VcnRateControl(
        Method method,
        int bufferFullness,
        int targetBitsPerSecond,
        int peakBitsPerSecond,
        int frameRateNumerator,
        int frameRateDenominator,
        int bufferBits) {

    /** Methods, in the order of their numbers. */
    public enum Method {
        /** Each picture has its QIndex. */
        NONE,
        /** Variable, for low latency. */
        LATENCY_CONSTRAINED_VBR,
        /** Variable with a peak. */
        PEAK_CONSTRAINED_VBR,
        /** Constant. */
        CBR,
        /** Variable by quality. */
        QUALITY_VBR
    }

    static VcnRateControl of(CommandPacket session, CommandPacket layer) {
        return new VcnRateControl(
                Method.values()[session.word(0)],
                session.word(1),
                layer.word(0),
                layer.word(1),
                layer.word(2),
                layer.word(3),
                layer.word(4));
    }
}
