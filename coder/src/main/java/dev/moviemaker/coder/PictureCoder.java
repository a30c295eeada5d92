// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import java.util.List;

/**
 * Codes pictures: headers, source samples and references in, OBUs, reconstruction and the state for later references
 * out.
 *
 * <p>The same request gives the same bytes, whatever the number of threads. Tools that are left off (see the module's
 * README) are switched off in the header that is written, and every such change is reported in
 * {@link PictureResult#overrides}. A header that the specification forbids, or a format that the coder does not do, is
 * refused with an {@link IllegalArgumentException} that names the section.
 *
 * <p>Used by one thread at a time.
 */
public final class PictureCoder implements AutoCloseable {
    private final TileThreads threads;
    private final FrameCoder frames;

    /**
     * Creates a coder.
     *
     * @param threadCount on how many threads tiles are coded, 1 to 64
     */
    public PictureCoder(int threadCount) {
        threads = new TileThreads(threadCount);
        frames = new FrameCoder(threads, CostChooser::new);
    }

    /** A coder that chooses by other means. */
    PictureCoder(int threadCount, SuperblockCoder.ChooserFactory choosers) {
        threads = new TileThreads(threadCount);
        frames = new FrameCoder(threads, choosers);
    }

    /** Codes one picture. */
    public PictureResult code(PictureRequest request) {
        return frames.code(request);
    }

    /**
     * Returns the header that {@link #code} would write for this one; what was changed is added to {@code overrides}.
     *
     * @throws IllegalArgumentException when the header is not legal or the format not supported
     */
    public static FrameHeader adjust(
            SequenceHeader sequenceHeader,
            FrameHeader frameHeader,
            PictureRequest.Effort effort,
            List<HeaderOverride> overrides) {
        return HeaderRules.adjust(sequenceHeader, frameHeader, effort, false, overrides);
    }

    /** Ends the threads. */
    @Override
    public void close() {
        threads.close();
    }
}
