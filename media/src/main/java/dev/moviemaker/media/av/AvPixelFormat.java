// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.av;

import dev.moviemaker.PixelFormat;
import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's names for our pixel formats. */
public final class AvPixelFormat {
    private AvPixelFormat() {}

    /** Returns the {@code AVPixelFormat} with the same planes and the same order of bytes. */
    public static int of(PixelFormat format) {
        return switch (format) {
            case RGBA8 -> avutil.AV_PIX_FMT_RGBA;
            case BGRA8 -> avutil.AV_PIX_FMT_BGRA;
            case RGB24 -> avutil.AV_PIX_FMT_RGB24;
            case RGB10A2 -> avutil.AV_PIX_FMT_X2BGR10LE;
            case BGR10A2 -> avutil.AV_PIX_FMT_X2RGB10LE;
            case I420 -> avutil.AV_PIX_FMT_YUV420P;
            case NV12 -> avutil.AV_PIX_FMT_NV12;
            case P010 -> avutil.AV_PIX_FMT_P010LE;
            case I010 -> avutil.AV_PIX_FMT_YUV420P10LE;
        };
    }
}
