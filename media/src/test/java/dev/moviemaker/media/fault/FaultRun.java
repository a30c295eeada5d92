// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.fault;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.recorder.MovieMaker;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A program that records one movie of each kind, in a process whose limits are its own. */
final class FaultRun {
    static final int FRAMES = 40;
    private static final int TIMES = 4;

    private final Path folder;
    private final List<FileInputStream> hog = new ArrayList<>();

    private FaultRun(Path folder) {
        this.folder = folder;
    }

    /** Arguments: "together", "descriptors" or "grow", and the folder. */
    public static void main(String[] arguments) throws IOException {
        FaultRun run = new FaultRun(Path.of(arguments[1]));
        if (arguments[0].equals("together")) {
            run.together();
        } else {
            for (String extension : FaultTableTest.EXTENSIONS) {
                if (arguments[0].equals("grow")) {
                    run.grow(extension);
                } else {
                    run.descriptors(extension);
                }
            }
        }
    }

    static EncoderSettings settings() {
        return EncoderSettings.builder()
                .width(NumberedFrames.WIDTH)
                .height(NumberedFrames.HEIGHT)
                .speed(13)
                .build();
    }

    private static MovieMaker recording(Path movie) {
        MovieMaker maker = MovieMaker.create("av1_software");
        maker.configure(settings());
        maker.start(movie);
        return maker;
    }

    private static void frames(MovieMaker maker, int from, int to) {
        for (int i = from; i < to; i++) {
            maker.record(NumberedFrames.frame(i & 0xFF));
        }
    }

    /** All kinds at once; finishes them when it is told to. */
    private void together() throws IOException {
        Map<String, MovieMaker> makers = new LinkedHashMap<>();
        for (String extension : FaultTableTest.EXTENSIONS) {
            makers.put(extension, recording(folder.resolve("movie." + extension)));
        }
        for (int time = 0; time < TIMES; time++) {
            for (MovieMaker maker : makers.values()) {
                frames(maker, time * FRAMES, (time + 1) * FRAMES);
            }
        }
        System.out.println("recorded");
        if (System.in.read() >= 0) {
            makers.forEach((extension, maker) -> {
                maker.finish();
                maker.close();
                System.out.println(extension + " finished");
            });
        }
    }

    static int framesTogether() {
        return TIMES * FRAMES;
    }

    /** A recording while no descriptor is left: neither to start one, nor to go on and to finish. */
    private void descriptors(String extension) throws IOException {
        // Once without, so that no class has to be loaded later on, which takes descriptors too.
        try (MovieMaker maker = recording(folder.resolve("before." + extension))) {
            frames(maker, 0, FRAMES);
            maker.finish();
        }
        Files.createDirectory(folder.resolve(".blocked." + extension + ".lock"));
        print(extension, "blocked", () -> recording(folder.resolve("blocked." + extension)));
        Path movie = folder.resolve("movie." + extension);
        takeAll();
        print(extension, "start", () -> recording(movie));
        giveBack();
        try (MovieMaker maker = recording(movie)) {
            frames(maker, 0, FRAMES);
            takeAll();
            print(extension, "go on", () -> frames(maker, FRAMES, 2 * FRAMES));
            print(extension, "finish", maker::finish);
            giveBack();
        }
    }

    /** Records until the file may grow no more. */
    private void grow(String extension) {
        MovieMaker maker = MovieMaker.create("av1_software");
        maker.configure(settings().toBuilder()
                .rateControl(RateControlMode.CQP)
                .quality(90)
                .build());
        maker.start(folder.resolve("movie." + extension));
        print(extension, "grow", () -> frames(maker, 0, 1000));
        maker.close();
    }

    private static void print(String extension, String what, Runnable action) {
        String outcome = "done";
        try {
            action.run();
        } catch (Av1EncoderException e) {
            outcome = e.getMessage();
        }
        System.out.println(extension + " " + what + ": " + outcome);
    }

    private void takeAll() {
        try {
            while (true) {
                hog.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            // None is left.
        }
    }

    private void giveBack() throws IOException {
        for (FileInputStream stream : hog) {
            stream.close();
        }
        hog.clear();
    }
}
