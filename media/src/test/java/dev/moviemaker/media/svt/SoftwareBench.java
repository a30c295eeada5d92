package dev.moviemaker.media.svt;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.media.Recorder;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/**
 * 1080p RGBA frames to MP4: this module against the program {@code ffmpeg} from the same natives with the same settings of SVT-AV1, in turns.
 * Prints frames per second, peak resident memory, and the ratios of the best runs.
 */
final class SoftwareBench {
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final int DISTINCT = 8;
    private static final PrintStream OUT = System.out;

    private SoftwareBench() {}

    /** One run's frames per second, peak resident memory in KiB, and processor time with the start of the process. */
    private record Run(double fps, long peakKib, double cpuSeconds) {}

    private static EncoderSettings settings() {
        return EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .rateControl(RateControlMode.CRF)
                .speed(10)
                .build();
    }

    /** Arguments: a folder for files, frames, rounds; or {@code child}, the folder and frames. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("child")) {
            child(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            return;
        }
        Path folder = Path.of(arguments[0]);
        int frames = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        source(folder.resolve("frames.rgba"));
        Run ours = new Run(0, 0, 0);
        Run theirs = new Run(0, 0, 0);
        for (int i = 0; i < rounds; i++) {
            Run a = java(folder, frames);
            Run b = ffmpeg(folder, frames);
            OUT.printf(
                    "round %d: library %.2f fps, %d MiB; ffmpeg %.2f fps, %d MiB%n",
                    i, a.fps, a.peakKib / 1024, b.fps, b.peakKib / 1024);
            ours = a.fps > ours.fps ? a : ours;
            theirs = b.fps > theirs.fps ? b : theirs;
        }
        OUT.printf(
                "speed ratio %.3f (at least 0.95), memory ratio %.3f (at most 1.2), processor time ratio %.3f%n",
                ours.fps / theirs.fps, (double) ours.peakKib / theirs.peakKib, ours.cpuSeconds / theirs.cpuSeconds);
        Files.delete(folder.resolve("frames.rgba"));
    }

    private static void source(Path file) throws IOException {
        byte[] frame = new byte[4 * WIDTH * HEIGHT];
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int i = 0; i < DISTINCT; i++) {
                for (int y = 0; y < HEIGHT; y++) {
                    for (int x = 0; x < WIDTH; x++) {
                        int at = 4 * (y * WIDTH + x);
                        int noise = (x * 7919 + y * 104_729 + i * 1299) >> 5 & 7;
                        frame[at] = (byte) (x / 8 + i * 4 + noise);
                        frame[at + 1] = (byte) (y / 5 + i * 2 + noise);
                        frame[at + 2] = (byte) (((x + 16 * i) / 64 ^ y / 64) * 16);
                        frame[at + 3] = (byte) 255;
                    }
                }
                out.write(java.nio.ByteBuffer.wrap(frame));
            }
        }
    }

    private static Run java(Path folder, int frames) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SoftwareBench.class.getName(),
                "child",
                folder.toString(),
                Integer.toString(frames)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(out);
        }
        List<String> fields = List.of(out.strip().split(" ", -1));
        return new Run(
                Double.parseDouble(fields.getFirst()),
                Long.parseLong(fields.get(1)),
                Double.parseDouble(fields.getLast()));
    }

    private static void child(Path folder, int frames) throws Exception {
        Path target = folder.resolve("library.mp4");
        Files.deleteIfExists(target);
        try (Arena arena = Arena.ofConfined();
                FileChannel in = FileChannel.open(folder.resolve("frames.rgba"))) {
            MemorySegment all = in.map(FileChannel.MapMode.READ_ONLY, 0, in.size(), arena);
            MemorySegment memory = arena.allocate(all.byteSize());
            memory.copyFrom(all);
            long frameBytes = 4L * WIDTH * HEIGHT;
            long start = System.nanoTime();
            try (Recorder recorder = new Recorder(settings(), target, Optional.empty())) {
                for (int i = 0; i < frames; i++) {
                    recorder.frame(Frame.of(
                            PixelFormat.RGBA8, WIDTH, HEIGHT, memory.asSlice(i % DISTINCT * frameBytes, frameBytes)));
                }
                recorder.finish();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            // The frames themselves are the program's, not the library's; the mapping and the copy of them are left
            // out.
            long own = peak(ProcessHandle.current().pid()) - (memory.byteSize() + all.byteSize()) / 1024;
            OUT.printf("%.3f %d %.3f%n", frames / seconds, own, cpuSeconds(ProcessHandle.current()));
        }
    }

    private static Run ffmpeg(Path folder, int frames) throws IOException, InterruptedException {
        SvtPlan plan = SvtPlan.of(settings());
        List<String> command = List.of(
                Loader.load(org.bytedeco.ffmpeg.ffmpeg.class),
                "-nostdin",
                "-v",
                "error",
                "-stream_loop",
                "-1",
                "-f",
                "rawvideo",
                "-pix_fmt",
                "rgba",
                "-s",
                WIDTH + "x" + HEIGHT,
                "-r",
                "30",
                "-i",
                folder.resolve("frames.rgba").toString(),
                "-frames:v",
                Integer.toString(frames),
                "-pix_fmt",
                "yuv420p",
                "-c:v",
                "libsvtav1",
                "-preset",
                "10",
                "-g",
                "30",
                "-svtav1-params",
                plan.parameterString(),
                "-y",
                folder.resolve("ffmpeg.mp4").toString());
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SVT_LOG", "1");
        Process process = builder.start();
        process.getOutputStream().close();
        long peak = 0;
        double cpu = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, peak(process.pid()));
            cpu = Math.max(cpu, cpuSeconds(process.toHandle()));
            Thread.sleep(20);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(out);
        }
        return new Run(frames / seconds, peak, cpu);
    }

    private static double cpuSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** VmHWM of a process in KiB; 0 if it is gone. */
    private static long peak(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
