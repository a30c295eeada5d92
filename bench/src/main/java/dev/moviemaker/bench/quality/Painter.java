// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.quality;

import java.awt.Graphics2D;

/** Paints the pictures of a clip, each by itself and the same on every machine. */
interface Painter {

    /**
     * Paints one picture.
     *
     * @param out covers the picture, whose pixels are undefined
     * @param width pixels
     * @param height pixels
     * @param index 0, 1, ...
     */
    void paint(Graphics2D out, int width, int height, int index);
}
