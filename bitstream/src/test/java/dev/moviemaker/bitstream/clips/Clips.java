// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.clips;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The streams under {@code src/test/resources/clips}, made by {@code src/test/clips/make-clips.sh}. */
public final class Clips {
    public static final List<String> NAMES = List.of(
            "deltaq",
            "frameids",
            "grain",
            "graindepth",
            "high",
            "interval",
            "large",
            "lossless",
            "matrices",
            "mono",
            "moving",
            "professional",
            "pyramid",
            "resilient",
            "resize",
            "screen",
            "segments",
            "still",
            "superres",
            "svt",
            "svtlow",
            "switch",
            "tiles",
            "timing",
            "twelve",
            "variance");

    private Clips() {}

    public static byte[] read(String file) {
        try (InputStream in = open(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static InputStream open(String file) throws IOException {
        InputStream in = Clips.class.getResourceAsStream("/clips/" + file);
        if (in == null) {
            throw new IOException("no test stream " + file);
        }
        return in;
    }

    /** Returns FFmpeg's reading: lines "# OBU type" and "element value". */
    public static List<String> trace(String name) {
        try (InputStream in = new GZIPInputStream(open(name + ".trace.gz"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
