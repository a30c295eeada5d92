// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

/** How the encoder spends bits. */
public enum RateControlMode {
    /** A constant QIndex for each picture type, derived from {@link EncoderSettings#quality()}. */
    CQP,
    /**
     * Constant quality as set with {@link EncoderSettings#quality()}; the encoder may vary QIndex within and between
     * pictures.
     */
    CRF,
    /** A constant bitrate of {@link EncoderSettings#bitrate()}, measured over {@link EncoderSettings#bufferSize()}. */
    CBR,
    /**
     * An average of {@link EncoderSettings#bitrate()} that never exceeds {@link EncoderSettings#maxBitrate()}, measured
     * over {@link EncoderSettings#bufferSize()}.
     */
    VBR;

    /**
     * Returns the highest bitrate that this mode allows.
     *
     * @param bitrate the average in bits per second
     * @param maxBitrate the peak in bits per second
     * @return the bitrate in bits per second, or 0 if quality decides
     */
    public long peak(long bitrate, long maxBitrate) {
        return switch (this) {
            case CQP, CRF -> 0;
            case CBR -> bitrate;
            case VBR -> Math.max(bitrate, maxBitrate);
        };
    }
}
