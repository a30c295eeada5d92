// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.media.input.MediaOptions;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs that lead elsewhere: lists of other files, and clocks that jump. */
class MisleadingInputTest {
    @TempDir
    Path folder;

    private Path made(String name, String... arguments) throws Exception {
        Path file = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(file.toString());
        byte[] ignored = Tools.ffmpeg(command.toArray(String[]::new));
        return file;
    }

    private static int pictures(MovieInput input) throws IOException {
        int pictures = 0;
        Optional<MovieInput.Item> item = input.next();
        while (item.isPresent()) {
            pictures += item.get() instanceof MovieInput.Item.Picture ? 1 : 0;
            item = input.next();
        }
        return pictures;
    }

    /** FFmpeg would open the file of that name on the machine's disk instead. */
    @Test
    void filesOfOtherFileSystemsAreRefused() throws Exception {
        Path real = made("real.mp4", "-f", "lavfi", "-i", "testsrc2=s=96x64:r=25:d=0.2");
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("archive.zip"), Map.of("create", "true"))) {
            Path inside = zip.getPath(real.toString());
            Files.createDirectories(inside.getParent());
            Files.copy(real, inside);
            assertThatThrownBy(() -> MediaReader.open(inside))
                    .isInstanceOf(IOException.class)
                    .hasMessage("%s: in a file system of jar, and media are only read from the machine's own", inside);
        }
    }

    /** A list of names is no movie: it is refused, and nobody hears of it. */
    @Test
    void playlistsAndScriptsOpenNothing() throws Exception {
        Path movie = made("secret.ts", "-f", "lavfi", "-i", "testsrc2=s=96x64:r=25:d=0.2", "-c:v", "mpeg2video");
        try (ServerSocket server = new ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:%d/a.ts".formatted(server.getLocalPort());
            Path local = Files.writeString(
                    folder.resolve("a.m3u8"),
                    "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1,\n%s\n#EXT-X-ENDLIST\n".formatted(movie));
            Path remote = Files.writeString(
                    folder.resolve("b.m3u8"),
                    "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1,\n%s\n#EXT-X-ENDLIST\n".formatted(url));
            Path script = Files.writeString(
                    folder.resolve("c.mkv"), "ffconcat version 1.0\nfile %s\n".formatted(movie.getFileName()));
            Path dash = Files.writeString(
                    folder.resolve("d.mpd"),
                    ("<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" "
                                    + "mediaPresentationDuration=\"PT1S\"><Period><AdaptationSet><Representation "
                                    + "id=\"1\" "
                                    + "bandwidth=\"1\"><BaseURL>%s</BaseURL></Representation>"
                                    + "</AdaptationSet></Period></MPD>")
                            .formatted(url));
            Path sdp = Files.writeString(
                    folder.resolve("e.sdp"),
                    ("v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video %d RTP/AVP "
                                    + "96\na=rtpmap:96 H264/90000\n")
                            .formatted(server.getLocalPort()));
            Path disguised = Files.copy(remote, folder.resolve("f.avi"));
            for (Path file : List.of(disguised, dash)) {
                assertThatThrownBy(() -> MediaReader.open(file)).isInstanceOf(IOException.class);
            }
            for (Path file : List.of(local, remote, script, sdp)) {
                assertThatThrownBy(() -> MediaReader.open(file))
                        .as("%s", file)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("playlist or script");
            }
            MediaOptions allowed = new MediaOptions(true, OptionalInt.empty(), true, 0, true, Optional.empty());
            try (MediaReader reader = MediaReader.open(local, allowed)) {
                assertThat(pictures(reader)).isEqualTo(5);
            }
            for (Path file : List.of(remote, dash)) {
                assertThatThrownBy(() -> MediaReader.open(file, allowed)).isInstanceOf(IOException.class);
            }
            server.setSoTimeout(200);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** A transport stream whose clock jumps plays on without a gap, forwards and backwards. */
    @ParameterizedTest
    @CsvSource({"600", "-300", "30"})
    void aJumpOfTheClockIsClosed(int seconds) throws Exception {
        int start = 400;
        byte[] first = transport("first.ts", start);
        byte[] second = transport("second.ts", start + seconds + 1);
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        Path file = Files.write(folder.resolve("jump.ts"), all);
        try (MediaReader reader = MediaReader.open(file)) {
            double unit = reader.video().orElseThrow().timeBase().toDouble();
            long sound = 0;
            double end = 0;
            int pictures = 0;
            Optional<MovieInput.Item> item = reader.next();
            while (item.isPresent()) {
                switch (item.get()) {
                    case MovieInput.Item.Picture picture -> {
                        pictures++;
                        end = (picture.frame().pts() + picture.duration()) * unit;
                    }
                    case MovieInput.Item.Sound block -> sound += block.block().frames();
                }
                item = reader.next();
            }
            assertThat(pictures).isEqualTo(50);
            assertThat(end).isBetween(1.95, 2.1);
            assertThat(sound / 48000.0).isBetween(1.9, 2.15);
            assertThat(reader.notes()).anyMatch(note -> note.contains("clock jumps"));
        }
    }

    private byte[] transport(String name, int offset) throws Exception {
        Path file = made(
                name,
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=96x64:r=25:d=1",
                "-f",
                "lavfi",
                "-i",
                "sine=440:r=48000:d=1",
                "-c:v",
                "mpeg2video",
                "-bf",
                "0",
                "-c:a",
                "mp2",
                "-output_ts_offset",
                Integer.toString(offset),
                "-muxdelay",
                "0");
        return Files.readAllBytes(file);
    }
}
