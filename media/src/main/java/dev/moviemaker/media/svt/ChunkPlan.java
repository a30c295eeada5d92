// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import java.util.Optional;

/**
 * How a movie is cut into chunks that are coded side by side, each a number of whole groups of pictures. On few cores
 * an encoder for each, with a parallelism of 1, is fastest: it works on one thread, takes a fifth less processor time
 * and cannot get its packets out of order. On many cores that leaves most of them idle while a movie has fewer chunks,
 * and the memory's bandwidth runs out: four encoders with threads do better. Measured at 1080p on 16 cores (seconds
 * for 120, 300 and 600 frames at speed 6): sixteen encoders 7.2, 8.4, 8.7; four with a parallelism of 4 2.5, 5.2, 8.8.
 *
 * <p>Chunks have the same frames on every machine, so that the stream does not depend on how many are coded at once.
 *
 * @param frames in every chunk but the last, a multiple of the key frame interval
 * @param encoders at work at the same time, from two on
 * @param parallelism of each, in SVT-AV1's levels
 * @param threadedFirst whether the first chunk, which may be the only one, has threads for all cores; they take memory
 */
record ChunkPlan(int frames, int encoders, int parallelism, boolean threadedFirst) {
    /**
     * Frames in a chunk at least: opening an encoder and its first and last pictures, when not all stages work, cost
     * less than a tenth then.
     */
    static final int LEAST = 60;

    /** Up to so many cores have an encoder each; of more, four share one. */
    static final int FEW_CORES = 4;

    /** Frames in a chunk at most. */
    private static final int MOST = 300;

    /**
     * The plan for some settings.
     *
     * @param memory bytes that all chunks may take, with the frames that wait in them
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
        boolean alone = cores <= FEW_CORES || pixels <= SvtStructure.SMALL_PIXELS;
        int parallelism = alone ? 1 : SvtStructure.parallelism(cores) - 1;
        long each = frames * frameBytes + pixels * bytesPerPixel(settings, parallelism > 1);
        int encoders = (int) Math.min(alone ? cores : Math.max(FEW_CORES, cores / FEW_CORES), memory / each);
        if (encoders < 2) {
            return Optional.empty();
        }
        long first = frames * frameBytes + pixels * bytesPerPixel(settings, true);
        return Optional.of(new ChunkPlan(frames, encoders, parallelism, first + (encoders - 1) * each <= memory));
    }

    /**
     * What SVT-AV1 holds for each pixel of a picture, over all the pictures inside it. Measured at 1080p with 61
     * frames: at speeds 7 and 10 65 to 93 bytes with a parallelism of 1 and up to 162 with 6; at speeds 3 and 6 with 8
     * bits 230 to 290 and up to 830, with 10 bits up to 417 and 970.
     */
    static long bytesPerPixel(EncoderSettings settings, boolean threads) {
        if (settings.speed() >= SvtStructure.HUE_SPEED) {
            return threads ? 200 : 120;
        }
        if (threads) {
            return settings.bitDepth() > 8 ? 1000 : 850;
        }
        return settings.bitDepth() > 8 ? 420 : 300;
    }
}
