// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

/** How the encoder spends bits. */
public enum RateControlMode {
    /** Constant QIndex by picture type, from {@link EncoderSettings#quality()}. */
    CQP,
    /** Constant quality from {@link EncoderSettings#quality()}; the encoder may vary QIndex within a picture and between pictures. */
    CRF,
    /** Constant {@link EncoderSettings#bitrate()} over {@link EncoderSettings#bufferSize()}. */
    CBR,
    /** Average {@link EncoderSettings#bitrate()}, never above {@link EncoderSettings#maxBitrate()} over {@link EncoderSettings#bufferSize()}. */
    VBR;

    /**
     * The largest bitrate that this mode allows.
     *
     * @param bitrate average bits per second
     * @param maxBitrate peak bits per second
     * @return bits per second; 0 where quality decides
     */
    public long peak(long bitrate, long maxBitrate) {
        return switch (this) {
            case CQP, CRF -> 0;
            case CBR -> bitrate;
            case VBR -> Math.max(bitrate, maxBitrate);
        };
    }
}
