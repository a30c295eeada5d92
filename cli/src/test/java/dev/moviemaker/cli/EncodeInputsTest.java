// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code av1 encode}: what is done with options that an input contradicts, pipes, and files that must not be written.
 */
class EncodeInputsTest {
    @TempDir
    private Path folder;

    private static CommandRun encode(Object... words) {
        return CommandRun.of(
                Stream.concat(Stream.of("encode"), Arrays.stream(words)).toArray());
    }

    private static byte[] y4m(int frames, String sampling, int frameBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("YUV4MPEG2 W64 H48 F25:1 C%s\n".formatted(sampling).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < frames; i++) {
            out.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            byte[] samples = new byte[frameBytes];
            Arrays.fill(samples, (byte) (60 + 10 * i));
            out.writeBytes(samples);
        }
        return out.toByteArray();
    }

    @Test
    void interlacingIsLeftOnlyIfAskedFor() throws IOException {
        byte[] frames = y4m(10, "420jpeg It", 64 * 48 * 3 / 2);
        Path y4m = Files.write(folder.resolve("fields.y4m"), frames);
        assertThat(encode(y4m, "--deinterlace", "off", "-o", folder.resolve("off.mkv"))
                        .out())
                .contains("interlaced; recorded as it is");
        assertThat(encode(y4m, "--deinterlace=auto", "-o", folder.resolve("auto.mkv"))
                        .out())
                .contains("two fields became one");
        assertThat(encode(y4m, "--deinterlace", "on", "-o", folder.resolve("on.mkv"))
                        .err())
                .contains("'on' given, auto or off allowed");
    }

    private Path movie() throws IOException {
        Path movie = folder.resolve("movie.mkv");
        Path y4m = Files.write(folder.resolve("movie.y4m"), y4m(10, "420jpeg", 64 * 48 * 3 / 2));
        Path wav = Files.write(folder.resolve("movie.wav"), wav(48_000));
        CommandRun run = encode(y4m, "--audio", wav, "-o", movie);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return movie;
    }

