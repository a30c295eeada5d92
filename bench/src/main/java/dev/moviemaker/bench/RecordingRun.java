// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.media.svt.SvtPlan;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacv.FFmpegFrameRecorder;

/**
 * The process that records, in one of the ways, and prints what that took. The frames are in its memory before it
 * starts to count.
 */
final class RecordingRun {
    static final int WIDTH = 1920;
    static final int HEIGHT = 1080;
    private static final int FRAMES_PER_SECOND = 30;
    private static final int SPEED = 10;
    private static final long KIB = 1024;
    private static final PrintStream OUT = System.out;

    /** How to record. */
    enum Way {
        OURS("this library"),
        JAVACV("JavaCV FFmpegFrameRecorder"),
        PIPE("piped ffmpeg process");

        private final String title;

        Way(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private RecordingRun() {}

    static EncoderSettings settings() {
        return EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .framerate(Rational.of(FRAMES_PER_SECOND))
                .rateControl(RateControlMode.CRF)
                .speed(SPEED)
                .build();
    }

    /** Arguments: the way, the file of frames, how many to record, the movie. */
    public static void main(String[] arguments) throws Exception {
        Way way = Way.valueOf(arguments[0]);
        int count = Integer.parseInt(arguments[2]);
        Path movie = Path.of(arguments[3]);
        Files.deleteIfExists(movie);
        try (Arena arena = Arena.ofShared()) {
            NaturalFrames frames = NaturalFrames.read(Path.of(arguments[1]), WIDTH, HEIGHT, arena);
            load(way);
            try (ProcessUsage usage = new ProcessUsage()) {
                long start = System.nanoTime();
                switch (way) {
                    case OURS -> ours(frames, count, movie);
                    case JAVACV -> javacv(frames, count, movie);
                    case PIPE -> pipe(frames, count, movie);
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                print("seconds", seconds);
                print("cpu", usage.cpuSince());
                print("peakKib", usage.peakKib() - frames.pixels().byteSize() / (double) KIB);
            }
        }
    }

    /** Unpacks native libraries, which is not part of recording. */
    private static void load(Way way) {
        if (way == Way.PIPE) {
            program();
        } else {
            Loader.load(avcodec.class);
        }
    }

    static String program() {
        return Loader.load(org.bytedeco.ffmpeg.ffmpeg.class);
    }

    private static void print(String name, double value) {
        OUT.printf(Locale.ROOT, "%s %.3f%n", name, value);
    }

    private static void ours(NaturalFrames frames, int count, Path movie) {
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(settings());
            maker.start(movie);
            for (int i = 0; i < count; i++) {
                maker.record(Frame.of(PixelFormat.RGBA8, WIDTH, HEIGHT, frames.frame(i)));
            }
            maker.finish();
        }
    }

    private static void javacv(NaturalFrames frames, int count, Path movie) throws Exception {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(movie.toFile(), WIDTH, HEIGHT)) {
            recorder.setFormat("mp4");
            recorder.setVideoCodecName("libsvtav1");
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(FRAMES_PER_SECOND);
            recorder.setGopSize(settings().keyframeInterval());
            recorder.setVideoBitrate(0);
            recorder.setVideoOption("preset", Integer.toString(SPEED));
            recorder.setVideoOption("svtav1-params", SvtPlan.of(settings()).parameterString());
            recorder.start();
            for (int i = 0; i < count; i++) {
                recorder.recordImage(
                        WIDTH,
                        HEIGHT,
                        org.bytedeco.javacv.Frame.DEPTH_UBYTE,
                        4,
                        4 * WIDTH,
                        avutil.AV_PIX_FMT_RGBA,
                        frames.frame(i).asByteBuffer());
            }
            recorder.stop();
        }
    }

    private static void pipe(NaturalFrames frames, int count, Path movie) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(movie))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] bytes = new byte[(int) frames.frameBytes()];
        MemorySegment heap = MemorySegment.ofArray(bytes);
        try (OutputStream out = process.getOutputStream()) {
            for (int i = 0; i < count; i++) {
                heap.copyFrom(frames.frame(i));
                out.write(bytes);
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("ffmpeg ended with " + process.exitValue());
        }
    }

    private static List<String> command(Path movie) {
        String command =
                ("-v error -f rawvideo -pix_fmt rgba -s %dx%d -r %d -i - -pix_fmt yuv420p -c:v libsvtav1 -preset %d "
                                + "-g %d -svtav1-params %s -y")
                        .formatted(
                                WIDTH,
                                HEIGHT,
                                FRAMES_PER_SECOND,
                                SPEED,
                                settings().keyframeInterval(),
                                SvtPlan.of(settings()).parameterString());
        List<String> all = new java.util.ArrayList<>();
        all.add(program());
        all.addAll(List.of(command.split(" ", -1)));
        all.add(movie.toString());
        return all;
    }
}
