// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.OnResize;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.spi.FrameScaler;
import dev.moviemaker.spi.ScalerProvider;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Brings frames to the size of a recording, if its settings say so. One thread at a time. */
final class SizeFit implements AutoCloseable {
    private final int width;
    private final int height;
    private final @Nullable FrameScaler scaler;

    /**
     * Finds a scaler where one may be needed.
     *
     * @throws UnsupportedException if there is none
     */
    SizeFit(EncoderSettings settings) {
        width = settings.width();
        height = settings.height();
        scaler = settings.onResize() == OnResize.SCALE ? scaler(settings) : null;
    }

    private static FrameScaler scaler(EncoderSettings settings) {
        return ServiceLoader.load(ScalerProvider.class, SizeFit.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new UnsupportedException(
                        "on_resize: scale given, but no module scales frames; " + "dev.moviemaker.media does"))
                .open(settings.width(), settings.height(), settings.color().range());
    }

    /**
     * The frame as the recording takes it: the same if it has the size, or if other sizes are refused.
     *
     * @param number of the frame, for messages
     * @throws IllegalArgumentException if it cannot be scaled, being an image on a GPU or with a quality map
     */
    Frame fit(Frame frame, long number) {
        FrameScaler to = scaler;
        if (to == null || (frame.width() == width && frame.height() == height)) {
            return frame;
        }
        if (frame.qualityMap().isPresent()) {
            throw new IllegalArgumentException(
                    ("frame %d: a quality map of %dx%d given, only the recording's %dx%d allowed; frames that are "
                                    + "scaled have none")
                            .formatted(number, frame.width(), frame.height(), width, height));
        }
        return switch (frame) {
            case CpuFrame cpu -> {
                ReadableMemory.require(cpu, number);
                yield to.scale(cpu);
            }
            case VulkanFrame _ ->
                throw new IllegalArgumentException(
                        ("frame %d: an image of %dx%d given, only the recording's %dx%d allowed; frames in memory are "
                                        + "scaled (on_resize), images on a GPU are not")
                                .formatted(number, frame.width(), frame.height(), width, height));
        };
    }

    @Override
    public void close() {
        if (scaler != null) {
            scaler.close();
        }
    }
}
