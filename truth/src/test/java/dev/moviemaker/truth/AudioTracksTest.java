// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --audio-track all}: what is heard on each track, and what the file says of it. */
class AudioTracksTest {
    private static final double SECONDS = 1.2;

    /** What a source's track holds: a rising tone of its own. */
    private record Track(Tones tones, int tone, String language, String title) {}

    private static final List<Track> TRACKS = List.of(
            new Track(new Tones(48_000, 1, "mono", SECONDS), 0, "eng", "Commentary"),
            new Track(new Tones(48_000, 6, "5.1", SECONDS), 2, "deu", "Film"),
            new Track(new Tones(44_100, 2, "stereo", SECONDS), 1, "fra", "Voix"));

    @TempDir
    private Path folder;

    /** A movie of 30 pictures whose second track of sound is its default. */
    private Path source() throws IOException {
        List<String> inputs = new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc2=s=96x64:r=25:d=" + SECONDS));
        List<String> outputs = new ArrayList<>(List.of("-map", "0"));
        for (int i = 0; i < TRACKS.size(); i++) {
            Track track = TRACKS.get(i);
            Tones tones = track.tones();
            Path raw = folder.resolve("track%d.f32".formatted(i));
            tones.write(raw);
            inputs.addAll(List.of("-f", "f32le", "-ar", "" + tones.rate(), "-ch_layout", tones.layout()));
            inputs.addAll(List.of("-i", raw.toString()));
            outputs.addAll(List.of("-map", "" + (i + 1)));
            outputs.addAll(List.of("-metadata:s:a:" + i, "language=" + track.language()));
            outputs.addAll(List.of("-metadata:s:a:" + i, "title=" + track.title()));
            outputs.addAll(List.of("-disposition:a:" + i, i == 1 ? "default" : "0"));
        }
        Path movie = folder.resolve("tracks.mkv");
        inputs.addAll(outputs);
        inputs.addAll(List.of("-c:v", "ffv1", "-c:a", "flac", movie.toString()));
        Programs.ffmpeg(inputs);
        return movie;
    }

    private static CommandRun encode(Path input, Path output, String... options) {
        List<String> words =
                new ArrayList<>(List.of("encode", input.toString(), "-o", output.toString(), "--speed", "12"));
        words.addAll(List.of(options));
        return CommandRun.run(words);
    }

    private static Samples heard(Path file, int track, int rate, int channels) throws IOException {
        byte[] data = Programs.ffmpeg(List.of("-i", file.toString(), "-map", "0:a:" + track, "-f", "f32le", "-"));
        FloatBuffer values =
                ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[][] separate = new float[channels][values.remaining() / channels];
        for (int i = 0; i < separate[0].length; i++) {
            for (int c = 0; c < channels; c++) {
                separate[c][i] = values.get();
            }
        }
        return new Samples(rate, separate, 0);
    }

    @ParameterizedTest
    @CsvSource({"mp4,opus", "mkv,opus", "mp4,flac", "mkv,flac", "mp4,aac"})
    void everyTrackIsThereWithItsWords(String container, String codec) throws IOException {
        Path output = folder.resolve("out." + container);
        CommandRun run = encode(source(), output, "--audio-track", "all", "--audio-codec", codec);
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonArray streams = Programs.ffprobe(output, "-show_streams").getAsJsonArray("streams");
        assertThat(streams).hasSize(4);
        for (int i = 0; i < TRACKS.size(); i++) {
            JsonObject stream = streams.get(i + 1).getAsJsonObject();
            JsonObject tags = stream.getAsJsonObject("tags");
            Track track = TRACKS.get(i);
            assertThat(tags.get("language").getAsString()).isEqualTo(track.language());
            assertThat(tags.toString()).as("title of track %d", i).contains("\"" + track.title() + "\"");
            assertThat(stream.getAsJsonObject("disposition").get("default").getAsInt())
                    .as("default of track %d", i)
                    .isEqualTo(i == 1 ? 1 : 0);
            int channels = stream.get("channels").getAsInt();
            assertThat(channels).isEqualTo(track.tones().channels());
            Samples sound = heard(output, i, stream.get("sample_rate").getAsInt(), channels);
            Samples.Match match = sound.match(track.tone(), track.tones(), track.tone());
            assertThat(match.correlation()).as("tone of track %d", i).isGreaterThan(0.98);
            assertThat(match.lag()).as("lag of track %d", i).isCloseTo(0, within(0.002));
            // FFmpeg does not cut the last packet of an MP4.
            assertThat(sound.seconds()).isBetween(SECONDS - 0.002, SECONDS + 0.025);
        }
    }

    @Test
    void framesLimitEveryTrack() throws IOException {
        Path output = folder.resolve("out.mkv");
        CommandRun run = encode(source(), output, "--audio-track", "all", "--audio-codec", "flac", "--frames", "10");
        assertThat(run.exitCode()).as(run.err()).isZero();
        for (int i = 0; i < TRACKS.size(); i++) {
            Tones tones = TRACKS.get(i).tones();
            assertThat(heard(output, i, tones.rate(), tones.channels()).seconds())
                    .isCloseTo(0.4, within(1.0 / tones.rate()));
        }
    }

    @Test
    void oneTrackIsNamedByItsNumber() throws IOException {
        Path output = folder.resolve("out.mkv");
        assertThat(encode(source(), output, "--audio-track", "3").exitCode()).isZero();
        JsonArray streams = Programs.ffprobe(output, "-show_streams").getAsJsonArray("streams");
        assertThat(streams).hasSize(2);
        assertThat(streams.get(1)
                        .getAsJsonObject()
                        .getAsJsonObject("tags")
                        .get("language")
                        .getAsString())
                .isEqualTo("fra");
    }

    /** Each with one line that names the option and what would do. */
    @ParameterizedTest
    @CsvSource({
        "webm,all,one sound track; .mp4 and .mkv",
        "ivf,all,no place for sound",
        "obu,all,no place for sound",
        "ivf,1,no place for sound",
        "mkv,0,a number of at least 1 or all allowed",
        "mkv,every,a number of at least 1 or all allowed"
    })
    void whereThereIsNoPlaceItIsRefused(String container, String track, String why) throws IOException {
        Path input = Files.createFile(folder.resolve("in.mkv"));
        Path output = folder.resolve("out." + container);
        CommandRun run = encode(input, output, "--audio-track", track);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines().findFirst().orElseThrow())
                .contains("--audio-track")
                .contains(why);
        assertThat(output).doesNotExist();
    }
}
