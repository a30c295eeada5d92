// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

/** How the sound of a movie is coded. */
public enum AudioCodec {
    /** Opus (RFC 6716): MP4, Matroska and WebM. */
    OPUS,
    /** FLAC, lossless to 24 bit: MP4 and Matroska. */
    FLAC,
    /** AAC-LC: MP4 and Matroska. */
    AAC
}
