// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** RGBA to NV12 or P010 on the processor, BT.709, limited range: FFmpeg's swscale and a plain loop in Java. */
@NullUnmarked // JMH calls the set-up first.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ConversionBenchmark {
    /** Lines of the picture. */
    @Param({"1080", "2160"})
    public int height;

    /** Of the result: 8 for NV12, 10 for P010. */
    @Param({"8", "10"})
    public int bitDepth;

    private int width;
    private SwsContext context;
    private AVFrame source;
    private AVFrame target;
    private byte[] rgba;
    private PlainConverter plain;

    /** Allocates. */
    @Setup
    public void allocate() {
        width = height * 16 / 9;
        rgba = new byte[4 * width * height];
        for (int i = 0; i < rgba.length; i++) {
            rgba[i] = (byte) (i * 31 + (i >> 10));
        }
        plain = new PlainConverter(width, height, bitDepth);
        int format = bitDepth == 8 ? avutil.AV_PIX_FMT_NV12 : avutil.AV_PIX_FMT_P010LE;
        source = frame(avutil.AV_PIX_FMT_RGBA);
        target = frame(format);
        source.data(0).put(rgba);
        context = swscale.sws_getContext(
                width,
                height,
                avutil.AV_PIX_FMT_RGBA,
                width,
                height,
                format,
                swscale.SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        IntPointer bt709 = swscale.sws_getCoefficients(swscale.SWS_CS_ITU709);
        int _ = swscale.sws_setColorspaceDetails(context, bt709, 1, bt709, 0, 0, 1 << 16, 1 << 16);
    }

    private AVFrame frame(int format) {
        AVFrame frame = avutil.av_frame_alloc();
        frame.format(format).width(width).height(height);
        if (avutil.av_frame_get_buffer(frame, 64) < 0) {
            throw new IllegalStateException("no memory for a frame");
        }
        return frame;
    }

    /** Frees. */
    @TearDown
    public void free() {
        swscale.sws_freeContext(context);
        avutil.av_frame_free(source);
        avutil.av_frame_free(target);
    }

    /** FFmpeg. */
    @Benchmark
    public int swscale() {
        return swscale.sws_scale(
                context, source.data(), source.linesize(), 0, height, target.data(), target.linesize());
    }

    /** As one writes it first. */
    @Benchmark
    public Object java() {
        return plain.convert(rgba);
    }
}
