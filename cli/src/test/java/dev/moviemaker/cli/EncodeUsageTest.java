// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code av1 encode}: options without effect, wrong usage and its status, and inputs that are not what they are called.
 */
class EncodeUsageTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    @TempDir
    private Path folder;

    private Path picture;

    @BeforeEach
    void makePicture() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(30, 160, 90));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.dispose();
        picture = folder.resolve("p1.png");
        ImageIO.write(image, "png", picture.toFile());
    }

    private CommandRun encode(Path input, Path output, String... options) {
        return CommandRun.of(Stream.concat(Stream.of("encode", input, "-o", output), Arrays.stream(options))
                .toArray());
    }

    private CommandRun picture(String options) {
        return encode(picture, folder.resolve("a.mp4"), ("--fps 5 " + options).split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --rate-control crf -b 3M                 | --bitrate: no effect, because rate control is crf
            --rate-control cqp -b 3M                 | --bitrate: no effect, because rate control is cqp
            --rate-control crf --max-bitrate 9M      | --max-bitrate: no effect, because rate control is crf
            --rate-control cbr --max-bitrate 9M      | --max-bitrate: no effect, because rate control is cbr
            --rate-control crf --buffer-size 1M      | --buffer-size: no effect, because rate control is crf
            --quality 70                             | --quality: no effect, because rate control is vbr
            --rate-control cbr -q 70                 | --quality: no effect, because rate control is cbr
            --backend av1_software --device 7        | --device: no effect, because no GPU encodes
            --backend av1_software --frames-in-flight 2 | --frames-in-flight: no effect, because no GPU encodes
            --audio-codec flac                       | --audio-codec: no effect, because there is no sound
            --background white                       | --background: no effect, because nothing is transparent
            """)
    void anOptionWithoutEffectIsToldOnce(String options, String told) {
        CommandRun run = picture(options);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().filter(line -> line.contains("no effect"))).containsExactly("  warning: " + told);
    }

    @ParameterizedTest
    @CsvSource({
        "-b 3M --max-bitrate 6M --buffer-size 1M",
        "--rate-control cbr -b 3M",
        "--rate-control crf -q 70",
        "--preset high --rate-control crf"
    })
    void optionsWithAnEffectAreNotTold(String options) {
        CommandRun run = picture(options);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("no effect");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a.avi  |                            | --output: {} given, a name that ends in
            a      |                            | --output: {} given, a name that ends in
            mp4    |                            | --output: {} given, a name that ends in
            a.webm | --audio-codec flac         | --audio-codec: flac given
            a.mp4  | -b 5                       | --bitrate: 5 given
            a.mp4  | --profile high             | --profile: 'high' given, only main (0) allowed
            a.mp4  | --audio-track 1            | --audio-track: there is no sound
            """)
    void wrongUsageHasItsStatusAndNamesTheOption(String name, String options, String message) {
        Path output = folder.resolve(name);
        String[] words = ("--fps 5" + (options == null ? "" : " " + options)).split(" ", -1);
        CommandRun run = encode(picture, output, words);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.error())
                .contains(message.replace("{}", output.toString()))
                .doesNotContain(";");
        assertThat(output).doesNotExist();
    }

    @Test
    void standardOutputIsNoFile() {
        CommandRun run = encode(picture, Path.of("-"), "--fps", "5");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.error()).contains("standard output");
        assertThat(Path.of("-")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", ""})
    void foldersAndNoNameAtAllAreNoFiles(String name) {
        String told = name.isEmpty() ? "''" : name;
        CommandRun run = CommandRun.of("encode", picture, "-o", name, "--fps", "5");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.error()).contains("--output: %s given, a name that ends in .".formatted(told));
    }

    @Test
    void noInputIsNamed() {
        CommandRun run = CommandRun.of("encode", "", "-o", folder.resolve("a.mp4"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.error()).contains("INPUT: '' given");
    }

    @Test
    void namesThatAreNotUtf8AreCalledSo() {
        CommandRun in = encode(folder.resolve("f\uFFFD.png"), folder.resolve("a.mp4"));
        assertThat(in.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(in.error()).contains("not UTF-8");
        CommandRun out = encode(picture, folder.resolve("f\uFFFD.mp4"), "--fps", "5");
        assertThat(out.error()).contains("not UTF-8");
        assertThat(folder.resolve("f\uFFFD.mp4")).doesNotExist();
    }

    @Test
    void filesWithHeadersAreNoRawFrames() throws IOException {
        Path movie = folder.resolve("m.mkv");
        assertThat(encode(picture, movie, "--fps", "5").exitCode()).isZero();
        byte[] y4m = "YUV4MPEG2 W64 H48 F25:1\n".getBytes(StandardCharsets.US_ASCII);
        Path y4mFile = Files.write(folder.resolve("a.y4m"), Arrays.copyOf(y4m, 20_000));
        for (Path file : List.of(movie, picture, y4mFile)) {
            Path output = folder.resolve("a.mp4");
            String[] raw = {"--format", "rgb24", "--size", "16x16", "--fps", "5"};
            CommandRun run = encode(file, output, raw);
            assertThat(run.exitCode()).isNotZero();
            assertThat(run.error()).contains(file + ": this is ").contains("--format");
            assertThat(output).doesNotExist();
        }
    }

    @ParameterizedTest
    @CsvSource({"'',1", "--color bt601,0"})
    void howRawSamplesAreReadIsToldUnlessItWasSaid(String options, int lines) throws IOException {
        byte[] frames = new byte[4 * 64 * 48 * 3 / 2];
        Arrays.fill(frames, (byte) 100);
        Path raw = Files.write(folder.resolve("a.yuv"), frames);
        String[] words =
                ("--format i420 --size 64x48 --fps 25 " + options).strip().split(" ", -1);
        CommandRun run = encode(raw, folder.resolve("a.mp4"), words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines().filter(line -> line.contains("raw frames do not state")))
                .hasSize(lines);
    }

    @Test
    void playlistsAreNamedOnStandardInputToo() {
        byte[] list = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1,\n/etc/passwd\n".getBytes(StandardCharsets.US_ASCII);
        CommandRun run =
                CommandRun.withInput(new ByteArrayInputStream(list), "encode", "-", "-o", folder.resolve("a.mp4"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.error()).contains("playlist").contains("--allow-playlists");
    }

    @Test
    void nothingIsInspectedOfNoUnits() throws IOException {
        Path movie = folder.resolve("m.mkv");
        assertThat(encode(picture, movie, "--fps", "5").exitCode()).isZero();
        CommandRun run = CommandRun.of("inspect", "--units", "0", movie);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.error()).isEqualTo("av1: --units: 0 given, at least 1 allowed");
        assertThat(run.out()).isEmpty();
    }
}
