// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth.players;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that shows movies. */
public interface Player {
    /**
     * What was seen and heard.
     *
     * @param pictures as shown at each of the times asked for, in pixels of the screen
     * @param sound decoded, {@code f32le} with all channels interleaved; empty if there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Shown(List<BufferedImage> pictures, byte[] sound, int channels, int rate) {}

    String name();

    /** Shows a movie at some times, in seconds, and plays its sound, in a folder of its own. */
    Shown show(Path movie, List<Double> times, Path folder) throws IOException;
}
