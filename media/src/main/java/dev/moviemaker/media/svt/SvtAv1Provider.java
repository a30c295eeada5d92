// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.RateControlMode;
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
        return open(settings, SvtPlan.of(settings), sink, new StallWatch(PATIENCE), new FrameTimes());
    }

    /** Opens an encoder by a plan, whose calls are watched and whose frames' times are kept where the caller says. */
    static VideoEncoder open(
            EncoderSettings settings, SvtPlan plan, PacketSink sink, StallWatch watch, FrameTimes times) {
        AvLibraries.load();
        ByteBuffer sequenceHeader = SequenceProbe.run(settings, plan);
        AVCodecContext context = SvtCodec.open(settings, plan);
        try {
            List<String> warnings = new ArrayList<>(plan.warnings());
            warnings.addAll(SequenceCheck.differences(settings, plan, sequenceHeader));
            VideoStream stream = new VideoStream(
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
                    plan.bitrate());
            return new SvtAv1Encoder(
                    settings,
                    plan,
                    stream,
                    warnings,
                    watch,
                    frames -> new SvtWorker(frames, context, settings.timeBase(), sink, watch, times));
        } catch (RuntimeException | Error e) {
            avcodec.avcodec_free_context(context);
            throw e;
        }
    }
}
