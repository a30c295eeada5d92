// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.convert;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.media.av.AvPixelFormat;
import dev.moviemaker.spi.FrameScaler;
import java.lang.foreign.MemorySegment;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/**
 * Scales with libswscale, bicubically and with all the precision that it has. Sources are copied first, which is cheap
 * beside scaling: libswscale reads beyond the ends of rows.
 */
final class SwsScaler implements FrameScaler {
    private static final int FLAGS = swscale.SWS_BICUBIC
            | swscale.SWS_ACCURATE_RND
            | swscale.SWS_FULL_CHR_H_INT
            | swscale.SWS_FULL_CHR_H_INP
            | swscale.SWS_BITEXACT;

    private final int width;
    private final int height;
    private final boolean fullRange;
    private @Nullable Scaling scaling;

    SwsScaler(int width, int height, ColorDescription.Range range) {
        this.width = width;
        this.height = height;
        fullRange = range == ColorDescription.Range.FULL;
    }

    @Override
    public CpuFrame scale(CpuFrame frame) {
        Scaling current = scaling;
        if (current == null || !current.source.is(frame.format(), frame.width(), frame.height())) {
            close();
            current = new Scaling(frame.format(), frame.width(), frame.height());
            scaling = current;
        }
        CpuFrame scaled = current.scale(frame);
        return new CpuFrame(scaled.format(), width, height, scaled.planes(), frame.pts(), frame.forceKeyFrame());
    }

    @Override
    public void close() {
        if (scaling != null) {
            scaling.close();
            scaling = null;
        }
    }

    /** From one size and format. */
    private final class Scaling implements AutoCloseable {
        final PlanarMemory source;
        private final PlanarMemory scaled;
        private final PlanarMemory target;
        private final SwsContext context;

        Scaling(PixelFormat format, int sourceWidth, int sourceHeight) {
            boolean wide = (long) sourceWidth * height >= (long) sourceHeight * width;
            int scaledWidth = wide ? width : even((long) sourceWidth * height, sourceHeight);
            int scaledHeight = wide ? even((long) sourceHeight * width, sourceWidth) : height;
            source = new PlanarMemory(format, sourceWidth, sourceHeight);
            scaled = new PlanarMemory(format, Math.min(width, scaledWidth), Math.min(height, scaledHeight));
            target = new PlanarMemory(format, width, height);
            black();
            context = swscale.sws_getContext(
                    sourceWidth,
                    sourceHeight,
                    AvPixelFormat.of(format),
                    scaled.width(),
                    scaled.height(),
                    AvPixelFormat.of(format),
                    FLAGS,
                    (SwsFilter) null,
                    (SwsFilter) null,
                    (DoublePointer) null);
            if (context == null) {
                source.close();
                scaled.close();
                target.close();
                throw new EncodeFailedException("libswscale cannot scale %s of %dx%d to %dx%d"
                        .formatted(format, sourceWidth, sourceHeight, scaledWidth, scaledHeight));
            }
        }

        /** The nearest even number, at least 2. */
        private static int even(long up, long down) {
            return (int) Math.max(2, (up + down) / (2 * down) * 2);
        }

        CpuFrame scale(CpuFrame frame) {
            source.copyFrom(frame);
            int rows = swscale.sws_scale(
                    context,
                    source.pointers(),
                    source.strides(),
                    0,
                    source.height(),
                    scaled.pointers(),
                    scaled.strides());
            if (rows != scaled.height()) {
                throw new EncodeFailedException("libswscale made %d of %d rows".formatted(rows, scaled.height()));
            }
            target.place(scaled, (width - scaled.width()) / 4 * 2, (height - scaled.height()) / 4 * 2);
            return target.frame();
        }

        /** Fills the target; what is not scaled into stays so. */
        private void black() {
            PixelFormat format = target.format();
            for (int i = 0; i < format.planeCount(); i++) {
                MemorySegment plane = target.planes().get(i).data();
                int limited = i == 0 ? (fullRange ? 0 : 16) : 128;
                switch (format) {
                    case RGB24 -> plane.fill((byte) 0);
                    case RGBA8, BGRA8, RGB10A2, BGR10A2 -> {
                        int opaque = format.bitDepth() == 8 ? 0xFF000000 : 0xC0000000;
                        for (long at = 0; at < plane.byteSize(); at += Integer.BYTES) {
                            plane.set(JAVA_INT_UNALIGNED, at, opaque);
                        }
                    }
                    case I420, NV12 -> plane.fill((byte) limited);
                    case I010, P010 -> {
                        short value = (short) ((limited << 2) << (format == PixelFormat.P010 ? 6 : 0));
                        for (long at = 0; at < plane.byteSize(); at += Short.BYTES) {
                            plane.set(JAVA_SHORT_UNALIGNED, at, value);
                        }
                    }
                }
            }
        }

        @Override
        public void close() {
            swscale.sws_freeContext(context);
            source.close();
            scaled.close();
            target.close();
        }
    }
}
