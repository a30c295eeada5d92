// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subtitles: copied into Matroska as they are, told elsewhere. */
class SubtitlesTest {
    private static final String SRT = """
        1
        00:00:00,200 --> 00:00:00,900
        Grüße, <i>Möwe</i>

        2
        00:00:01,500 --> 00:00:01,800
        two
        lines
        """;

    @TempDir
    private Path folder;

    private Path srt;

    @BeforeEach
    void writeText() throws IOException {
        srt = Files.writeString(folder.resolve("text.srt"), SRT);
    }

    /** Two seconds of pictures and a track of subtitles in a codec. */
    private Path movie(String name, String codec) throws IOException {
        Path file = folder.resolve(name);
        Programs.ffmpeg(List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=96x64:r=25:d=2",
                "-i",
                srt.toString(),
                "-map",
                "0",
                "-map",
                "1",
                "-c:v",
                "mpeg4",
                "-c:s",
                codec,
                "-metadata:s:s:0",
                "language=deu",
                "-metadata:s:s:0",
                "title=Text",
                "-disposition:s:0",
                "default+forced",
                file.toString()));
        return file;
    }

    private CommandRun encode(Path input, Path output, String... options) {
        List<String> words =
                new ArrayList<>(List.of("encode", input.toString(), "-o", output.toString(), "--speed", "12"));
        words.addAll(List.of(options));
        return CommandRun.run(words);
    }

    private static JsonObject subtitles(Path file) throws IOException {
        Optional<JsonObject> found = Optional.empty();
        for (JsonElement stream : Programs.ffprobe(file, "-show_streams").getAsJsonArray("streams")) {
            if (stream.getAsJsonObject().get("codec_type").getAsString().equals("subtitle")) {
                found = Optional.of(stream.getAsJsonObject());
            }
        }
        return found.orElseThrow(() -> new AssertionError("no subtitles in " + file));
    }

    private static String text(Path file) throws IOException {
        return new String(
                Programs.ffmpeg(List.of("-i", file.toString(), "-map", "0:s", "-f", "srt", "-")),
                StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"in.mkv,srt,subrip", "in.mkv,ass,ass", "in.mkv,webvtt,webvtt", "in.mp4,mov_text,subrip"})
    void copiesText(String name, String codec, String after) throws IOException {
        Path input = movie(name, codec);
        Path output = folder.resolve("out.mkv");
        CommandRun run = encode(input, output);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("left out");
        JsonObject track = subtitles(output);
        assertThat(track.get("codec_name").getAsString()).isEqualTo(after);
        assertThat(track.getAsJsonObject("tags").get("language").getAsString()).isEqualTo("deu");
        JsonObject disposition = track.getAsJsonObject("disposition");
        assertThat(disposition.get("default").getAsInt()).isEqualTo(1);
        if (!codec.equals("mov_text")) {
            assertThat(disposition.get("forced").getAsInt()).isEqualTo(1);
            assertThat(track.getAsJsonObject("tags").get("title").getAsString()).isEqualTo("Text");
            assertThat(text(output)).isEqualTo(text(input));
        }
        assertThat(text(output))
                .contains("00:00:00,200 --> 00:00:00,900", "Grüße", "Möwe")
                .contains("00:00:01,500 --> 00:00:01,800", "two\nlines");
    }

    /** Blu-ray's bitmaps: one that shows nothing, at 0.5 and at 1.2 s. */
    @Test
    void copiesBitmaps() throws IOException {
        ByteBuffer sup = ByteBuffer.allocate(200);
        for (int time : new int[] {45_000, 108_000}) {
            segment(sup, time, 0x16, new byte[] {0, 96, 0, 64, 0x10, 0, (byte) (time / 45_000), (byte) 0x80, 0, 0, 0});
            segment(sup, time, 0x80, new byte[0]);
        }
        Path bitmaps = folder.resolve("bitmaps.sup");
        Files.write(bitmaps, Arrays.copyOf(sup.array(), sup.position()));
        Path input = folder.resolve("in.mkv");
        Programs.ffmpeg(List.of(
                "-i",
                movie("text.mkv", "srt").toString(),
                "-i",
                bitmaps.toString(),
                "-map",
                "0:v",
                "-map",
                "1:s",
                "-c",
                "copy",
                input.toString()));
        Path output = folder.resolve("out.mkv");
        CommandRun run = encode(input, output);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(subtitles(output).get("codec_name").getAsString()).isEqualTo("hdmv_pgs_subtitle");
        assertThat(packets(output)).isEqualTo(packets(input)).hasSize(2);
    }

    private static void segment(ByteBuffer to, int time, int type, byte[] content) {
        to.put((byte) 'P').put((byte) 'G').putInt(time).putInt(0).put((byte) type);
        to.putShort((short) content.length).put(content);
    }

    /** Time and content of each. */
    private static List<String> packets(Path file) throws IOException {
        byte[] text = Programs.ffmpeg(
                List.of("-i", file.toString(), "-map", "0:s", "-c", "copy", "-copyts", "-f", "framemd5", "-"));
        return new String(text, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"mp4", "webm", "ivf"})
    void tellsWhereTheyAreLeftOut(String container) throws IOException {
        CommandRun run = encode(movie("in.mkv", "srt"), folder.resolve("out." + container));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("1 subtitle track is left out");
    }

    /** The time of the first picture is the movie's start, for them as well; none comes after its last picture. */
    @Test
    void theyStayWithTheirPictures() throws IOException {
        Path late = folder.resolve("late.mkv");
        Programs.ffmpeg(List.of(
                "-itsoffset",
                "3",
                "-i",
                movie("in.mkv", "srt").toString(),
                "-map",
                "0",
                "-c",
                "copy",
                late.toString()));
        Path output = folder.resolve("out.mkv");
        assertThat(encode(late, output).exitCode()).isZero();
        assertThat(text(output)).isEqualTo(text(folder.resolve("in.mkv")));
        assertThat(encode(late, output, "--frames", "30").exitCode()).isZero();
        assertThat(text(output)).contains("Möwe").doesNotContain("two");
        assertThat(encode(late, output, "--frames", "15").exitCode()).isZero();
        assertThat(text(output)).contains("00:00:00,200 --> 00:00:00,600", "Möwe");
    }
}