    private static byte[] wav(int frames) {
        ByteBuffer bytes = ByteBuffer.allocate(44 + 2 * frames).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * frames);
        bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        bytes.putInt(48_000).putInt(96_000).putShort((short) 2).putShort((short) 16);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * frames);
        for (int i = 0; i < frames; i++) {
            bytes.putShort((short) (8000 * Math.sin(i * 0.06)));
        }
        return bytes.array();
    }

    @Test
    void rateAndSizeOfAMovieAreItsOwn() throws IOException {
        Path movie = movie();
        Path out = folder.resolve("out.mp4");
        CommandRun rate = encode(movie, "--fps", "30", "-o", out);
        assertThat(rate.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(rate.error()).contains("--fps: 30 given").contains("has 25");
        CommandRun size = encode(movie, "--size", "32x32", "-o", out);
        assertThat(size.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(size.error()).contains("--size: 32x32 given").contains("has 64x48");
        assertThat(out).doesNotExist();
        assertThat(encode(movie, "--fps", "25", "--size", "64x48", "-o", out).exitCode())
                .isZero();
    }

    @Test
    void onlyTheFirstPicturesWithTheSoundDueToThem() throws Exception {
        Path out = folder.resolve("out.mkv");
        CommandRun run = encode(movie(), "--frames", "5", "--audio-codec", "flac", "-o", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        try (var reader = dev.moviemaker.media.input.MediaReader.open(out)) {
            long sound = 0;
            int pictures = 0;
            var item = reader.next();
            while (item.isPresent()) {
                switch (item.get()) {
                    case dev.moviemaker.media.input.MovieInput.Item.Picture picture -> pictures++;
                    case dev.moviemaker.media.input.MovieInput.Item.Sound block ->
                        sound += block.block().frames();
                }
                item = reader.next();
            }
            assertThat(pictures).isEqualTo(5);
            assertThat(sound).isEqualTo(9600);
        }
    }

    @Test
    void nothingIsWrittenOverWhatIsRead() throws IOException {
        Path movie = movie();
        Path wav = folder.resolve("movie.wav");
        byte[] before = Files.readAllBytes(movie);
        Path link = Files.createSymbolicLink(folder.resolve("link.mkv"), movie);
        Path hard = Files.createLink(folder.resolve("hard.mkv"), movie);
        Path shot = folder.resolve("s1.png");
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", shot.toFile());
        Path out = folder.resolve("out.mp4");
        for (CommandRun run : new CommandRun[] {
            encode(movie, "-o", link),
            encode(movie, "-o", hard),
            encode(link, "-o", folder.resolve("./movie.mkv")),
            encode(movie, "--stats", link, "-o", out),
            encode(movie, "--audio", wav, "--stats", wav, "-o", out),
            encode(movie, "--stats", out, "-o", out),
            encode(folder.resolve("s%d.png"), "--fps", "5", "--stats", shot, "-o", out)
        }) {
            assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.USAGE);
            run.error();
        }
        assertThat(movie).hasBinaryContent(before);
        assertThat(wav).hasBinaryContent(wav(48_000));
        assertThat(ImageIO.read(shot.toFile())).isNotNull();
        assertThat(out).doesNotExist();
    }

    /** A named pipe can be read once only: nothing of it may be lost while its kind is found out. */
    @Test
    void namedPipesAndStandardInputOfAnyKind() throws Exception {
        Path pipe = folder.resolve("pipe");
        boolean made = false;
        try {
            made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            assumeTrue(false, "there is no mkfifo here");
        }
        assumeTrue(made, "mkfifo failed");
        byte[] movie = Files.readAllBytes(movie());
        byte[] direct = y4m(10, "420jpeg", 64 * 48 * 3 / 2);
        byte[] converted = y4m(10, "444", 64 * 48 * 3);
        for (byte[] content : new byte[][] {direct, converted, movie}) {
            Thread writer = Thread.ofPlatform().start(() -> {
                try (OutputStream out = Files.newOutputStream(pipe)) {
                    out.write(content);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            CommandRun run = encode(pipe, "-o", folder.resolve("out.mp4"));
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("out.mp4: 10 frames, ");
            assertThat(writer.join(java.time.Duration.ofSeconds(10))).isTrue();
            CommandRun piped = CommandRun.withInput(
                    new ByteArrayInputStream(content), "encode", "-", "-o", folder.resolve("out.mkv"));
            assertThat(piped.exitCode()).as(piped.err()).isZero();
            assertThat(piped.out()).contains("out.mkv: 10 frames, ");
        }
    }

    @Test
    void backgroundPlaylistsAndTracks() throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_ARGB);
        ImageIO.write(image, "png", folder.resolve("a1.png").toFile());
        Path out = folder.resolve("out.mp4");
        CommandRun white = encode(folder.resolve("a1.png"), "--fps", "5", "--background", "white", "-o", out);
        assertThat(white.exitCode()).as(white.err()).isZero();
        assertThat(white.out()).contains("transparent pixels were laid over #FFFFFF");
        assertThat(encode(folder.resolve("a1.png"), "--fps", "5", "--background", "blue-ish", "-o", out)
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        Path list = Files.writeString(
                folder.resolve("list.m3u8"), "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1,\n/etc/passwd\n");
        CommandRun refused = encode(list, "-o", out);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.error()).contains("playlist or script");
        CommandRun third = encode(movie(), "--audio-track", "3", "-o", out);
        assertThat(third.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(third.error()).contains("audio track 3 requested, the input has 1");
        CommandRun none = encode(folder.resolve("movie.y4m"), "--audio-track", "1", "-o", out);
        assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(none.error()).contains("there is no sound");
    }

    @Test
    void soundIsToldWhereItHasNoPlace() throws IOException {
        Path movie = movie();
        for (String extension : new String[] {"ivf", "obu"}) {
            CommandRun run = encode(movie, "-o", folder.resolve("out." + extension));
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out().lines().filter(line -> line.contains("sound")))
                    .singleElement()
                    .asString()
                    .contains("the sound is left out: a .%s file has no place for it".formatted(extension));
        }
        Path out = folder.resolve("out.ivf");
        assertThat(encode(movie, "--no-audio", "-o", out).out()).doesNotContain("sound");
        assertThat(encode(folder.resolve("movie.y4m"), "-o", out).out()).doesNotContain("sound");
    }

    /** A JPEG whose lower half is missing, alone and as a sequence. */
    @Test
    void cutPicturesAreFilledInHoweverTheyAreNamed() throws IOException {
        BufferedImage noise = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 48; i++) {
            noise.setRGB(i % 64, i / 64, i * 0x9E3779B1);
        }
        Path whole = folder.resolve("whole.jpg");
        ImageIO.write(noise, "jpg", whole.toFile());
        byte[] bytes = Files.readAllBytes(whole);
        Files.createDirectory(folder.resolve("shots"));
        for (String name : new String[] {"photo.jpg", "shots/s1.jpg"}) {
            Files.write(folder.resolve(name), Arrays.copyOf(bytes, bytes.length / 2));
        }
        Path out = folder.resolve("out.mp4");
        for (CommandRun run : new CommandRun[] {
            encode(folder.resolve("photo.jpg"), "-o", out),
            encode(folder.resolve("photo.jpg"), "--fps", "5", "-o", out),
            encode(folder.resolve("shots"), "--fps", "5", "-o", out)
        }) {
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("is cut off; what is missing of its picture is filled in");
        }
        assertThat(encode(whole, "-o", out).out()).doesNotContain("cut off");
    }

    @Test
    void onePictureLastsAsLongAsItsRateSays() throws IOException {
        Path photo = folder.resolve("photo.png");
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
        Path out = folder.resolve("out.mp4");
        CommandRun run = encode(photo, "--fps", "10", "-o", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        try (var reader = dev.moviemaker.media.input.MediaReader.open(out)) {
            var picture = (dev.moviemaker.media.input.MovieInput.Item.Picture)
                    reader.next().orElseThrow();
            assertThat(picture.duration()
                            * reader.video().orElseThrow().timeBase().toDouble())
                    .isEqualTo(0.1);
            assertThat(reader.next()).isEmpty();
        }
    }
}
