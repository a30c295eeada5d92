// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * What an image shall be: 2D, one mip level, optimal tiling.
 *
 * @param width pixels
 * @param height pixels
 * @param families queue families that share it; one or none means exclusive
 * @param next chain of the creation, for example a profile list, or NULL
 */
public record ImageRequest(
        int format,
        int width,
        int height,
        int layers,
        int usage,
        int flags,
        List<Integer> families,
        MemorySegment next) {

    /** Copies the list. */
    public ImageRequest {
        families = List.copyOf(families);
    }
}
