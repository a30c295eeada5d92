// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --frames} where each picture lasts as long as it says itself. */
class FramesLimitTest {
    @TempDir
    private Path folder;

    /** Pictures at 0, 0.04, 1.04, 1.08, 2.08 s and so on, with sound that a file may hold long before its pictures. */
    private Path variable(String interleave) throws IOException {
        Tones tones = new Tones(48_000, 1, "mono", 8);
        Path raw = folder.resolve("tones.f32");
        tones.write(raw);
        Path file = folder.resolve("variable%s.mkv".formatted(interleave));
        Programs.ffmpeg(List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=96x64:r=25:d=8,select='lt(mod(n,26),2)'",
                "-f",
                "f32le",
                "-ar",
                "48000",
                "-ch_layout",
                "mono",
                "-i",
                raw.toString(),
                "-map",
                "0:v",
                "-map",
                "1:a",
                "-fps_mode",
                "passthrough",
                "-max_interleave_delta",
                interleave,
                "-c:v",
                "ffv1",
                "-c:a",
                "pcm_s16le",
                file.toString()));
        return file;
    }

    private Recorded recorded(Path input, int frames) throws IOException {
        Path output = folder.resolve("out%d.mkv".formatted(frames));
        CommandRun run = CommandRun.run(List.of(
                "encode",
                input.toString(),
                "-o",
                output.toString(),
                "--frames",
                "" + frames,
                "--audio-codec",
                "flac",
                "--speed",
                "12"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Recorded.read(output);
    }

    /** The source's tone from its first sample on, cut where the last of the pictures ends. */
    @Test
    void soundEndsWithTheLastOfThem() throws IOException {
        Path source = variable("0");
        for (int frames : new int[] {1, 2, 5, 6}) {
            Recorded recorded = recorded(source, frames);
            assertThat(recorded.times()).hasSize(frames);
            int pairs = frames / 2;
            double end = pairs * 1.04 + (frames % 2 == 1 ? 0.04 : 0);
            Samples sound = recorded.sound().orElseThrow();
            assertThat(sound.seconds()).as("%d pictures", frames).isCloseTo(end, within(0.001));
            if (end > 0.5) {
                Samples.Match match = sound.match(0, new Tones(48_000, 1, "mono", end), 0);
                assertThat(match.correlation()).isGreaterThan(0.999);
                assertThat(match.lag()).isCloseTo(0, within(0.001));
            }
        }
    }

    /** More pictures than there are: all of the sound. */
    @Test
    void nothingIsLostWhereTheInputEndsBefore() throws IOException {
        Recorded recorded = recorded(variable("0"), 500);
        assertThat(recorded.sound().orElseThrow().seconds()).isCloseTo(8, within(0.001));
    }

    /** Two chapters, 0 to 1 and 1 to 4 s, of a movie of 30 pictures a second. */
    @ParameterizedTest
    @CsvSource({"mp4,15", "mkv,15", "webm,15", "mp4,60"})
    void chaptersEndWithIt(String container, int frames) throws IOException {
        Path words = Files.writeString(folder.resolve("words.txt"), """
            ;FFMETADATA1
            [CHAPTER]
            TIMEBASE=1/1
            START=0
            END=1
            title=Eins
            [CHAPTER]
            TIMEBASE=1/1
            START=1
            END=4
            title=Zwei
            """);
        Path input = folder.resolve("rich.mkv");
        Programs.ffmpeg(List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=96x64:r=30:d=4",
                "-i",
                words.toString(),
                "-map",
                "0:v",
                "-map_metadata",
                "1",
                "-c:v",
                "ffv1",
                input.toString()));
        Path output = folder.resolve("out." + container);
        CommandRun run = CommandRun.run(
                List.of("encode", input.toString(), "-o", output.toString(), "--frames", "" + frames, "--speed", "12"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonObject probed = Programs.ffprobe(output, "-show_chapters", "-show_format");
        List<String> chapters = new ArrayList<>();
        for (JsonElement element : probed.getAsJsonArray("chapters")) {
            JsonObject chapter = element.getAsJsonObject();
            chapters.add("%s %.2f %.2f"
                    .formatted(
                            chapter.getAsJsonObject("tags").get("title").getAsString(),
                            chapter.get("start_time").getAsDouble(),
                            chapter.get("end_time").getAsDouble()));
        }
        assertThat(chapters)
                .isEqualTo(frames == 15 ? List.of("Eins 0.00 0.50") : List.of("Eins 0.00 1.00", "Zwei 1.00 2.00"));
        assertThat(probed.getAsJsonObject("format").get("duration").getAsDouble())
                .isCloseTo(frames / 30.0, within(0.01));
    }
}
