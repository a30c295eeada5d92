// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream;

/** What is in an OBU, taken apart as far as this library does. */
public sealed interface ObuContent
        permits SequenceHeader, FrameContent, TileGroup, Metadata, ObuContent.Opaque, ObuContent.Malformed {
    /** Nothing to take apart: temporal delimiter, padding, tile list, reserved types, a repeated frame header. */
    record Opaque() implements ObuContent {}

    /**
     * An OBU that cannot be understood.
     *
     * @param message why not
     */
    record Malformed(String message) implements ObuContent {}
}
