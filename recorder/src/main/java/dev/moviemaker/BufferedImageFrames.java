// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.SinglePixelPackedSampleModel;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Makes frames of Java images. Separate from {@link Frame} so that programs without java.desktop never load an AWT
 * class.
 */
final class BufferedImageFrames {
    private BufferedImageFrames() {}

    static CpuFrame of(BufferedImage image) {
        boolean inPlace =
                image.getType() == BufferedImage.TYPE_INT_RGB || image.getType() == BufferedImage.TYPE_INT_ARGB;
        BufferedImage source = inPlace ? image : drawn(image);
        DataBufferInt buffer = (DataBufferInt) source.getRaster().getDataBuffer();
        SinglePixelPackedSampleModel model = (SinglePixelPackedSampleModel) source.getSampleModel();
        int strideInts = model.getScanlineStride();
        int firstPixel = buffer.getOffset()
                - source.getRaster().getSampleModelTranslateX()
                - source.getRaster().getSampleModelTranslateY() * strideInts;
        // An int 0xAARRGGBB on a little-endian machine is the bytes B, G, R, A.
        MemorySegment pixels = MemorySegment.ofArray(buffer.getData()).asSlice(4L * firstPixel);
        return new CpuFrame(
                PixelFormat.BGRA8,
                source.getWidth(),
                source.getHeight(),
                List.of(new CpuFrame.Plane(pixels, 4 * strideInts)));
    }

    private static BufferedImage drawn(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return copy;
    }
}
