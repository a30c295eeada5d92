// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.av;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/** Error codes of FFmpeg's libraries. */
public final class AvError {
    /** Returns the code for "call again with more input". */
    public static final int AGAIN = avutil.AVERROR_EAGAIN();

    /** Returns the code for "no more". */
    public static final int EOF = avutil.AVERROR_EOF();

    /** The code for a full disk, the same on every platform supported. */
    public static final int NO_SPACE = -28;

    private AvError() {}

    /**
     * Returns the words for a code.
     *
     * @param code negative
     * @return for example {@code "No such file or directory"}
     */
    public static String text(int code) {
        if (code == NO_SPACE) {
            return "disk full";
        }
        byte[] buffer = new byte[128];
        avutil.av_strerror(code, buffer, buffer.length);
        int end = 0;
        while (end < buffer.length && buffer[end] != 0) {
            end++;
        }
        return new String(buffer, 0, end, StandardCharsets.UTF_8);
    }
}
