package dev.moviemaker.session;

import dev.moviemaker.caps.Extent;
import dev.moviemaker.caps.SessionPlan;

/**
 * How a frame lies in a staging buffer: the luma plane, then the interleaved chroma plane, both of the padded size without gaps.
 *
 * @param size padded size, even in both directions
 * @param bytesPerSample 1 or 2
 */
public record StagingLayout(Extent size, int bytesPerSample) {

    /**
     * The layout of a plan.
     *
     * @param plan size and bit depth
     * @return its layout
     */
    public static StagingLayout of(SessionPlan plan) {
        return new StagingLayout(plan.imageSize(), plan.bitDepth() == 10 ? 2 : 1);
    }

    /**
     * Length of a row, the same for both planes.
     *
     * @return bytes
     */
    public long rowBytes() {
        return (long) size.width() * bytesPerSample;
    }

    /**
     * Where the chroma plane starts.
     *
     * @return bytes from the start
     */
    public long chromaOffset() {
        return rowBytes() * size.height();
    }

    /**
     * Size of all.
     *
     * @return bytes
     */
    public long bytes() {
        return chromaOffset() + rowBytes() * (size.height() / 2);
    }
}
