// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.recorder.MovieMaker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;

/** A program that ends in the middle of a recording on a GPU. */
final class HardwareExitRun {
    static final int FRAMES = 12;

    private HardwareExitRun() {}

    /** Arguments: the movie, and "exit" or "wait" for a signal. */
    public static void main(String[] arguments) throws InterruptedException {
        MovieMaker maker = MovieMaker.create("av1_hardware");
        maker.configure(EncoderSettings.builder()
                .width(320)
                .height(128)
                .rateControl(RateControlMode.CQP)
                .enableRestoration(false)
                .device("emulated:radv-rdna4")
                .build());
        maker.start(Path.of(arguments[0]));
        for (int i = 0; i < FRAMES; i++) {
            byte[] pixels = new byte[Math.toIntExact(PixelFormat.NV12.frameBytes(320, 128))];
            Arrays.fill(pixels, (byte) (16 * i));
            maker.record(Frame.of(PixelFormat.NV12, 320, 128, MemorySegment.ofArray(pixels)));
        }
        System.out.println("recorded");
        if (arguments[1].equals("wait")) {
            Thread.sleep(60_000);
        }
        System.exit(7);
    }
}
