package dev.moviemaker.media;

import dev.moviemaker.AudioFormat;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** A program that records until somebody kills it, at the movie's own pace. Prints the number of frames handed over so far. */
final class KilledRecording {
    private static final PrintStream OUT = System.out;
    private static final int FPS = 30;

    private KilledRecording() {}

    /** Argument: the file. */
    public static void main(String[] arguments) throws Exception {
        EncoderSettings settings = EncoderSettings.builder()
                .width(128)
                .height(96)
                .rateControl(RateControlMode.CRF)
                .speed(12)
                .build();
        CpuFrame[] pictures = new CpuFrame[FPS];
        for (int i = 0; i < FPS; i++) {
            pictures[i] = Pictures.moving(128, 96, i);
        }
        Optional<AudioFormat> sound = Optional.of(new AudioFormat(48000, 2));
        try (Recorder recorder = new Recorder(settings, Path.of(arguments[0]), sound)) {
            long start = System.nanoTime();
            for (int i = 0; i < 100_000; i++) {
                recorder.frame(pictures[i % FPS]);
                recorder.sound(Pictures.tone(48000, 2, 1600L * i, 1600));
                OUT.println(i + 1);
                OUT.flush();
                long due = start + (i + 1) * 1_000_000_000L / FPS;
                Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            }
        }
    }
}
