// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.PixelFormat;
import dev.moviemaker.media.av.AvPixelFormat;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;

/** libavutil's pixel formats seen from the library's. */
final class AvPixels {
    private AvPixels() {}

    /** The library's name for a format, if it has one. */
    static Optional<PixelFormat> own(int format) {
        for (PixelFormat own : PixelFormat.values()) {
            if (isOwn(format, own)) {
                return Optional.of(own);
            }
        }
        return Optional.empty();
    }

    static boolean isOwn(int format, PixelFormat own) {
        return AvPixelFormat.of(own) == format
                || (own == PixelFormat.I420 && format == avutil.AV_PIX_FMT_YUVJ420P)
                || (own == PixelFormat.RGBA8 && format == avutil.AV_PIX_FMT_RGB0)
                || (own == PixelFormat.BGRA8 && format == avutil.AV_PIX_FMT_BGR0);
    }

    static String name(int format) {
        return avutil.av_get_pix_fmt_name(format).getString();
    }

    static boolean isRgb(int format) {
        return has(format, avutil.AV_PIX_FMT_FLAG_RGB | avutil.AV_PIX_FMT_FLAG_PAL);
    }

    /** Grey without a range of its own means full range, as libswscale takes it. */
    static boolean isGrey(int format) {
        AVPixFmtDescriptor descriptor = avutil.av_pix_fmt_desc_get(format);
        return descriptor.nb_components() <= 2 && !isRgb(format);
    }

    static boolean hasAlpha(int format) {
        return has(format, avutil.AV_PIX_FMT_FLAG_ALPHA)
                && format != avutil.AV_PIX_FMT_RGB0
                && format != avutil.AV_PIX_FMT_BGR0;
    }

    static int depth(int format) {
        return avutil.av_pix_fmt_desc_get(format).comp(0).depth();
    }

    static boolean isFullRange(AVFrame frame) {
        int format = frame.format();
        return frame.color_range() == avutil.AVCOL_RANGE_JPEG
                || format == avutil.AV_PIX_FMT_YUVJ420P
                || format == avutil.AV_PIX_FMT_YUVJ422P
                || format == avutil.AV_PIX_FMT_YUVJ444P
                || (isGrey(format) && frame.color_range() != avutil.AVCOL_RANGE_MPEG);
    }

    private static boolean has(int format, long flags) {
        return (avutil.av_pix_fmt_desc_get(format).flags() & flags) != 0;
    }
}
