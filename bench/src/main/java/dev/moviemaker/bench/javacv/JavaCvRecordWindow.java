// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.javacv;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameFilter;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Records a window whose user resizes it and pauses the recording, drawn whenever there is something new, read back
 * from bottom to top: as a movie of one size and of a constant frame rate. Times of pauses are the program's to close
 * up, and frames are its own to repeat.
 */
final class JavaCvRecordWindow {
    private JavaCvRecordWindow() {}

    /**
     * Records the window.
     *
     * @param args the output
     */
    public static void main(String[] args) throws Exception {
        // begin
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(args[0], 640, 360)) {
            recorder.setVideoCodecName("libsvtav1");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_AV1);
            recorder.setFrameRate(25);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.start();
            @Nullable FFmpegFrameFilter filter = null;
            @Nullable Frame held = null;
            long ticks = 0;
            long paused = 0;
            for (int i = 0; i < 20; i++) {
                int width = i < 10 ? 640 : 320;
                int height = 180 * width / 320;
                if (i >= 5 && i < 8) {
                    paused += 55;
                    continue;
                }
                if (filter == null || filter.getImageWidth() != width) {
                    if (filter != null) {
                        filter.close();
                    }
                    filter = new FFmpegFrameFilter(
                            "vflip,scale=640:360:force_original_aspect_ratio=decrease,pad=640:360:-1:-1",
                            width,
                            height);
                    filter.setPixelFormat(avutil.AV_PIX_FMT_RGBA);
                    filter.start();
                }
                long tick = Math.round((i * 55L - paused) / 40.0);
                for (; held != null && ticks < tick; ticks++) {
                    recorder.record(held, avutil.AV_PIX_FMT_RGBA);
                }
                Frame drawn = new Frame(width, height, Frame.DEPTH_UBYTE, 4);
                ((ByteBuffer) drawn.image[0]).put(draw(width, height, i)).rewind();
                filter.push(drawn);
                if (held != null) {
                    held.close();
                }
                held = filter.pull().clone();
            }
            recorder.record(held, avutil.AV_PIX_FMT_RGBA);
            if (filter != null) {
                filter.close();
            }
        }
        // end
    }

    private static ByteBuffer draw(int width, int height, int number) {
        ByteBuffer pixels = ByteBuffer.allocate(4 * width * height);
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, (byte) (i < pixels.capacity() / 2 ? 20 + 10 * number : 255));
        }
        return pixels;
    }
}
