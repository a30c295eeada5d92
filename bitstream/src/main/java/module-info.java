// SPDX-License-Identifier: Apache-2.0
/** AV1 syntax in pure Java: OBUs, sequence and frame headers, temporal units, and the files that hold nothing else. */
module dev.moviemaker.bitstream {
    requires static transitive org.jspecify;

    exports dev.moviemaker.bitstream.bits;
    exports dev.moviemaker.bitstream.file;
    exports dev.moviemaker.bitstream.frame;
    exports dev.moviemaker.bitstream.level;
    exports dev.moviemaker.bitstream.obu;
    exports dev.moviemaker.bitstream.reference;
    exports dev.moviemaker.bitstream.sequence;
    exports dev.moviemaker.bitstream.tile;
}
