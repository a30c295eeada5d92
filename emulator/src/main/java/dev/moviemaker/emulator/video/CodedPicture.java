// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.coder.DecodedReference;

/**
 * A picture that was coded and may be referenced.
 *
 * @param number    how many pictures the session coded before
 * @param checksum  of the reconstruction as it was written to the image
 */
record CodedPicture(
        int number,
        Resource resource,
        DecodedReference state,
        FrameType frameType,
        int orderHint,
        boolean shown,
        int checksum) {}
