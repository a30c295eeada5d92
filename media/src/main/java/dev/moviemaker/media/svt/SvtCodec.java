// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.media.av.AvLibraries;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Opens libavcodec's {@code libsvtav1}. */
final class SvtCodec {
    private SvtCodec() {}

    static AVCodecContext open(EncoderSettings settings, SvtPlan plan) {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name("libsvtav1");
        if (codec == null || codec.isNull()) {
            throw new UnsupportedException("this build of FFmpeg has no SVT-AV1");
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        context.log_level_offset(AvLibraries.SILENT);
        try {
            configure(context, settings, plan);
            int status = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
            if (status < 0) {
                throw new EncodeFailedException(
                        "SVT-AV1 does not open with %s: %s".formatted(plan.parameterString(), AvError.text(status)));
            }
            return context;
        } catch (RuntimeException | Error e) {
            avcodec.avcodec_free_context(context);
            throw e;
        }
    }

    private static void configure(AVCodecContext context, EncoderSettings settings, SvtPlan plan) {
        context.width(plan.codedWidth());
        context.height(plan.codedHeight());
        context.pix_fmt(settings.bitDepth() == 8 ? avutil.AV_PIX_FMT_YUV420P : avutil.AV_PIX_FMT_YUV420P10LE);
        set(context.time_base(), "timeBase", settings.timeBase());
        set(context.framerate(), "framerate", plan.frameRate());
        context.gop_size(plan.keyframeInterval());
        context.flags(avcodec.AV_CODEC_FLAG_CLOSED_GOP);
        context.bit_rate(plan.bitrate());
        if (settings.rateControl() == RateControlMode.CBR) {
            context.rc_max_rate(plan.bitrate());
        }
        ColorDescription color = settings.color();
        context.color_primaries(color.primaries().code());
        context.color_trc(color.transfer().code());
        context.colorspace(color.matrix().code());
        context.color_range(
                color.range() == ColorDescription.Range.FULL ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
        context.chroma_sample_location(
                switch (color.chromaPosition()) {
                    case UNKNOWN -> avutil.AVCHROMA_LOC_UNSPECIFIED;
                    case LEFT -> avutil.AVCHROMA_LOC_LEFT;
                    case TOP_LEFT -> avutil.AVCHROMA_LOC_TOPLEFT;
                });
        // Any parameter that SVT-AV1 does not know is an error, not a line in a log.
        context.err_recognition(avcodec.AV_EF_EXPLODE);
        require(avutil.av_opt_set_int(context.priv_data(), "preset", settings.speed(), 0), "preset", settings.speed());
        require(
                avutil.av_opt_set(context.priv_data(), "svtav1-params", plan.parameterString(), 0),
                "svtav1-params",
                plan.parameterString());
    }

    private static void set(AVRational target, String field, Rational value) {
        if (value.numerator() > Integer.MAX_VALUE || value.denominator() > Integer.MAX_VALUE) {
            throw new UnsupportedException("%s: %s given, both numbers must be at most %d with the software encoder"
                    .formatted(field, value, Integer.MAX_VALUE));
        }
        target.num((int) value.numerator()).den((int) value.denominator());
    }

    private static void require(int status, String option, Object value) {
        if (status < 0) {
            throw new EncodeFailedException(
                    "libsvtav1 refuses %s=%s: %s".formatted(option, value, AvError.text(status)));
        }
    }
}
