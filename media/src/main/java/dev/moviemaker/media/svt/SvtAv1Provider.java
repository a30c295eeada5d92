// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.MovieTags;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.VideoStream;
import dev.moviemaker.media.av.AvLibraries;
import dev.moviemaker.spi.EncoderProvider;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** SVT-AV1, through the libavcodec that comes with this module. */
public final class SvtAv1Provider implements EncoderProvider {
    /** No picture takes so long on any machine; a codec that stalls has to be given up at some time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static final String NAME = "SVT-AV1";

    /** For {@link java.util.ServiceLoader}. */
    public SvtAv1Provider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean hardware() {
        return false;
    }

    @Override
    public List<EncodingCapabilities> capabilities() {
        Optional<String> failure = AvLibraries.failure();
        if (failure.isPresent()) {
            return List.of(EncodingCapabilities.builder("CPU", NAME, false)
                    .unusableReason(failure)
                    .build());
        }
        int version = avcodec.avcodec_version();
        String device = "CPU (%d threads)".formatted(Runtime.getRuntime().availableProcessors());
        String driver = "%s in FFmpeg %s (libavcodec %d.%d.%d)"
                .formatted(
                        NAME,
                        avutil.av_version_info().getString(),
                        version >> 16,
                        (version >> 8) & 0xFF,
                        version & 0xFF);
        return List.of(EncodingCapabilities.builder(device, driver, false)
                .maxWidth(SvtPlan.MAX_WIDTH)
                .maxHeight(SvtPlan.MAX_HEIGHT)
                .maxBitrate(SvtPlan.MAX_BITRATE)
                .profiles(List.of("Main 8 bit", "Main 10 bit"))
                .maxLevel("6.3")
                .rateControlModes(List.of(RateControlMode.values()))
                .maxTileCols(16)
                .maxTileRows(64)
                .qualityLevels(EncoderSettings.MAX_SPEED + 1)
                .build());
    }

    @Override
    public VideoEncoder open(EncoderSettings settings, PacketSink sink) {
        SvtPlan plan = SvtPlan.of(settings);
        Optional<ChunkPlan> chunks = ChunkPlan.of(
                settings,
                plan,
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory());
        return chunks.isPresent()
                ? openChunked(settings, plan, chunks.get(), sink)
                : open(settings, plan, sink, new StallWatch(PATIENCE), new FrameTimes());
    }

    /** Opens an encoder by a plan, whose calls are watched and whose frames' times are kept where the caller says. */
    static VideoEncoder open(
            EncoderSettings settings, SvtPlan plan, PacketSink sink, StallWatch watch, FrameTimes times) {
        AvLibraries.load();
        Future<ByteBuffer> probe = SequenceProbe.begin(settings, plan);
        AVCodecContext context = open(settings, plan, probe);
        try {
            ByteBuffer sequenceHeader = SequenceProbe.await(probe);
            FramePool pool = pool(settings, plan);
            FrameExchange frames = new FrameExchange(settings.maxQueuedFrames() + 1, pool, watch);
            return new SvtAv1Encoder(
                    settings,
                    stream(settings, plan, sequenceHeader),
                    warnings(settings, plan, sequenceHeader),
                    plan.notes(),
                    frames,
                    0,
                    new SvtWorker(frames, context, settings.timeBase(), sink::accept, watch, times),
                    pool::close);
        } catch (RuntimeException | Error e) {
            avcodec.avcodec_free_context(context);
            throw e;
        }
    }

    /** Opens a codec; if that fails, the failure of the probe that runs beside it is added. */
    private static AVCodecContext open(EncoderSettings settings, SvtPlan plan, Future<ByteBuffer> probe) {
        try {
            return SvtCodec.open(settings, plan);
        } catch (RuntimeException | Error e) {
            try {
                ByteBuffer ignored = SequenceProbe.await(probe);
            } catch (RuntimeException | Error another) {
                e.addSuppressed(another);
            }
            throw e;
        }
    }

