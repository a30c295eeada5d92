// SPDX-License-Identifier: Apache-2.0
/** An AV1 picture coder in pure Java: codes pictures with exactly the headers it is given. */
module dev.moviemaker.coder {
    requires static transitive org.jspecify;
    requires transitive dev.moviemaker.bitstream;

    exports dev.moviemaker.coder;
    exports dev.moviemaker.coder.picture;
    exports dev.moviemaker.coder.rate;
}
