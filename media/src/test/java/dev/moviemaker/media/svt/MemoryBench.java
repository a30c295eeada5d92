package dev.moviemaker.media.svt;

import dev.moviemaker.AudioFormat;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.media.Pictures;
import dev.moviemaker.media.Recorder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Resident memory over many recordings and over one long one; it must not grow. */
final class MemoryBench {
    private static final PrintStream OUT = System.out;

    private MemoryBench() {}

    /** Arguments: a folder, the number of recordings, the number of frames of the long one. */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]).resolve("memory.mp4");
        int recordings = Integer.parseInt(arguments[1]);
        int frames = Integer.parseInt(arguments[2]);
        EncoderSettings settings = EncoderSettings.builder()
                .width(64)
                .height(64)
                .rateControl(RateControlMode.CRF)
                .speed(13)
                .build();
        CpuFrame[] pictures = new CpuFrame[16];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = Pictures.moving(64, 64, i);
        }
        for (int i = 0; i < recordings; i++) {
            record(settings, file, pictures, 3);
            if (i % (recordings / 10) == recordings / 10 - 1) {
                OUT.printf("%d recordings: %d KiB resident%n", i + 1, resident());
            }
        }
        Files.deleteIfExists(file);
        try (Recorder recorder = new Recorder(settings, file, Optional.of(new AudioFormat(48000, 2)))) {
            for (int i = 0; i < frames; i++) {
                recorder.frame(pictures[i % pictures.length]);
                recorder.sound(Pictures.tone(48000, 2, 1600L * i, 1600));
                if (i % (frames / 10) == frames / 10 - 1) {
                    OUT.printf("%d frames: %d KiB resident%n", i + 1, resident());
                }
            }
            recorder.finish();
        }
        OUT.printf("finished: %d KiB resident, file of %d KiB%n", resident(), Files.size(file) / 1024);
    }

    private static void record(EncoderSettings settings, Path file, CpuFrame[] pictures, int frames)
            throws IOException {
        Files.deleteIfExists(file);
        try (Recorder recorder = new Recorder(settings, file, Optional.of(new AudioFormat(48000, 2)))) {
            for (int i = 0; i < frames; i++) {
                recorder.frame(pictures[i]);
                recorder.sound(Pictures.tone(48000, 2, 1600L * i, 1600));
            }
            recorder.finish();
        }
    }

    private static long resident() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }
}
