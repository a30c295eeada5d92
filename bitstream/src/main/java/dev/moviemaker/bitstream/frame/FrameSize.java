// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

/**
 * The sizes of a frame: {@code frame_size()}, {@code superres_params()}, {@code render_size()} and
 * {@code frame_size_with_refs()} (AV1 specification, 5.9.5 to 5.9.8). All sizes in luma samples.
 *
 * @param upscaledWidth {@code UpscaledWidth}: width before superres makes it smaller, 1 to 65536
 * @param frameWidth {@code FrameWidth}: the coded width; equals {@code upscaledWidth} without superres
 * @param frameHeight {@code FrameHeight}, 1 to 65536
 * @param useSuperres {@code use_superres}
 * @param codedDenom {@code coded_denom}, 0 to 7; {@code SuperresDenom} is 9 more; 0 without superres
 * @param foundRef index 0 to 6 of the reference name whose size is taken ({@code found_ref}), or -1 when coded here
 * @param renderAndFrameSizeDifferent whether the render size is in the stream
 * @param renderWidth {@code RenderWidth}, 1 to 65536
 * @param renderHeight {@code RenderHeight}, 1 to 65536
 */
public record FrameSize(
        int upscaledWidth,
        int frameWidth,
        int frameHeight,
        boolean useSuperres,
        int codedDenom,
        int foundRef,
        boolean renderAndFrameSizeDifferent,
        int renderWidth,
        int renderHeight) {
    /** {@code SUPERRES_NUM}: numerator of the superres ratio. */
    public static final int SUPERRES_NUM = 8;
    /** {@code SUPERRES_DENOM_MIN}: smallest denominator of the superres ratio. */
    public static final int SUPERRES_DENOM_MIN = 9;

    /** Returns a frame without superres whose render size is the frame size. */
    public static FrameSize of(int width, int height) {
        return new FrameSize(width, width, height, false, 0, -1, false, width, height);
    }

    /** Returns this size with another render size. */
    public FrameSize withRenderSize(int width, int height) {
        boolean different = width != upscaledWidth || height != frameHeight;
        return new FrameSize(
                upscaledWidth, frameWidth, frameHeight, useSuperres, codedDenom, foundRef, different, width, height);
    }

    /** Returns this size coded with superres of {@code 8 / denominator}, denominator 9 to 16. */
    public FrameSize withSuperres(int denominator) {
        return new FrameSize(
                upscaledWidth,
                superresWidth(upscaledWidth, denominator),
                frameHeight,
                true,
                denominator - SUPERRES_DENOM_MIN,
                foundRef,
                renderAndFrameSizeDifferent,
                renderWidth,
                renderHeight);
    }

    /** Returns the coded width for this upscaled width and {@code SuperresDenom} (5.9.8). */
    public static int superresWidth(int upscaledWidth, int superresDenom) {
        return (upscaledWidth * SUPERRES_NUM + superresDenom / 2) / superresDenom;
    }

    /** Returns {@code SuperresDenom}: 8 without superres, 9 to 16 with it. */
    public int superresDenom() {
        return useSuperres ? codedDenom + SUPERRES_DENOM_MIN : SUPERRES_NUM;
    }

    /** Returns {@code MiCols}: the coded width in units of 4 samples, rounded up to 8 samples (5.9.9). */
    public int miCols() {
        return 2 * ((frameWidth + 7) >> 3);
    }

    /** Returns {@code MiRows}: the coded height in units of 4 samples, rounded up to 8 samples (5.9.9). */
    public int miRows() {
        return 2 * ((frameHeight + 7) >> 3);
    }
}
