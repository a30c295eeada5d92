// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import dev.moviemaker.AudioFormat;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.Usage;
import dev.moviemaker.recorder.MovieMaker;
import java.io.PrintStream;
import java.nio.file.Path;

/** A program that records until somebody kills it. Prints the number of frames handed over so far. */
final class KilledRecording {
    static final int WIDTH = 320;
    static final int HEIGHT = 176;
    private static final PrintStream OUT = System.out;
    private static final int PICTURES = 30;
    private static final int SOUND_RATE = 48000;

    private KilledRecording() {}

    /**
     * Arguments: the file, frames per second, the mode of rate control, whether to keep the movie's own pace or go as
     * fast as it can, and the usage.
     */
    public static void main(String[] arguments) throws Exception {
        int fps = Integer.parseInt(arguments[1]);
        boolean paced = Boolean.parseBoolean(arguments[3]);
        Usage usage = Usage.valueOf(arguments[4]);
        // A file is read faster than it is coded: frames wait in chunks.
        int recordingSpeed = paced ? 12 : 9;
        int speed = usage == Usage.TRANSCODING ? 4 : recordingSpeed;
        EncoderSettings settings = EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .framerate(Rational.of(fps))
                .rateControl(RateControlMode.valueOf(arguments[2]))
                .speed(speed)
                .usage(usage)
                .build();
        CpuFrame[] pictures = new CpuFrame[PICTURES];
        for (int i = 0; i < PICTURES; i++) {
            pictures[i] = Pictures.moving(WIDTH, HEIGHT, i);
        }
        Path file = Path.of(arguments[0]);
        boolean silent = file.toString().endsWith(".ivf") || file.toString().endsWith(".obu");
        EncoderSettingsBuilder builder = settings.toBuilder();
        if (!silent) {
            builder.audio(new AudioFormat(SOUND_RATE, 2));
        }
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(builder.build());
            maker.start(file);
            long start = System.nanoTime();
            long samples = 0;
            for (int i = 0; i < 100_000; i++) {
                maker.record(pictures[i % PICTURES]);
                int block = (int) ((i + 1L) * SOUND_RATE / fps - samples);
                if (!silent) {
                    maker.record(Pictures.tone(SOUND_RATE, 2, samples, block));
                }
                samples += block;
                OUT.println(i + 1);
                OUT.flush();
                long due = start + (i + 1) * 1_000_000_000L / fps;
                Thread.sleep(paced ? Math.max(0, (due - System.nanoTime()) / 1_000_000) : 0);
            }
        }
    }
}
