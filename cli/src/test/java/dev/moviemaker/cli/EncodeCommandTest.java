// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.Rational;
import dev.moviemaker.cli.demo.DemoScene;
import dev.moviemaker.cli.demo.DemoTune;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code av1 encode}: every kind of input, good and bad. */
class EncodeCommandTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    @TempDir
    private Path folder;

    private static byte[] y4m(int frames, String size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("YUV4MPEG2 %s F30:1 C420jpeg\n".formatted(size).getBytes(StandardCharsets.US_ASCII));
        for (int frame = 0; frame < frames; frame++) {
            out.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            byte[] samples = new byte[WIDTH * HEIGHT * 3 / 2];
            Arrays.fill(samples, 0, WIDTH * HEIGHT, (byte) (60 + 10 * frame));
            Arrays.fill(samples, WIDTH * HEIGHT, samples.length, (byte) 128);
            out.writeBytes(samples);
        }
        return out.toByteArray();
    }

    private static byte[] y4m(int frames) {
        return y4m(frames, "W96 H64");
    }

    private Path shots(int frames) throws IOException {
        Path shots = Files.createDirectory(folder.resolve("shots"));
        DemoScene scene = new DemoScene(WIDTH, HEIGHT, 30);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int frame = 0; frame < frames; frame++) {
            scene.draw(frame, image);
            ImageIO.write(
                    image,
                    "png",
                    shots.resolve("movie%08d.png".formatted(frame)).toFile());
        }
        return shots;
    }

    /** As Godot writes it: 32-bit stereo, 44 bytes of header. */
    private static void wav(Path file, int frames) throws IOException {
        ByteBuffer samples = ByteBuffer.allocate(frames * 1600 * 8).order(ByteOrder.LITTLE_ENDIAN);
        DemoTune tune = new DemoTune(Rational.of(30));
        for (int frame = 0; frame < frames; frame++) {
            AudioBlock block = tune.block(frame);
            for (long i = 0; i < block.frames() * 2; i++) {
                samples.putInt(block.data().getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, i) << 16);
            }
        }
        ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.capacity());
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 2);
        header.putInt(48_000).putInt(48_000 * 8).putShort((short) 8).putShort((short) 32);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.capacity());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header.array());
        out.writeBytes(samples.array());
        Files.write(file, out.toByteArray());
    }

    private CommandRun encode(Object... words) {
        return CommandRun.of(
                Stream.concat(Stream.of("encode"), Arrays.stream(words)).toArray());
    }

    private void assertNothingLeftBut(Path... files) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(files);
        }
    }

    @Test
    void y4mFromAFileAndFromStandardInput() throws IOException {
        Path file = Files.write(folder.resolve("a.y4m"), y4m(5));
        CommandRun fromFile = encode(file, "-o", folder.resolve("a.mp4"));
        assertThat(fromFile.exitCode()).as(fromFile.err()).isZero();
        assertThat(fromFile.out()).contains("a.mp4: 5 frames, 0.17 s, 96x64, 30 fps, AV1, ");
        CommandRun piped =
                CommandRun.withInput(new ByteArrayInputStream(y4m(5)), "encode", "-", "-o", folder.resolve("b.mkv"));
        assertThat(piped.exitCode()).as(piped.err()).isZero();
        assertThat(piped.out()).contains("b.mkv: 5 frames, ");
    }

    @Test
    void rawFramesNeedTheirFormat() throws IOException {
        byte[] frames = new byte[3 * WIDTH * HEIGHT * 4];
        Path file = Files.write(folder.resolve("a.rgba"), frames);
        Path out = folder.resolve("a.webm");
        CommandRun without = encode(file, "-o", out);
        assertThat(without.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(without.error()).contains("--format");
        CommandRun half = encode(file, "-o", out, "--format", "rgba8", "--fps", "25");
        assertThat(half.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(half.error()).contains("--size");
        CommandRun run = encode(file, "-o", out, "--format", "rgba8", "--size", "96x64", "--fps", "25");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("a.webm: 3 frames, 0.12 s, 96x64, 25 fps");
    }

    @Test
    void pngSequenceByFileFolderPatternAndSound() throws IOException {
        Path shots = shots(6);
        wav(shots.resolve("movie.wav"), 6);
        Path out = folder.resolve("a.mp4");
        for (Path input : List.of(
                shots,
                shots.resolve("movie00000003.png"),
                shots.resolve("movie.wav"),
                shots.resolve("movie%08d.png"))) {
            CommandRun run = encode(input, "--fps", "30", "-o", out);
            assertThat(run.exitCode()).as(input + run.err()).isZero();
            assertThat(run.out()).as("%s", input).contains("a.mp4: 6 frames, 0.20 s, 96x64, 30 fps, AV1 + Opus stereo");
        }
        assertThat(encode(shots, "--fps", "30", "--no-audio", "-o", out).out()).doesNotContain("Opus");
        CommandRun noRate = encode(shots, "-o", out);
        assertThat(noRate.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(noRate.error()).contains("--fps: none given");
    }

    @Test
    void soundFromAnotherFileAndOnlyTheFirstPictures() throws IOException {
        Path file = Files.write(folder.resolve("a.y4m"), y4m(9));
        wav(folder.resolve("a.wav"), 3);
        CommandRun run =
                encode(file, "--audio", folder.resolve("a.wav"), "--frames", "4", "-o", folder.resolve("a.mkv"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("a.mkv: 4 frames, ").contains("AV1 + Opus stereo");
    }

    @Test
    void moviesWithSoundAndAnotherCodec() throws IOException {
        Path demo = folder.resolve("demo.mp4");
        assertThat(CommandRun.of("demo", "--size", "96x64", "--seconds", "0.3", "--quiet", demo)
                        .exitCode())
                .isZero();
        CommandRun run = encode(demo, "--audio-codec", "flac", "--bit-depth", "10", "-o", folder.resolve("b.mkv"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("b.mkv: 9 frames, 0.30 s, 96x64, 30 fps, AV1 + FLAC stereo");
        CommandRun inspected = CommandRun.of("inspect", folder.resolve("b.mkv"));
        assertThat(inspected.exitCode()).as(inspected.err()).isZero();
        assertThat(inspected.out()).contains("10 bit 4:2:0").contains("9 shown");
    }

    @Test
    void oddSizesKeepEveryRowAndColumn() {
        byte[] frames = new byte[2 * 17 * 19 * 3];
        CommandRun run = CommandRun.withInput(
                new ByteArrayInputStream(frames),
                "encode",
                "-",
                "--format",
                "rgb24",
                "--size",
                "17x19",
                "--fps",
                "30",
                "-o",
                folder.resolve("a.mp4"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("a.mp4: 2 frames, 0.07 s, 17x19");
    }

    @Test
    void inputsThatAreNoneAreOneErrorAndLeaveNothing() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        Path garbage = Files.write(folder.resolve("garbage.avi"), new byte[5000]);
        Path text = Files.writeString(folder.resolve("text.y4m"), "not a movie");
        Path noFolder = folder.resolve("none/%04d.png");
        for (Path input : List.of(folder.resolve("missing.mp4"), empty, garbage, text, noFolder)) {
            CommandRun run = encode(input, "--fps", "30", "-o", folder.resolve("out.mp4"));
            assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED);
            run.error();
        }
        CommandRun nothing = encode("-", "-o", folder.resolve("out.mp4"));
        assertThat(nothing.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(nothing.error()).isEqualTo("av1: standard input: the input is empty");
        assertNothingLeftBut(empty, garbage, text);
    }

    @Test
    void zeroFramesAreAnError() throws IOException {
        Path file = Files.write(folder.resolve("a.y4m"), y4m(0));
        CommandRun run = encode(file, "-o", folder.resolve("out.mp4"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        run.error();
        assertNothingLeftBut(file);
    }

    @Test
    void lyingHeadersAreOneError() throws IOException {
        for (String size : List.of("W960 H640", "W90 H64", "W8 H8", "W-1 H64", "W0 H0", "W99999999 H64", "H64")) {
            Path file = Files.write(folder.resolve("a.y4m"), y4m(4, size));
            CommandRun run = encode(file, "-o", folder.resolve("out.ivf"));
            assertThat(run.exitCode()).as(size + run.out()).isEqualTo(ExitCode.FAILED);
            run.error();
            Files.deleteIfExists(folder.resolve("out.ivf"));
            assertNothingLeftBut(file);
        }
    }

    @Test
    void aPictureOfAnotherSizeEndsTheMovieAndSaysSo() throws IOException {
        Path shots = shots(3);
        ImageIO.write(
                new BufferedImage(80, 64, BufferedImage.TYPE_INT_RGB),
                "png",
                shots.resolve("movie00000003.png").toFile());
        Path out = folder.resolve("a.ivf");
        CommandRun run = encode(shots, "--fps", "30", "-o", out);
        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.FAILED);
        assertThat(run.error()).contains("80x64").contains("a.ivf holds the 3 frames before that");
        assertThat(CommandRun.of("inspect", out).out()).contains("3 shown");
    }

    @Test
    void aTruncatedStreamAndABrokenPipeKeepWhatCame() throws IOException {
        byte[] movie = y4m(4);
        byte[] cut = Arrays.copyOf(movie, movie.length - 100);
        Path out = folder.resolve("a.ivf");
        CommandRun run = CommandRun.withInput(new ByteArrayInputStream(cut), "encode", "-", "-o", out);
        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.FAILED);
        assertThat(run.error()).contains("ends inside frame 3").contains("a.ivf holds the 3 frames before that");
        InputStream broken = new java.io.SequenceInputStream(new ByteArrayInputStream(cut), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        });
        CommandRun piped = CommandRun.withInput(broken, "encode", "-", "-o", out);
        assertThat(piped.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(piped.error()).contains("Broken pipe").contains("holds the 3 frames");
    }

    @Test
    void inputAndOutputMustDiffer() throws IOException {
        Path file = Files.write(folder.resolve("a.ivf"), y4m(2));
        CommandRun run = encode(file, "-o", file);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(file).hasBinaryContent(y4m(2));
    }

    @Test
    void godotsOwnFiles() {
        Path godot = Path.of("..", "shared", "samples", "godot");
        if (!Files.exists(godot)) {
            godot = Path.of("..", "..", "shared", "samples", "godot");
        }
        assumeTrue(Files.isDirectory(godot), "Godot's samples are not beside the checkout");
        for (String input : List.of("movie.avi", "movie.ogv", "pngwav")) {
            CommandRun run = encode(godot.resolve(input), "--fps", "30", "-o", folder.resolve("a.mp4"));
            assertThat(run.exitCode()).as(input + run.err()).isZero();
            assertThat(run.out()).as(input).contains("a.mp4: 60 frames, 2.00 s, 640x360, 30 fps, AV1 + Opus stereo");
        }
    }
}
