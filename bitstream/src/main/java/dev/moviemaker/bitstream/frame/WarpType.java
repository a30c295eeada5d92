// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

/** The specification's {@code GmType} of a reference (AV1 specification, 5.9.24 and 6.8.17). */
public enum WarpType {
    /** No global motion. */
    IDENTITY(0),
    /** Two parameters. */
    TRANSLATION(1),
    /** Four parameters: rotation, zoom, translation. */
    ROTZOOM(2),
    /** Six parameters. */
    AFFINE(3);

    private static final WarpType[] VALUES = values();

    private final int code;

    WarpType(int code) {
        this.code = code;
    }

    /** Returns the type with this code, 0 to 3. */
    public static WarpType ofCode(int code) {
        return VALUES[code];
    }

    /** Returns the code: 0 for IDENTITY to 3 for AFFINE. */
    public int code() {
        return code;
    }
}
