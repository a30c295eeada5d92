// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.stream;

/** Types of packets of the video encoder of VCN 4 and 5, as far as AV1 uses them. */
public final class PacketType {
    /** Version of the interface, then the address of the session's memory. */
    public static final int SESSION_INFO = 0x01;
    /** Standard, coded size and padding. */
    public static final int SESSION_INIT = 0x03;
    /** Number of temporal layers. */
    public static final int LAYER_CONTROL = 0x04;
    /** Which temporal layer the packets that follow are of. */
    public static final int LAYER_SELECT = 0x05;
    /** Method of rate control and fullness of its buffer. */
    public static final int RATE_SESSION = 0x06;
    /** Bit rates of a layer. */
    public static final int RATE_LAYER = 0x07;
    /** QIndexes of a picture, VCN 5. */
    public static final int RATE_PICTURE = 0x08;
    /** Adaptive quantization. */
    public static final int QUALITY = 0x09;
    /** Format of the source. */
    public static final int INPUT_FORMAT = 0x0c;
    /** Format of what is coded. */
    public static final int OUTPUT_FORMAT = 0x0d;
    /** Type of the picture and its source. */
    public static final int ENCODE = 0x0f;
    /** What part of the picture is coded without references. */
    public static final int INTRA_REFRESH = 0x10;
    /** Where the bitstream goes. */
    public static final int BITSTREAM = 0x12;
    /** Map of differences to the QIndex. */
    public static final int QP_MAP = 0x14;
    /** Where the feedback goes. */
    public static final int FEEDBACK = 0x15;
    /** How much latency counts. */
    public static final int LATENCY = 0x18;
    /** QIndexes of a picture, VCN 4. */
    public static final int RATE_PICTURE_EX = 0x1d;
    /** Tools of AV1. */
    public static final int AV1_MISC = 0x300001;
    /** Tiles, VCN 5; on VCN 4 the type of {@link #AV1_INSTRUCTIONS}. */
    public static final int AV1_TILES = 0x300002;
    /** How to put the header together, VCN 5. */
    public static final int AV1_INSTRUCTIONS = 0x300003;
    /** References, VCN 5. */
    public static final int AV1_REFERENCES = 0x300004;
    /** Begins a session. */
    public static final int INITIALIZE = 0x01000001;
    /** Codes the picture. */
    public static final int ENCODE_PICTURE = 0x01000003;
    /** Presets, in order from here: speed, balance, quality, high quality. */
    public static final int PRESET_SPEED = 0x01000006;
    /** The last preset. */
    public static final int PRESET_HIGH_QUALITY = 0x01000009;

    private PacketType() {}
}
