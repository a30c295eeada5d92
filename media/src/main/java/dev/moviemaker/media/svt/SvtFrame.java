// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.media.convert.PlanarPicture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** One frame of the pool between the caller and the worker, with its planes as segments. */
final class SvtFrame {
    final AVFrame frame;
    final PlanarPicture picture;
    long pts;
    long duration;
    boolean forceKeyFrame;

    SvtFrame(int width, int height, int bitDepth) {
        frame = avutil.av_frame_alloc();
        frame.format(bitDepth == 8 ? avutil.AV_PIX_FMT_YUV420P : avutil.AV_PIX_FMT_YUV420P10LE);
        frame.width(width);
        frame.height(height);
        int status = avutil.av_frame_get_buffer(frame, 0);
        if (status < 0) {
            avutil.av_frame_free(frame);
            throw new EncodeFailedException(
                    "no memory for a frame of %dx%d: %s".formatted(width, height, AvError.text(status)));
        }
        int yStride = frame.linesize(0);
        int uStride = frame.linesize(1);
        int vStride = frame.linesize(2);
        picture = new PlanarPicture(
                width,
                height,
                bitDepth,
                AvAddress.segment(frame.data(0), (long) yStride * height),
                yStride,
                AvAddress.segment(frame.data(1), (long) uStride * (height / 2)),
                uStride,
                AvAddress.segment(frame.data(2), (long) vStride * (height / 2)),
                vStride);
    }

    void free() {
        avutil.av_frame_free(frame);
    }
}
