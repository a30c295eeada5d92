// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

/** The {@code obu_type} of an OBU (AV1 specification, 6.2.2). */
public enum ObuType {
    /** Reserved; to be ignored. */
    RESERVED_0(0),
    /** Sequence header (5.5). */
    SEQUENCE_HEADER(1),
    /** Start of a temporal unit (5.6). */
    TEMPORAL_DELIMITER(2),
    /** Frame header without tiles (5.9). */
    FRAME_HEADER(3),
    /** Tiles of the frame whose header came before (5.11). */
    TILE_GROUP(4),
    /** Metadata (5.8). */
    METADATA(5),
    /** Frame header and tiles (5.10). */
    FRAME(6),
    /** Copy of a frame header (5.9.1). */
    REDUNDANT_FRAME_HEADER(7),
    /** Tiles for large scale tile decoding (5.12). */
    TILE_LIST(8),
    /** Reserved; to be ignored. */
    RESERVED_9(9),
    /** Reserved; to be ignored. */
    RESERVED_10(10),
    /** Reserved; to be ignored. */
    RESERVED_11(11),
    /** Reserved; to be ignored. */
    RESERVED_12(12),
    /** Reserved; to be ignored. */
    RESERVED_13(13),
    /** Reserved; to be ignored. */
    RESERVED_14(14),
    /** Padding (5.7). */
    PADDING(15);

    private static final ObuType[] VALUES = values();

    private final int code;

    ObuType(int code) {
        this.code = code;
    }

    /** Returns the type with this {@code obu_type}, 0 to 15. */
    public static ObuType ofCode(int code) {
        return VALUES[code];
    }

    /** Returns {@code obu_type}, 0 to 15. */
    public int code() {
        return code;
    }
}
