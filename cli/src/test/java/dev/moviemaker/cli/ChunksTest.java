// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.bitstream.file.IvfReader;
import dev.moviemaker.bitstream.file.StreamUnit;
import dev.moviemaker.cli.demo.DemoScene;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code av1 encode --chunks}, {@code plan}, {@code --part} and {@code join}: what comes out is, byte for byte, what
 * {@code av1 encode} makes in one go.
 */
class ChunksTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;
    private static final int FRAMES = 150;
    private static final List<String> QUALITY = List.of("--rate-control=crf", "--speed=12", "--quiet");

    @TempDir
    private Path folder;

    private static void ok(Object... args) {
        CommandRun run = CommandRun.of(args);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private static Object[] words(List<?> more, Object... first) {
        List<Object> words = new ArrayList<>(Arrays.asList(first));
        words.addAll(QUALITY);
        words.addAll(more);
        return words.toArray();
    }

    /** A disc of light that moves over a gradient: every picture differs from every other. */
    private static byte[] samples(int frame) {
        byte[] samples = new byte[WIDTH * HEIGHT * 3 / 2];
        Arrays.fill(samples, WIDTH * HEIGHT, samples.length, (byte) 128);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean lit = Math.hypot(x - frame % WIDTH, y - 32) < 12;
                samples[y * WIDTH + x] = (byte) (lit ? 230 : 30 + x + frame / 3);
            }
        }
        return samples;
    }

    private Path y4m(int seed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("YUV4MPEG2 W96 H64 F30:1 C420jpeg\n".getBytes(StandardCharsets.US_ASCII));
        for (int frame = 0; frame < FRAMES; frame++) {
            out.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(samples(frame + seed));
        }
        return Files.write(folder.resolve("in.y4m"), out.toByteArray());
    }

    private void requireSameInChunks(Path input, Object... options) throws IOException {
        Path whole = folder.resolve("whole.mkv");
        ok(words(List.of(options), "encode", input, "-o", whole));
        for (int workers : new int[] {1, 2, 4, 16}) {
            Path output = folder.resolve("chunks.mkv");
            ok(words(List.of(options), "encode", input, "-o", output, "--chunks=" + workers));
            assertThat(output).as("%d workers", workers).hasSameBinaryContentAs(whole);
            assertThat(ChunkFolder.of(output)).doesNotExist();
        }
    }

    @Test
    void y4mComesOutTheSameWithAnyNumberOfWorkers() throws IOException {
        requireSameInChunks(y4m(0));
    }

    @Test
    void framesOfY4mThatHaveParametersAreReadOneAfterAnother() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("YUV4MPEG2 W96 H64 F30:1 C420jpeg\n".getBytes(StandardCharsets.US_ASCII));
        for (int frame = 0; frame < FRAMES; frame++) {
            out.writeBytes((frame % 7 == 3 ? "FRAME Xa=b\n" : "FRAME\n").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(samples(frame));
        }
        requireSameInChunks(Files.write(folder.resolve("in.y4m"), out.toByteArray()));
    }

    @Test
    void rawFramesComeOutTheSame() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int frame = 0; frame < FRAMES; frame++) {
            out.writeBytes(samples(frame));
        }
        Path raw = Files.write(folder.resolve("in.yuv"), out.toByteArray());
        requireSameInChunks(raw, "--format=yuv420p", "--size=96x64", "--fps=30", "--frames=130");
    }

    @Test
    void numberedPicturesWithSoundComeOutTheSame() throws IOException {
        DemoScene scene = new DemoScene(WIDTH, HEIGHT, 30);
        Path shots = Files.createDirectory(folder.resolve("shots"));
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int frame = 0; frame < FRAMES; frame++) {
            scene.draw(frame, image);
            ImageIO.write(
                    image, "png", shots.resolve("s%04d.png".formatted(frame)).toFile());
        }
        Path sound = folder.resolve("demo.mp4");
        ok("demo", sound, "--size", "96x64", "--seconds", "5", "--quiet");
        requireSameInChunks(shots, "--fps=30", "--audio=" + sound);
    }

    /** Each chunk is decoded from the key frame before it; the sound lies as in the input. */
    @Test
    void moviesWithSoundComeOutTheSame() throws IOException {
        Path movie = folder.resolve("demo.mp4");
        ok("demo", movie, "--size", "96x64", "--seconds", "5", "--keyframe-interval", "47", "--quiet");
        requireSameInChunks(movie);
        requireSameInChunks(movie, "--frames=77");
    }

    /** One in seven pictures of the first two seconds, then all: chunks follow the clock, not the pictures. */
    @Test
    void picturesOfVariableRateKeepTheirTimes() throws IOException {
        Ffmpeg.assumeInstalled();
        Path movie = folder.resolve("variable.mp4");
        Ffmpeg.run(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-i",
                y4m(0).toString(),
                "-vf",
                "select='not(mod(n,7))+gt(n,60)'",
                "-fps_mode",
                "vfr",
                movie.toString()));
        Path whole = folder.resolve("whole.mp4");
        Path one = folder.resolve("one.mp4");
        Path four = folder.resolve("four.mp4");
        ok(words(List.of(), "encode", movie, "-o", whole));
        ok(words(List.of("--chunks=1"), "encode", movie, "-o", one));
        ok(words(List.of("--chunks=4"), "encode", movie, "-o", four));
        String[] times = {"-select_streams", "v", "-show_entries", "packet=pts,duration"};
        assertThat(Ffmpeg.probe(one, times)).isEqualTo(Ffmpeg.probe(whole, times));
        assertThat(four).hasSameBinaryContentAs(one);
        assertThat(Ffmpeg.pictures(four)).hasSize(98).doesNotHaveDuplicates();
    }

    private Path noisy(String name, int first, int second) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("YUV4MPEG2 W96 H64 F30:1 C420jpeg\n".getBytes(StandardCharsets.US_ASCII));
        Random random = new Random(1);
        for (int frame = 0; frame < 480; frame++) {
            byte[] samples = samples(frame);
            int noise = frame < 240 ? first : second;
            for (int i = 0; noise > 0 && i < WIDTH * HEIGHT; i++) {
                samples[i] = (byte) (100 + random.nextInt(noise));
            }
            out.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(samples);
        }
        return Files.write(folder.resolve(name), out.toByteArray());
    }

    /** Bytes of both halves, the same whether one or four encode them. */
    private long[] halves(Path input, String mode) throws IOException {
        Path one = folder.resolve("one.ivf");
        Path four = folder.resolve("four.ivf");
        Object[] options = {"encode", input, "--rate-control=" + mode, "--bitrate=300k", "--speed=10", "--quiet", "-o"};
        ok(Stream.concat(Arrays.stream(options), Stream.of(one, "--chunks=1")).toArray());
        ok(Stream.concat(Arrays.stream(options), Stream.of(four, "--chunks=4")).toArray());
        assertThat(four).as(mode).hasSameBinaryContentAs(one);
        long[] halves = new long[2];
        try (IvfReader reader = new IvfReader(Files.newInputStream(one))) {
            for (StreamUnit unit = reader.next(); unit != null; unit = reader.next()) {
                halves[unit.timestamp() < 240 ? 0 : 1] += unit.data().length;
            }
        }
        assertThat((halves[0] + halves[1]) * 8 / 16.0).as(mode).isBetween(291_000.0, 309_000.0);
        return halves;
    }

    @Test
    void vbrHoldsOnTheWholeAndGivesMoreToWhatIsHarder() throws IOException {
        long[] halves = halves(noisy("vbr.y4m", 0, 60), "vbr");
        assertThat(halves[1]).isGreaterThan(halves[0] * 3 / 2);
    }

    @Test
    void cbrHoldsInEveryPart() throws IOException {
        long[] halves = halves(noisy("cbr.y4m", 60, 60), "cbr");
        assertThat(halves[1] / (double) halves[0]).isBetween(0.95, 1.05);
    }

    @Test
    void partsOfAPlanJoinToTheWhole() throws IOException {
        Path input = y4m(0);
        Path output = folder.resolve("out.mp4");
        Path plan = folder.resolve("out.mp4.plan.json");
        ok(words(List.of(), "encode", input, "-o", folder.resolve("whole.mp4")));
        ok(words(List.of(), "plan", input, "-o", output));
        ok("encode", plan, "--part=2/2", "--quiet");
        CommandRun early = CommandRun.of("join", plan);
        assertThat(early.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(early.error()).contains("chunk 1 of 3 is missing");
        assertThat(output).doesNotExist();
        ok("encode", plan, "--part", "1/2", "--quiet");
        ok("join", plan, "--quiet");
        assertThat(output).hasSameBinaryContentAs(folder.resolve("whole.mp4"));
        assertThat(ChunkFolder.of(output)).doesNotExist();
    }

    @Test
    void damagedChunksAreRefusedAndCodedAgain() throws IOException {
        Path plan = planned();
        Path chunk = folder.resolve(".out.mp4.chunks/000001.ivf");
        byte[] good = Files.readAllBytes(chunk);
        byte[] bad = good.clone();
        bad[good.length / 2] ^= 1;
        Files.write(chunk, bad);
        assertThat(CommandRun.of("join", plan).error()).contains("chunk 2 of 3", "is damaged");
        ok("encode", plan, "--part=1/1", "--quiet");
        assertThat(chunk).hasBinaryContent(good);
        ok("join", plan, "--quiet", "--keep");
        assertThat(chunk).exists();
    }

    private Path planned() throws IOException {
        ok(words(List.of(), "plan", y4m(0), "-o", folder.resolve("out.mp4")));
        Path plan = folder.resolve("out.mp4.plan.json");
        ok("encode", plan, "--part=1/1", "--quiet");
        return plan;
    }

    @Test
    void aChangedInputIsNoticed() throws IOException {
        Path plan = planned();
        Path input = y4m(1);
        Files.setLastModifiedTime(input, FileTime.fromMillis(1_000_000_000_000L));
        assertThat(CommandRun.of("encode", plan, "--part=1/1").error()).contains("in.y4m has changed since");
        assertThat(CommandRun.of("join", plan).error()).contains("in.y4m has changed since");
        Files.setLastModifiedTime(y4m(0), FileTime.fromMillis(1_000_000_000_000L));
        ok("join", plan, "--quiet");
    }

    @Test
    void chunksOfAnotherPlanAreNotJoined() throws IOException {
        Path plan = planned();
        ok(words(List.of("--quality=20"), "plan", folder.resolve("in.y4m"), "-o", folder.resolve("out.mp4")));
        assertThat(CommandRun.of("join", plan).error()).contains("chunk 1 of 3", "was coded by another plan");
    }

    @Test
    void aPlanThatWasEditedIsRefused() throws IOException {
        Path plan = planned();
        Files.writeString(plan, Files.readString(plan).replace("--speed=12", "--speed=11"));
        assertThat(CommandRun.of("encode", plan, "--part=1/1").error()).contains("the plan was changed");
        Files.writeString(plan, "[]");
        assertThat(CommandRun.of("join", plan).error()).contains("not an object of JSON");
    }

    /** What a killed run has left is used, unless it is of something else. */
    @Test
    void aKilledRunIsResumed() throws IOException {
        Path input = y4m(0);
        Path output = folder.resolve("out.mp4");
        ok(words(List.of(), "encode", input, "-o", folder.resolve("whole.mp4")));
        Path plan = planned();
        Path chunks = ChunkFolder.of(output);
        Files.move(plan, chunks.resolve("plan.json"), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(chunks.resolve("000001.json"));
        Files.writeString(chunks.resolve("000001.0815.part"), "half");
        CommandRun run = CommandRun.of("encode", input, "-o", output, "--chunks=2", "--rate-control=crf", "--speed=12");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("3 chunks, 1 at a time, which take at most ", "; 2 were there already");
        assertThat(output).hasSameBinaryContentAs(folder.resolve("whole.mp4"));
    }

    @Test
    void leftoversOfOtherOptionsAreRemoved() throws IOException {
        planned();
        Path output = folder.resolve("out.mp4");
        ok(words(List.of("--quality=20"), "encode", folder.resolve("in.y4m"), "-o", folder.resolve("whole.mp4")));
        CommandRun run = CommandRun.of(
                "encode",
                folder.resolve("in.y4m"),
                "-o",
                output,
                "--chunks=2",
                "--rate-control=crf",
                "--speed=12",
                "--quality=20");
        assertThat(run.err()).contains("3 chunks of an earlier run with another input or other options removed");
        assertThat(output).hasSameBinaryContentAs(folder.resolve("whole.mp4"));
    }

    @Test
    void twoRunsOfOneOutputAreRefused() throws IOException {
        Path plan = planned();
        Path lock = folder.resolve(".out.mp4.chunks/lock");
        try (FileChannel other = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(other.lock()).isNotNull();
            assertThat(CommandRun.of("join", plan).error()).contains("out.mp4 is being recorded already");
            CommandRun run = CommandRun.of(
                    words(List.of("--chunks=2"), "encode", folder.resolve("in.y4m"), "-o", folder.resolve("out.mp4")));
            assertThat(run.error()).contains("out.mp4 is being recorded already");
        }
    }

    @Test
    void whatCannotBeCutIsRefused() throws IOException {
        Path input = y4m(0);
        Path output = folder.resolve("out.mp4");
        assertThat(CommandRun.of(words(List.of("--chunks=auto"), "encode", "-", "-o", output))
                        .error())
                .contains("a file that can be read more than once");
        assertThat(CommandRun.of(words(List.of("--chunks=2", "--backend=av1_hardware"), "encode", input, "-o", output))
                        .error())
                .contains("--backend: av1_hardware given", "chunks are encoded in software");
        for (String wrong : List.of("--chunks=0", "--chunks=257", "--chunks=many", "--part=0/3", "--part=4/3")) {
            CommandRun run = CommandRun.of("encode", input, "-o", output, wrong);
            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(run.error()).contains(wrong.substring(wrong.indexOf('=') + 1), "allowed");
        }
        assertThat(CommandRun.of("encode", input, "-o", output, "--chunks=2", "--cfr=25")
                        .error())
                .contains("--cfr: allowed without chunks only");
        assertThat(CommandRun.of("encode", input, "-o", output, "--part=1/2").error())
                .contains("the other options are in the plan");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(input);
        }
    }
}
