// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.VideoStream;
import dev.moviemaker.media.av.AvLibraries;
import dev.moviemaker.spi.PacketSink;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** Codes pieces of a movie one by one, each with an encoder of its own, for those who join them afterwards. */
public final class SvtChunks {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private SvtChunks() {}

    /**
     * Frames in every chunk but the last, a multiple of the key frame interval. The same on every machine.
     *
     * @param least frames at least
     */
    public static int frames(EncoderSettings settings, int least) {
        int interval = settings.keyframeInterval();
        return Math.toIntExact(Math.max(1, ((long) least + interval - 1) / interval) * interval);
    }

    /**
     * How many chunks to code at the same time on this machine: as {@link ChunkPlan}, on few cores one each, on many
     * one for every four.
     *
     * @param memory bytes that they may take
     * @return at least 1
     */
    public static int workers(EncoderSettings settings, int cores, long memory) {
        boolean alone = cores <= ChunkPlan.FEW_CORES || pixels(settings) <= SvtStructure.SMALL_PIXELS;
        int wanted = alone ? cores : Math.max(ChunkPlan.FEW_CORES, cores / ChunkPlan.FEW_CORES);
        while (wanted > 1 && bytes(settings, cores, wanted) > memory) {
            wanted--;
        }
        return wanted;
    }

    /** Bytes that so many at the same time take at most, apart from what reads their frames. */
    public static long bytes(EncoderSettings settings, int cores, int workers) {
        long pixels = pixels(settings);
        long frameBytes = pixels * 3 / 2 * (settings.bitDepth() > 8 ? 2 : 1);
        boolean threads = parallelism(settings, cores, workers) > 1;
        return workers
                * (pixels * ChunkPlan.bytesPerPixel(settings, threads) + (settings.maxQueuedFrames() + 1) * frameBytes);
    }

    /** Whether quality decides, not a bitrate. */
    public static boolean isConstantQuality(EncoderSettings settings) {
        return SvtPlan.of(settings).bitrate() == 0;
    }

    private static long pixels(EncoderSettings settings) {
        SvtPlan plan = SvtPlan.of(settings);
        return (long) plan.codedWidth() * plan.codedHeight();
    }

    /**
     * SVT-AV1's level of parallelism for each: rate control looks at what is finished, so it gets one thread a stage.
     */
    private static int parallelism(EncoderSettings settings, int cores, int workers) {
        boolean quality = isConstantQuality(settings);
        boolean small = pixels(settings) <= SvtStructure.SMALL_PIXELS;
        return !quality || small ? 1 : SvtStructure.parallelism(Math.max(1, cores / workers));
    }

    /**
     * Opens the encoder of a chunk.
     *
     * @param settings for files ({@link dev.moviemaker.Usage#TRANSCODING})
     * @param workers at the same time on this machine; what is coded does not depend on it
     * @param sink takes the packets, on a thread of the encoder
     */
    public static Chunk open(EncoderSettings settings, int cores, int workers, PacketSink sink) {
        AvLibraries.load();
        SvtPlan plan = SvtPlan.of(settings).with("lp", Integer.toString(parallelism(settings, cores, workers)));
        StallWatch watch = new StallWatch(PATIENCE);
        FramePool pool = new FramePool(() -> new SvtFrame(plan.codedWidth(), plan.codedHeight(), settings.bitDepth()));
        FrameExchange frames = new FrameExchange(settings.maxQueuedFrames() + 1, pool, watch);
        SvtAv1Encoder encoder = new SvtAv1Encoder(
                settings,
                stream(settings, ByteBuffer.allocate(0)),
                List.of(),
                List.of(),
                frames,
                0,
                () -> SvtAv1Provider.code(settings, plan, sink::accept, () -> {}, watch, frames),
                pool::close);
        return new Chunk(encoder);
    }

    /** The stream that chunks with a sequence header make together. */
    public static VideoStream stream(EncoderSettings settings, ByteBuffer sequenceHeader) {
        return SvtAv1Provider.stream(settings, SvtPlan.of(settings), sequenceHeader);
    }

    /** Settings that could not be applied as requested, one sentence each. */
    public static List<String> warnings(EncoderSettings settings, ByteBuffer sequenceHeader) {
        return SvtAv1Provider.warnings(settings, SvtPlan.of(settings), sequenceHeader);
    }

    /** What was decided where nothing was asked for. */
    public static List<String> notes(EncoderSettings settings) {
        return SvtPlan.of(settings).notes();
    }
}
