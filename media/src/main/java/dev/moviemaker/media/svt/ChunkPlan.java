// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import java.util.Optional;

/**
 * How a movie is cut into chunks that are coded side by side, each a number of whole groups of pictures. An encoder
 * with a parallelism of 1 works on one thread, takes a fifth less processor time and cannot get its packets out of
 * order: two of them are faster than one that uses two cores.
 *
 * <p>Chunks have the same frames on every machine, so that the stream does not depend on how many are coded at once.
 *
 * @param frames in every chunk but the last, a multiple of the key frame interval
 * @param encoders at work at the same time
 */
record ChunkPlan(int frames, int encoders) {
    /**
     * Frames in a chunk at least: opening an encoder and its first and last pictures, when not all stages work, cost
     * less than a tenth then.
     */
    private static final int LEAST = 60;

    /** Frames in a chunk at most. */
    private static final int MOST = 300;

    /** What SVT-AV1 holds for each picture's pixel, over all the pictures inside it: measured 250 MB at 1080p. */
    private static final long BYTES_PER_PIXEL = 120;

    /**
     * The plan for some settings.
     *
     * @param memory bytes that all chunks may take
     * @return empty where one encoder does better: for live recordings, with rate control, without groups, on one core,
     *     with too little memory
     */
    static Optional<ChunkPlan> of(EncoderSettings settings, SvtPlan plan, int cores, long memory) {
        boolean quality =
                settings.rateControl() == RateControlMode.CRF || settings.rateControl() == RateControlMode.CQP;
        if (SvtUsage.of(settings) != SvtUsage.FILE || !quality || settings.keyframeInterval() > MOST) {
            return Optional.empty();
        }
        int interval = settings.keyframeInterval();
        int frames = (LEAST + interval - 1) / interval * interval;
        long pixels = (long) plan.codedWidth() * plan.codedHeight();
        long frameBytes = pixels * 3 / 2 * (settings.bitDepth() > 8 ? 2 : 1);
        long each = frames * frameBytes + pixels * BYTES_PER_PIXEL;
        int encoders = (int) Math.min(cores, memory / each);
        return encoders < 2 ? Optional.empty() : Optional.of(new ChunkPlan(frames, encoders));
    }
}
