package dev.moviemaker.emulator.objects;

import java.lang.foreign.MemorySegment;

/** Copies between the base driver's images and buffers and the worker's memory, done when the call returns. Used by one worker at a time. */
public interface Copies {
    /** Bytes of one plane as the base driver stores a copied row after row, tightly: plane 0 luma, plane 1 both chroma components. */
    static long planeBytes(Image image, int plane) {
        int sample = image.shape().bitDepth() == 8 ? 1 : 2;
        long width = plane == 0 ? image.shape().width() : (image.shape().width() + 1) / 2 * 2L;
        long height = plane == 0 ? image.shape().height() : (image.shape().height() + 1) / 2;
        return width * height * sample;
    }

    /** Reads one layer of a picture: luma rows, then rows of interleaved chroma. Valid until the next call. */
    MemorySegment readImage(Image image, int layer);

    /** Memory to put a picture into before {@link #writeImage}. */
    MemorySegment staging(long bytes);

    /** Writes one layer of a picture from {@link #staging}, and {@code bytes} of {@code buffer} when it is not null. */
    void writeImage(Image image, int layer);

    /** Writes into a buffer. */
    void writeBuffer(long buffer, long offset, byte[] bytes);
}
