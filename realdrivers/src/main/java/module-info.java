// SPDX-License-Identifier: Apache-2.0
/**
 * Plays the video encoder of AMD GPUs for Mesa's RADV: reads the command streams that the driver writes, and codes what
 * they ask for.
 */
module dev.moviemaker.realdrivers {
    requires static org.jspecify;
    requires transitive dev.moviemaker.bitstream;
    requires transitive dev.moviemaker.coder;

    exports dev.moviemaker.realdrivers.gpu;
    exports dev.moviemaker.realdrivers.stream;
    exports dev.moviemaker.realdrivers.vcn;
}
