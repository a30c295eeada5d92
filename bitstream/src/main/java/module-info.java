// SPDX-License-Identifier: Apache-2.0
/** AV1 syntax in pure Java: OBUs, sequence and frame headers, temporal units, OBU and IVF files. */
module dev.moviemaker.bitstream {
    requires static transitive org.jspecify;

    exports dev.moviemaker.bitstream;
}
