// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.util.List;

/** How a kind of input stands for colours, and what a recording of it must say in ffprobe's words. */
enum Colour {
    /** R'G'B', recorded as the default of the settings. */
    RGB("", "bt709", "bt709", "bt709", "tv"),
    /** BT.709, limited range. */
    BT709("bt709", "bt709", "bt709", "bt709", "tv"),
    /** BT.709's matrix, limited range, with the transfer characteristics of screens. */
    SRGB("bt709", "bt709", "iec61966-2-1", "bt709", "tv"),
    /** BT.709, full range. */
    BT709_FULL("bt709", "bt709", "bt709", "bt709", "pc"),
    /** BT.601, limited range. */
    BT601("smpte170m", "smpte170m", "smpte170m", "smpte170m", "tv"),
    /** Untagged, of less than 720 rows: the matrix of BT.601 with the primaries of programs. */
    UNTAGGED("smpte170m", "bt709", "bt709", "smpte170m", "tv"),
    /** The same in full range. */
    UNTAGGED_FULL("smpte170m", "bt709", "bt709", "smpte170m", "pc"),
    /** JFIF: BT.601's matrix, full range, sRGB. */
    JFIF("smpte170m", "bt709", "iec61966-2-1", "smpte170m", "pc"),
    /** BT.2100 PQ. */
    PQ("bt2020", "bt2020", "smpte2084", "bt2020nc", "tv"),
    /** BT.2100 HLG. */
    HLG("bt2020", "bt2020", "arib-std-b67", "bt2020nc", "tv");

    private final String matrix;
    private final String primaries;
    private final String transfer;
    private final String space;
    private final String outputRange;

    Colour(String matrix, String primaries, String transfer, String space, String outputRange) {
        this.matrix = matrix;
        this.primaries = primaries;
        this.transfer = transfer;
        this.space = space;
        this.outputRange = outputRange;
    }

    /** color_primaries, color_transfer, color_space and color_range of the recording. */
    List<String> tags() {
        return List.of(primaries, transfer, space, outputRange);
    }

    /** What ffmpeg must be told besides, since encoders are asked for limited range otherwise. */
    List<String> options() {
        return this == RGB ? List.of() : List.of("-color_range", outputRange);
    }

    /** The filter from R'G'B' to it in a pixel format; chroma where the input's kind has it. */
    String filter(String pixelFormat, String chromaLocation) {
        if (this == RGB) {
            return "format=" + pixelFormat;
        }
        String position = switch (chromaLocation) {
            case "center" -> "out_h_chr_pos=128:out_v_chr_pos=128";
            case "topleft" -> "out_h_chr_pos=0:out_v_chr_pos=0";
            default -> "out_h_chr_pos=0:out_v_chr_pos=128";
        };
        String conversion = ("scale=in_range=pc:out_color_matrix=%s:out_range=%s:%s"
                        + ":flags=bilinear+accurate_rnd+full_chroma_int+full_chroma_inp,format=%s")
                .formatted(matrix, outputRange, position, pixelFormat);
        boolean tagged = this != UNTAGGED && this != UNTAGGED_FULL;
        return conversion
                + (tagged
                        ? ",setparams=color_primaries=%s:color_trc=%s:colorspace=%s:range=%s"
                                .formatted(primaries, transfer, space, outputRange)
                        : ",setparams=color_primaries=unknown:color_trc=unknown:colorspace=unknown:range=%s"
                                .formatted(this == UNTAGGED ? "unknown" : "pc"));
    }
}
