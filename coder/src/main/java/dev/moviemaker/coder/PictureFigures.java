// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.Block;
import dev.moviemaker.coder.block.FrameParameters;

/**
 * What became of a picture's luma samples. Those beyond the frame's edges do not count.
 *
 * @param intraPixels samples in blocks that are predicted from the picture itself
 * @param interPixels samples in blocks that are predicted from references; with {@code intraPixels} all there are
 * @param skippedPixels those of both in blocks without coefficients
 * @param averageQIndex mean of the QIndexes of the samples, rounded
 * @param minQIndex lowest QIndex of a superblock
 * @param maxQIndex highest QIndex of a superblock
 */
public record PictureFigures(
        long intraPixels, long interPixels, long skippedPixels, int averageQIndex, int minQIndex, int maxQIndex) {

    /** A picture whose blocks are all of one kind and without coefficients. */
    static PictureFigures uniform(FrameParameters parameters, int width, int height) {
        long pixels = (long) width * height;
        boolean intra = parameters.frameIsIntra;
        int qIndex = parameters.baseQIdx;
        return new PictureFigures(intra ? pixels : 0, intra ? 0 : pixels, pixels, qIndex, qIndex, qIndex);
    }

    /** Counts block by block. Used by one thread. */
    static final class Counter {
        private final int width;
        private final int height;
        private long intra;
        private long inter;
        private long skipped;
        private long weighted;
        private int min = 255;
        private int max;

        Counter(int width, int height) {
            this.width = width;
            this.height = height;
        }

        void add(Block block, int qIndex) {
            long pixels = (long) Math.min(4 * block.wide4, width - 4 * block.col)
                    * Math.min(4 * block.high4, height - 4 * block.row);
            if (block.isInter()) {
                inter += pixels;
            } else {
                intra += pixels;
            }
            skipped += block.skip ? pixels : 0;
            weighted += pixels * qIndex;
            min = Math.min(min, qIndex);
            max = Math.max(max, qIndex);
        }

        PictureFigures figures() {
            return new PictureFigures(
                    intra, inter, skipped, Math.toIntExact(Math.round((double) weighted / (intra + inter))), min, max);
        }
    }
}
