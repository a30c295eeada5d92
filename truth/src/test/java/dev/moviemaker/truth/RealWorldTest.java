// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files like those that other recorders and encoders were reported to get wrong. */
class RealWorldTest {
    private static final InputKind KIND =
            InputKind.of("plain", "25", Colour.BT709, made -> List.of()).sound(2, 48_000, 0.03);

    @TempDir
    private Path folder;

    private Material material() {
        return Material.of(folder, KIND, 192, 128);
    }

    private Recorded recorded(String input, String container, List<String> notes) throws IOException {
        Path output = folder.resolve("out." + container);
        CommandRun run = CommandRun.run(List.of(
                "encode",
                input,
                "-o",
                output.toString(),
                "--backend",
                "av1_software",
                "--rate-control",
                "crf",
                "--quality",
                "85"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        run.err().lines().forEach(notes::add);
        run.out().lines().forEach(notes::add);
        return Recorded.read(output);
    }

    private void assertRight(Material material, Recorded recorded, String container) {
        assertThat(Judge.judge(material, recorded, container).faults()).isEmpty();
    }

    private String moved(String from, String file, String offset) throws IOException {
        Path target = folder.resolve(file);
        Programs.ffmpeg(List.of("-itsoffset", offset, "-i", from, "-c", "copy", target.toString()));
        return target.toString();
    }

    /** NVEnc 386: both tracks begin at 0.667 s; sound and pictures drifted apart. */
    @Test
    void tracksThatBeginLateBeginTogether() throws IOException {
        Material material = material();
        String plain = material.movie("plain.mkv", "yuv420p", "-c:v ffv1 -c:a pcm_s16le");
        assertRight(material, recorded(moved(plain, "late.mkv", "0.667"), "mkv", new ArrayList<>()), "mkv");
    }

    /**
     * NVEnc 322: pictures begin after the sound. They stay with the sound that belongs to them, and what is left out is
     * told.
     */
    @Test
    void soundBeforeTheFirstPictureIsLeftOutAndTold() throws IOException {
        Material material = material();
        String plain = material.movie("plain.mkv", "yuv420p", "-c:v ffv1 -c:a pcm_s16le");
        Path late = folder.resolve("late.mkv");
        Programs.ffmpeg(List.of(
                "-i",
                plain,
                "-itsoffset",
                "0.3",
                "-i",
                plain,
                "-map",
                "1:v",
                "-map",
                "0:a",
                "-c",
                "copy",
                late.toString()));
        List<String> notes = new ArrayList<>();
        Recorded recorded = recorded(late.toString(), "mkv", notes);
        assertThat(notes).anyMatch(note -> note.contains("begins 0.30 s before the first picture"));
        Samples sound = recorded.sound().orElseThrow();
        assertThat(sound.seconds()).isCloseTo(0.26, within(0.03));
    }

    /** ab-av1 367: a MOV whose clean aperture is smaller than its pictures, and that is what is shown. */
    @Test
    void aCleanApertureOfTheInputIsTaken() throws IOException {
        Material material = material();
        byte[] movie = Files.readAllBytes(
                Path.of(material.movie("plain.mov", "yuv422p10le", "-c:v prores_ks -profile:v 2 -an")));
        Path cropped = Files.write(folder.resolve("cropped.mov"), withAperture(movie, 176, 112));
        Recorded recorded = recorded(cropped.toString(), "mp4", new ArrayList<>());
        Raster shown = recorded.pictures().get(5);
        assertThat(shown.width() + "x" + shown.height()).isEqualTo("176x112");
        Raster right = material.scene().picture(5);
        double sum = 0;
        for (int y = 0; y < 112; y++) {
            for (int x = 0; x < 176; x++) {
                sum += Math.abs(shown.at(x, y, 1) - right.at(x + 8, y + 8, 1));
            }
        }
        assertThat(sum / (176 * 112)).as("mean difference of green").isLessThan(3);
    }

    /** Adds a clap box (ISO/IEC 14496-12, 12.1.4), centred, to the sample entry of a MOV whose movie box comes last. */
    private static byte[] withAperture(byte[] movie, int width, int height) {
        ByteBuffer clap = ByteBuffer.allocate(40).putInt(40).putInt(0x636c6170);
        for (int value : new int[] {width, 1, height, 1, 0, 1, 0, 1}) {
            clap.putInt(value);
        }
        ByteBuffer bytes = ByteBuffer.wrap(movie);
        int entry = find(movie, "apcn") - 4;
        int end = entry + bytes.getInt(entry);
        for (String parent : List.of("moov", "trak", "mdia", "minf", "stbl", "stsd")) {
            int at = find(movie, parent) - 4;
            bytes.putInt(at, bytes.getInt(at) + 40);
        }
        bytes.putInt(entry, bytes.getInt(entry) + 40);
        return ByteBuffer.allocate(movie.length + 40)
                .put(movie, 0, end)
                .put(clap.array())
                .put(movie, end, movie.length - end)
                .array();
    }

    private static int find(byte[] in, String type) {
        for (int at = in.length - 4; at >= 0; at--) {
            if (new String(in, at, 4, java.nio.charset.StandardCharsets.ISO_8859_1).equals(type)) {
                return at;
            }
        }
        throw new IllegalArgumentException("no box " + type);
    }

    /** mediabunny 447: a second of AAC with its priming lasted 1.067 s. */
    @Test
    void thePrimingOfAacAddsNothing() throws IOException {
        Material material = material();
        String input = material.movie("aac.mp4", "yuv420p", "-c:v mpeg4 -q:v 1 -c:a aac -b:a 192k");
        Recorded recorded = recorded(input, "mkv", new ArrayList<>());
        assertRight(material, recorded, "mkv");
        assertThat(recorded.sound().orElseThrow().seconds()).isCloseTo(0.56, within(0.002));
    }

    /** obs-studio 8199 and 9121, HandBrake 2365: full range came out as limited, or the other way round. */
    @Test
    void fullRangeStaysFullRange() throws IOException {
        InputKind full =
                InputKind.of("full", "25", Colour.BT709_FULL, made -> List.of()).coarse(29, 5);
        Material material = Material.of(folder, full, 192, 128);
        String input = material.movie("full.mp4", "yuv420p", "-c:v libopenh264 -b:v 6M");
        assertRight(material, recorded(input, "mp4", new ArrayList<>()), "mp4");
    }

    /**
     * browsertime 1123, QuickRecorder 206: a still screen gives no pictures for two seconds, and they must not be
     * played faster.
     */
    @Test
    void aPauseInTheTimesStays() throws IOException {
        Material material = Material.of(folder, InputKind.of("still", "25", Colour.BT709, made -> List.of()), 192, 128);
        String plain = material.movie("plain.mkv", "yuv420p", "-c:v ffv1");
        Path still = folder.resolve("still.mkv");
        Programs.ffmpeg(List.of(
                "-i",
                plain,
                "-vf",
                "setpts='if(lt(N,7),N,N+50)/25/TB'",
                "-fps_mode",
                "passthrough",
                "-c:v",
                "ffv1",
                still.toString()));
        Recorded recorded = recorded(still.toString(), "mkv", new ArrayList<>());
        assertThat(recorded.pictures()).hasSize(14);
        assertThat(recorded.times().get(7) - recorded.times().getFirst()).isCloseTo(57 / 25.0, within(0.002));
        assertThat(recorded.times().getLast() - recorded.times().getFirst()).isCloseTo(63 / 25.0, within(0.002));
    }

    /** libavif 544, mediabunny 302: odd sizes were refused, or had a green line at the edge. */
    @Test
    void theLastColumnAndRowOfOddSizesAreThere() throws IOException {
        Material material = Material.of(folder, InputKind.of("odd", "25", Colour.RGB, made -> List.of()), 193, 129);
        String input = material.movie("odd.mkv", "bgr0", "-c:v ffv1");
        Recorded recorded = recorded(input, "mp4", new ArrayList<>());
        assertRight(material, recorded, "mp4");
        Raster shown = recorded.pictures().get(3);
        Raster right = material.scene().picture(3);
        for (int c = 0; c < 3; c++) {
            assertThat(shown.at(192, 60, c)).isCloseTo(right.at(192, 60, c), within(12f));
            assertThat(shown.at(90, 128, c)).isCloseTo(right.at(90, 128, c), within(12f));
        }
    }
}
