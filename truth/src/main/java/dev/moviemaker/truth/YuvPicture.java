// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

/** 4:2:0 planes as a decoder wrote them, turned into R'G'B' after ITU-T H.273, 8.3, in exact arithmetic. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record YuvPicture(byte[] data, int offset, int width, int height, int bitDepth, String space, String range) {
    static int bytes(int width, int height, int bitDepth) {
        int chroma = ((width + 1) / 2) * ((height + 1) / 2);
        return (width * height + 2 * chroma) * (bitDepth == 8 ? 1 : 2);
    }

    private int sample(int index) {
        return bitDepth == 8
                ? data[offset + index] & 0xFF
                : (data[offset + 2 * index] & 0xFF) | (data[offset + 2 * index + 1] & 0xFF) << 8;
    }

    /** The upper left corner of a size. */
    Raster raster(int shownWidth, int shownHeight) {
        double kr = switch (space) {
            case "bt2020nc" -> 0.2627;
            case "smpte170m", "bt470bg" -> 0.299;
            default -> 0.2126;
        };
        double kb = switch (space) {
            case "bt2020nc" -> 0.0593;
            case "smpte170m", "bt470bg" -> 0.114;
            default -> 0.0722;
        };
        boolean full = range.equals("pc");
        double step = 1 << (bitDepth - 8);
        double max = (1 << bitDepth) - 1;
        float[] rgb = new float[3 * shownWidth * shownHeight];
        int chromaWidth = (width + 1) / 2;
        int chromaHeight = (height + 1) / 2;
        int u = width * height;
        int v = u + chromaWidth * chromaHeight;
        for (int y = 0; y < shownHeight; y++) {
            for (int x = 0; x < shownWidth; x++) {
                double luma = sample(y * width + x);
                double cb = chroma(u, x, y, chromaWidth, chromaHeight) - 128 * step;
                double cr = chroma(v, x, y, chromaWidth, chromaHeight) - 128 * step;
                double scaledLuma = full ? luma / max : (luma - 16 * step) / (219 * step);
                double scaledCb = full ? cb / max : cb / (224 * step);
                double scaledCr = full ? cr / max : cr / (224 * step);
                double red = scaledLuma + 2 * (1 - kr) * scaledCr;
                double blue = scaledLuma + 2 * (1 - kb) * scaledCb;
                double green = (scaledLuma - kr * red - kb * blue) / (1 - kr - kb);
                int at = 3 * (y * shownWidth + x);
                rgb[at] = (float) (255 * red);
                rgb[at + 1] = (float) (255 * green);
                rgb[at + 2] = (float) (255 * blue);
            }
        }
        return new Raster(shownWidth, shownHeight, rgb);
    }

    /** Between samples that lie in line with the even columns and half-way between two rows. */
    private double chroma(int plane, int x, int y, int chromaWidth, int chromaHeight) {
        double column = x / 2.0;
        double row = (y - 0.5) / 2.0;
        int left = (int) column;
        int right = Math.min(left + 1, chromaWidth - 1);
        int top = Math.max(0, (int) Math.floor(row));
        int bottom = Math.clamp((int) Math.floor(row) + 1, 0, chromaHeight - 1);
        double across = column - left;
        double down = row - Math.floor(row);
        double upper = sample(plane + top * chromaWidth + left) * (1 - across)
                + sample(plane + top * chromaWidth + right) * across;
        double lower = sample(plane + bottom * chromaWidth + left) * (1 - across)
                + sample(plane + bottom * chromaWidth + right) * across;
        return upper * (1 - down) + lower * down;
    }
}
