// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.cli.demo.DemoScene;
import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.profile.Profiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code av1} on the emulated driver, its files looked at by FFmpeg's own programs. */
class HardwareCommandEmulatorTest {
    private static final int FRAMES = 10;
    private static final int RATE = 48_000;

    @TempDir
    private Path folder;

    @BeforeEach
    void assumeMachine() {
        assumeTrue(EmulatedDriver.lavapipe().isPresent(), "lavapipe (Debian: mesa-vulkan-drivers) is not installed");
        Ffmpeg.assumeInstalled();
    }

    static Stream<String> profiles() {
        return Profiles.NAMES.stream();
    }

    private Path clip(int width, int height, int frames) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                "YUV4MPEG2 W%d H%d F30:1 C420jpeg\n".formatted(width, height).getBytes(StandardCharsets.US_ASCII));
        DemoScene scene = new DemoScene(width, height, 30);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int frame = 0; frame < frames; frame++) {
            scene.draw(frame, image);
            out.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    out.write(16 + (image.getRGB(x, y) >> 8 & 0xFF) * 219 / 255);
                }
            }
            byte[] chroma = new byte[(width + 1) / 2 * ((height + 1) / 2) * 2];
            java.util.Arrays.fill(chroma, (byte) 128);
            out.writeBytes(chroma);
        }
        return Files.write(folder.resolve("clip.y4m"), out.toByteArray());
    }

    /** A tone as long as the clip, 16 bit mono. */
    private Path tone(int frames) throws IOException {
        int samples = frames * RATE / 30;
        ByteBuffer wav = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples * 2);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        wav.putInt(RATE).putInt(RATE * 2).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples * 2);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (8000 * Math.sin(2 * Math.PI * 440 * i / RATE)));
        }
        return Files.write(folder.resolve("tone.wav"), wav.array());
    }

    private Path encode(String profile, int width, int height, int frames, String mode) throws IOException {
        Path movie = folder.resolve("out.mp4");
        CommandRun run = CommandRun.of(
                "encode",
                clip(width, height, frames),
                "--audio",
                tone(frames),
                "-o",
                movie,
                "--backend",
                "av1_hardware",
                "--device",
                "emulated:" + profile,
                "--rate-control",
                mode,
                "--bitrate",
                "2M");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("%d frames".formatted(frames), "%dx%d".formatted(width, height), "AV1 + Opus mono")
                .contains("backend av1_hardware on "
                        + Profiles.named(profile).identity().deviceName());
        return movie;
    }

    /** The coded size is larger on some: what is shown is the frame's. */
    @ParameterizedTest
    @MethodSource("profiles")
    void everyProfileMakesAMovieThatPlays(String profile) throws IOException {
        Path movie = encode(profile, 642, 362, FRAMES, profile.equals("minimal") ? "crf" : "vbr");
        assertThat(Ffmpeg.pictures(movie))
                .hasSize(FRAMES)
                .allSatisfy(line -> assertThat(line.split(", *", -1)[4].strip()).isEqualTo("348606"));
        assertThat(Ffmpeg.probe(
                        movie,
                        "-select_streams",
                        "v",
                        "-count_frames",
                        "-show_entries",
                        "stream=nb_read_frames,codec_name"))
                .contains("codec_name=av1", "nb_read_frames=" + FRAMES);
        // FFmpeg 7.1 gives a few samples of the last Opus packet's padding too.
        assertThat(Ffmpeg.sound(movie).length / 2).isBetween(FRAMES * RATE / 30, FRAMES * RATE / 30 + RATE / 50);
    }

    /** RADV on RDNA3 codes 1088 lines. */
    @Test
    void fullHdIsNotShownWith1088Lines() throws IOException {
        Path movie = encode("radv-rdna3", 1920, 1080, 3, "vbr");
        assertThat(Ffmpeg.pictures(movie))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.split(", *", -1)[4].strip()).isEqualTo("3110400"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"emulated:", "emulated:vax"})
    void aProfileThatIsNotThereIsRefusedByName(String device) throws IOException {
        CommandRun run = CommandRun.of(
                "encode",
                clip(320, 192, 1),
                "-o",
                folder.resolve("out.mp4"),
                "--backend",
                "av1_hardware",
                "--device",
                device);
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.error()).contains(device);
    }

    /** Headers are right, tiles are not: only decoding finds that. */
    @Test
    void keyFramesThatBreakAreFoundByTheSelfTestsDecoder() throws IOException {
        Path profile = folder.resolve("broken.json");
        try (InputStream sound = Profiles.class.getResourceAsStream("anv.json")) {
            String json = new String(sound.readAllBytes(), StandardCharsets.UTF_8);
            String broken = json.replace("\"knownFaults\": []", "\"knownFaults\": [\"MID_SESSION_KEY_FRAMES_BROKEN\"]");
            assertThat(broken).isNotEqualTo(json);
            Files.writeString(profile, broken);
        }
        CommandRun run = CommandRun.of(
                "encode",
                clip(320, 192, 2),
                "-o",
                folder.resolve("out.mp4"),
                "--backend",
                "av1_hardware",
                "--device",
                "emulated:" + profile);
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.error()).contains("its self-test failed: ");
    }

    /** The command knows what its input is: the driver converts where it can. */
    @ParameterizedTest
    @CsvSource({
        "maximal, RGBA8 is converted by the driver",
        "radv-rdna4, 'RGBA8 is converted by the library''s shader, not by the driver: the driver converts RGB, but its "
                + "formats RGBA8 and BGRA8 lack the feature VIDEO_ENCODE_INPUT, without which images of them may not "
                + "be "
                + "encoded'",
        "nvidia, 'RGBA8 is converted by the library''s shader, not by the driver: the driver has no "
                + "VK_VALVE_video_encode_rgb_conversion'"
    })
    void picturesAreConvertedByTheDriverThatCan(String profile, String note) throws IOException {
        DemoScene scene = new DemoScene(642, 362, 30);
        BufferedImage image = new BufferedImage(642, 362, BufferedImage.TYPE_INT_RGB);
        for (int frame = 0; frame < 3; frame++) {
            scene.draw(frame, image);
            // PNG with alpha is read as RGBA8, without as RGB24.
            BufferedImage withAlpha = new BufferedImage(642, 362, BufferedImage.TYPE_INT_ARGB);
            withAlpha.setRGB(0, 0, 642, 362, image.getRGB(0, 0, 642, 362, null, 0, 642), 0, 642);
            ImageIO.write(
                    withAlpha,
                    "png",
                    folder.resolve("shot%d.png".formatted(frame)).toFile());
        }
        Path movie = folder.resolve("out.mp4");
        Path stats = folder.resolve("stats.json");
        CommandRun run = CommandRun.of(
                "encode",
                folder.resolve("shot0.png"),
                "--fps",
                "30",
                "-o",
                movie,
                "--stats",
                stats,
                "--backend",
                "av1_hardware",
                "--device",
                "emulated:" + profile);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("  " + note + "\n");
        assertThat(Files.readString(stats)).contains("\"notes\"", note);
        assertThat(Ffmpeg.pictures(movie)).hasSize(3);
    }
}
