// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.media.NativeLibrary;
import dev.moviemaker.recorder.MovieMaker;
import java.util.List;
import java.util.Set;

/**
 * What a recording needs in any case, done on threads of its own while the command line is read: each takes as long as
 * that. The first caller that needs the result waits for it, and gets the failure if there was one.
 */
final class Preparation {
    private static final Set<String> RECORDING = Set.of("encode", "demo", "record-stream");
    private static final String SOFTWARE = "av1_software";

    private Preparation() {}

    /** Begins where the first word is a command that records and nobody asks for help. */
    static void begin(String[] args) {
        List<String> words = List.of(args);
        if (words.size() < 2
                || !RECORDING.contains(words.getFirst())
                || words.contains("--help")
                || words.contains("-h")) {
            return;
        }
        Thread.ofPlatform().daemon().name("av1-libraries").start(NativeLibrary::all);
        if (words.stream().noneMatch(word -> word.endsWith(SOFTWARE))) {
            Thread.ofPlatform().daemon().name("av1-graphics").start(MovieMaker::isHardwareEncodingSupported);
        }
    }
}
