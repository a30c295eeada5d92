package dev.moviemaker.bitstream;

/** The specification's {@code GmType} of a reference (AV1 specification, 6.8.17). The order of the constants is the code. */
public enum WarpType {
    /** No global motion. */
    IDENTITY,
    /** Two parameters. */
    TRANSLATION,
    /** Four parameters: rotation, zoom, translation. */
    ROTZOOM,
    /** Six parameters. */
    AFFINE
}