    /** Opens an encoder that codes chunks side by side. */
    static VideoEncoder openChunked(EncoderSettings settings, SvtPlan plan, ChunkPlan chunks, PacketSink sink) {
        AvLibraries.load();
        ByteBuffer sequenceHeader = SequenceProbe.await(SequenceProbe.begin(settings, plan));
        VideoStream stream = stream(settings, plan, sequenceHeader);
        FramePool pool = pool(settings, plan);
        ChunkRoom room = new ChunkRoom(chunks.encoders());
        return new ChunkedEncoder(
                chunks,
                stream,
                chunkWarnings(settings, plan, chunks, sequenceHeader),
                plan.notes(),
                pool,
                new PacketOrder(sink, room::passed),
                room,
                (chunk, firstFrame, packets, ended) -> {
                    SvtPlan own = chunk == 0 && chunks.threadedFirst()
                            ? plan
                            : plan.with("lp", Integer.toString(chunks.parallelism()));
                    StallWatch watch = new StallWatch(PATIENCE);
                    FrameExchange frames = new FrameExchange(chunks.frames() + 1, pool, watch);
                    return new SvtAv1Encoder(
                            settings,
                            stream,
                            List.of(),
                            List.of(),
                            frames,
                            firstFrame,
                            () -> code(settings, own, packets, ended, watch, frames),
                            () -> {});
                });
    }

    /** Codes a chunk from opening its encoder to freeing it. */
    static void code(
            EncoderSettings settings,
            SvtPlan plan,
            SvtWorker.Packets packets,
            Runnable ended,
            StallWatch watch,
            FrameExchange frames) {
        try {
            AVCodecContext context = SvtCodec.open(settings, plan);
            new SvtWorker(frames, context, settings.timeBase(), packets, watch, new FrameTimes()).run();
        } catch (RuntimeException | Error e) {
            frames.failed(
                    e instanceof Av1EncoderException failure
                            ? failure
                            : new EncodeFailedException("SVT-AV1 does not open: " + e, e));
            frames.ended();
            frames.released();
        } finally {
            ended.run();
        }
    }

    private static FramePool pool(EncoderSettings settings, SvtPlan plan) {
        return new FramePool(() -> new SvtFrame(plan.codedWidth(), plan.codedHeight(), settings.bitDepth()));
    }

    static List<String> warnings(EncoderSettings settings, SvtPlan plan, ByteBuffer sequenceHeader) {
        List<String> warnings = new ArrayList<>(plan.warnings());
        warnings.addAll(SequenceCheck.differences(settings, plan, sequenceHeader));
        return warnings;
    }

    private static List<String> chunkWarnings(
            EncoderSettings settings, SvtPlan plan, ChunkPlan chunks, ByteBuffer sequenceHeader) {
        List<String> warnings = warnings(settings, plan, sequenceHeader);
        if (settings.maxQueuedFrames() != EncoderSettings.builder().build().maxQueuedFrames()) {
            warnings.add(
                    ("max_queued_frames: %d asked for; files are coded in chunks, up to %d of %d frames side by side, "
                                    + "all of which wait")
                            .formatted(settings.maxQueuedFrames(), chunks.encoders(), chunks.frames()));
        }
        return warnings;
    }

    static VideoStream stream(EncoderSettings settings, SvtPlan plan, ByteBuffer sequenceHeader) {
        return new VideoStream(
                sequenceHeader,
                plan.codedWidth(),
                plan.codedHeight(),
                settings.width(),
                settings.height(),
                settings.framerate(),
                settings.timeBase(),
                settings.bitDepth(),
                settings.color(),
                settings.hdrMetadata(),
                plan.bitrate(),
                Rational.of(1),
                MovieTags.NONE,
                SvtUsage.of(settings) == SvtUsage.FILE);
    }
}
