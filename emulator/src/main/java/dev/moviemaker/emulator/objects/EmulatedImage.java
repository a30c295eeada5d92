// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An image with video usage: to the base driver an ordinary image of the same format. */
public final class EmulatedImage extends Tracked {
    private final long handle;
    private final Shape shape;
    private volatile @Nullable Memory memory;

    /**
     * What the application asked for.
     *
     * @param width   pixels
     * @param height  pixels
     */
    public record Shape(int format, int width, int height, int layers, int usage, MadeFor madeFor) {}

    /** An image just made by the base driver. */
    public EmulatedImage(EmulatedDevice device, long handle, Shape shape) {
        super(device, "image", handle);
        this.handle = handle;
        this.shape = shape;
    }

    /** The base driver's handle. */
    public long handle() {
        return handle;
    }

    /** What the application asked for. */
    public Shape shape() {
        return shape;
    }

    /** How its samples lie; only for images of a picture format. */
    public PictureFormat format() {
        return Objects.requireNonNull(PictureFormat.of(shape.format()), "no picture format");
    }

    /** Bytes of a copy of one layer. */
    public long bytes() {
        return format().bytes(shape.width(), shape.height());
    }

    /** Takes note of its memory. */
    public void bind(Memory bound) {
        memory = bound;
    }

    /** Its memory, or null. */
    public @Nullable Memory memory() {
        return memory;
    }
}
