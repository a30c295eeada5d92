// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.chunk;

import java.nio.file.Path;
import java.util.List;

/**
 * A chunk that is coded.
 *
 * @param file its packets, as IVF, with the times that they have in the movie
 * @param frames how many, 0 where the movie was over before it
 * @param packetBytes of all packets, without the file's headers
 * @param sha256 digest of the file, in hexadecimal
 * @param end when its last picture ends, in units of the movie's time base
 * @param notes what was read otherwise than it is, one sentence each
 */
public record CodedChunk(Path file, long frames, long packetBytes, String sha256, long end, List<String> notes) {
    /** Copies the notes. */
    public CodedChunk {
        notes = List.copyOf(notes);
    }
}
