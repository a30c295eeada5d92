// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.clip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The first line of a Y4M file.
 *
 * @param frameRateDenominator the seconds in which they are shown
 * @param bitDepth 8 or 10; 4:2:0 is the only layout
 */
public record Y4mClipHeader(int width, int height, int frameRateNumerator, int frameRateDenominator, int bitDepth) {
    private static final String MAGIC = "YUV4MPEG2";

    /** Checks all values. */
    public Y4mClipHeader {
        if (width < 1 || height < 1 || width > 65536 || height > 65536) {
            throw new IllegalArgumentException("size is " + width + "x" + height + ", sides must be 1 to 65536");
        }
        if (frameRateNumerator < 1 || frameRateDenominator < 1) {
            throw new IllegalArgumentException(
                    "frame rate is " + frameRateNumerator + "/" + frameRateDenominator + ", both must be at least 1");
        }
        if (bitDepth != 8 && bitDepth != 10) {
            throw new IllegalArgumentException("bitDepth is " + bitDepth + ", allowed are 8 and 10");
        }
    }

    /** Reads a header line without its line feed. */
    static Y4mClipHeader parse(String line) throws IOException {
        String[] fields = line.split(" ", -1);
        if (!fields[0].equals(MAGIC)) {
            throw new IOException("not a Y4M file: it begins with \"" + fields[0] + "\" instead of \"" + MAGIC + "\"");
        }
        int width = 0;
        int height = 0;
        String[] rate = {"30", "1"};
        int bitDepth = 8;
        try {
            for (int i = 1; i < fields.length; i++) {
                String value = fields[i].isEmpty() ? "" : fields[i].substring(1);
                switch (fields[i].isEmpty() ? ' ' : fields[i].charAt(0)) {
                    case 'W' -> width = Integer.parseInt(value);
                    case 'H' -> height = Integer.parseInt(value);
                    case 'F' -> rate = value.split(":", 2);
                    case 'C' -> bitDepth = bitDepth(value);
                    default -> {
                        // Interlacing, aspect ratio and comments change nothing here.
                    }
                }
            }
            return new Y4mClipHeader(width, height, Integer.parseInt(rate[0]), Integer.parseInt(rate[1]), bitDepth);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("Y4M header \"" + line + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    private static int bitDepth(String layout) {
        return switch (layout) {
            case "420", "420jpeg", "420mpeg2", "420paldv" -> 8;
            case "420p10" -> 10;
            default ->
                throw new IllegalArgumentException(
                        "layout is C" + layout + ", allowed are C420, C420jpeg, C420mpeg2, C420paldv and C420p10");
        };
    }

    /** The header line with its line feed. */
    byte[] toBytes() {
        String layout = bitDepth == 8 ? "420jpeg XYSCSS=420JPEG" : "420p10 XYSCSS=420P10";
        String line = MAGIC + " W" + width + " H" + height + " F" + frameRateNumerator + ":" + frameRateDenominator
                + " Ip A1:1 C" + layout + "\n";
        return line.getBytes(StandardCharsets.US_ASCII);
    }
}
