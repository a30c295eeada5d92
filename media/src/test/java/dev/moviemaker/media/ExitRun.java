// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.recorder.MovieMaker;
import java.nio.file.Path;

/** A program that ends in the middle of a recording. */
final class ExitRun {
    static final int FRAMES = 20;
    static final int WIDTH = 128;
    static final int HEIGHT = 64;

    private ExitRun() {}

    /**
     * Arguments: the movie, and how to end: "exit", "wait" for a signal, or "left" to exit without the library's hook.
     */
    public static void main(String[] arguments) throws InterruptedException {
        MovieMaker maker = MovieMaker.create("av1_software");
        maker.configure(EncoderSettings.builder().width(WIDTH).height(HEIGHT).build());
        maker.finishAtExit(!arguments[1].equals("left"));
        maker.start(Path.of(arguments[0]));
        for (int i = 0; i < FRAMES; i++) {
            maker.record(Pictures.moving(WIDTH, HEIGHT, i));
        }
        System.out.println("recorded");
        if (arguments[1].equals("wait")) {
            Thread.sleep(60_000);
        }
        System.exit(7);
    }
}
