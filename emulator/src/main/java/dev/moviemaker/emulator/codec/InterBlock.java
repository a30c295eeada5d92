package dev.moviemaker.emulator.codec;

import dev.moviemaker.emulator.codec.block.Block;
import dev.moviemaker.emulator.codec.block.BlockSize;
import dev.moviemaker.emulator.codec.block.Mv;
import dev.moviemaker.emulator.codec.predict.InterPredictor;

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
            predict(block, plane, out.samples, offset, out.stride);
        }
    }

    /** Predicts one plane of a block. */
    void predict(Block block, int plane, short[] out, int offset, int stride) {
        int sub = plane > 0 ? 1 : 0;
        int x = (block.col * 4) >> sub;
        int y = (block.row * 4) >> sub;
        int w = BlockSize.width(block.size) >> sub;
        int h = BlockSize.height(block.size) >> sub;
        int bitDepth = frame.parameters.bitDepth;
        Plane first = frame.reference(block.ref0).plane(plane);
        int scale = plane > 0 ? 1 : 2;
        if (!block.isCompound()) {
            predictor.predict(
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
                    bitDepth,
                    out,
                    offset,
                    stride);
            return;
        }
        Plane second = frame.reference(block.ref1).plane(plane);
        raw(first, x, y, w, h, block.mv0, scale, block, predictor.firstRaw());
        raw(second, x, y, w, h, block.mv1, scale, block, predictor.secondRaw());
        InterPredictor.average(predictor.firstRaw(), predictor.secondRaw(), w, h, bitDepth, out, offset, stride);
    }

    /** Predicts luma of a block from one of two references, not yet rounded; {@code out} receives the rows without gaps. */
    void predictUnrounded(Block block, int name, int mv, short[] out) {
        int width = BlockSize.width(block.size);
        int height = BlockSize.height(block.size);
        raw(frame.reference(name).y(), block.col * 4, block.row * 4, width, height, mv, 2, block, out);
    }

    private void raw(Plane reference, int x, int y, int w, int h, int mv, int scale, Block block, short[] out) {
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
