// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.Block;
import dev.moviemaker.coder.block.BlockSize;
import dev.moviemaker.coder.block.Mv;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;
import dev.moviemaker.coder.predict.InterPredictor;

/** Inter prediction of whole blocks (predict_inter, section 7.11.3.1): one reference, or the average of two. */
final class InterBlock {
    private final FrameState frame;
    private final InterPredictor predictor = new InterPredictor();

    InterBlock(FrameState frame) {
        this.frame = frame;
    }

    /** Predicts all planes of a block into a picture of the frame's size. */
    void predict(Block block, Picture target) {
        for (int plane = 0; plane < 3; plane++) {
            Plane out = target.plane(plane);
            int sub = plane > 0 ? 1 : 0;
            int offset = ((block.row * 4) >> sub) * out.stride + ((block.col * 4) >> sub);
            int width = BlockSize.width(block.size) >> sub;
            int height = BlockSize.height(block.size) >> sub;
            if (!block.isCompound() && copyWhole(block, plane, width, height, out, offset)) {
                continue;
            }
            InterPredictor.store(predict(block, plane), width, height, out.samples, offset, out.stride);
        }
    }

    /**
     * Copies the prediction of one plane where the vector leads to whole samples inside the reference; tells whether it
     * does.
     */
    private boolean copyWhole(Block block, int plane, int width, int height, Plane out, int offset) {
        int bits = plane > 0 ? 4 : 3;
        int mvRow = Mv.row(block.mv0);
        int mvColumn = Mv.column(block.mv0);
        Plane reference = frame.reference(block.ref0).plane(plane);
        int sub = plane > 0 ? 1 : 0;
        int x = ((block.col * 4) >> sub) + (mvColumn >> bits);
        int y = ((block.row * 4) >> sub) + (mvRow >> bits);
        boolean inside = x >= 0 && y >= 0 && x + width <= reference.width && y + height <= reference.height;
        if (((mvRow | mvColumn) & ((1 << bits) - 1)) != 0 || !inside) {
            return false;
        }
        for (int row = 0; row < height; row++) {
            System.arraycopy(
                    reference.samples, (y + row) * reference.stride + x, out.samples, offset + row * out.stride, width);
        }
        return true;
    }

    /**
     * Predicts one plane of a block; the rows follow each other in an array that is valid until the next prediction.
     */
    int[] predict(Block block, int plane) {
        int sub = plane > 0 ? 1 : 0;
        int x = (block.col * 4) >> sub;
        int y = (block.row * 4) >> sub;
        int w = BlockSize.width(block.size) >> sub;
        int h = BlockSize.height(block.size) >> sub;
        int bitDepth = frame.parameters.bitDepth;
        Plane first = frame.reference(block.ref0).plane(plane);
        int scale = plane > 0 ? 1 : 2;
        if (!block.isCompound()) {
            return predictor.predict(
                    first.samples,
                    first.stride,
                    first.width - 1,
                    first.height - 1,
                    x,
                    y,
                    w,
                    h,
                    Mv.column(block.mv0) * scale,
                    Mv.row(block.mv0) * scale,
                    block.filter1,
                    block.filter0,
                    bitDepth);
        }
        Plane second = frame.reference(block.ref1).plane(plane);
        int[] average = predictor.firstRaw();
        raw(first, x, y, w, h, block.mv0, scale, block, average);
        raw(second, x, y, w, h, block.mv1, scale, block, predictor.secondRaw());
        InterPredictor.average(average, predictor.secondRaw(), w * h, bitDepth, average);
        return average;
    }

    /**
     * Predicts luma of a block from one of two references, not yet rounded; {@code out} receives the rows without gaps.
     */
    void predictUnrounded(Block block, int name, int mv, int[] out) {
        int width = BlockSize.width(block.size);
        int height = BlockSize.height(block.size);
        raw(frame.reference(name).y(), block.col * 4, block.row * 4, width, height, mv, 2, block, out);
    }

    private void raw(Plane reference, int x, int y, int w, int h, int mv, int scale, Block block, int[] out) {
        predictor.predictUnrounded(
                reference.samples,
                reference.stride,
                reference.width - 1,
                reference.height - 1,
                x,
                y,
                w,
                h,
                Mv.column(mv) * scale,
                Mv.row(mv) * scale,
                block.filter1,
                block.filter0,
                out);
    }
}
