// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.Output;
import dev.moviemaker.OutputException;
import dev.moviemaker.Rational;
import dev.moviemaker.recorder.MovieMaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels and streams get the same movie as a file. */
class ChannelOutputTest {
    private static final int FRAMES = 40;

    @TempDir
    Path folder;

    /** Takes a few bytes at a time, as a socket does, or none. */
    private static final class Dribble implements WritableByteChannel {
        final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private boolean full;

        @Override
        public int write(ByteBuffer source) {
            full = !full;
            if (full) {
                return 0;
            }
            byte[] some = new byte[Math.min(7000, source.remaining())];
            source.get(some);
            taken.writeBytes(some);
            return some.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            throw new IllegalStateException("it is the program's");
        }
    }

    private static void record(Output output, boolean sound) {
        EncoderSettingsBuilder settings = EncoderSettings.builder()
                .width(96)
                .height(64)
                .framerate(Rational.of(25))
                .keyframeInterval(10)
                .speed(13);
        if (sound) {
            settings.audio(new AudioFormat(48_000, 2), new AudioFormat(44_100, 1));
        }
        try (MovieMaker maker = MovieMaker.create(MovieMaker.AV1_SOFTWARE)) {
            maker.configure(settings.build());
            maker.start(output);
            for (int i = 0; i < FRAMES; i++) {
                maker.record(Pictures.moving(96, 64, i));
                if (sound) {
                    maker.record(Pictures.tone(48_000, 2, i * 1920L, 1920), 0);
                    maker.record(Pictures.tone(44_100, 1, i * 1764L, 1764), 1);
                }
            }
            maker.finish();
        }
    }

    private Path recordedFile(String extension) {
        Path file = folder.resolve("file." + extension);
        record(Output.file(file), hasSound(extension));
        return file;
    }

    private static boolean hasSound(String extension) {
        return extension.equals("mp4") || extension.equals("mkv");
    }

    private static void requireSame(Path movie, Path file) throws IOException {
        for (int track = 0; track < 3; track++) {
            // Times from the first packet on: where a stream has no edit list of the sound's delay the file may.
            assertThat(contents(movie, track)).as("track %d", track).isEqualTo(contents(file, track));
        }
        assertThat(contents(movie, 0)).hasSize(FRAMES);
    }

    private static List<String> contents(Path movie, int track) throws IOException {
        List<String> lines = new ArrayList<>();
        for (DemuxedPacket packet : DemuxedPacket.of(movie, track)) {
            lines.add("%d ms %s %s".formatted(Math.round(packet.nanos() / 1e6), packet.key(), packet.content()));
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv", "webm", "ivf", "obu"})
    void aChannelThatCannotSeekGetsTheSameMovie(String extension) throws IOException {
        Dribble channel = new Dribble();
        record(Output.channel(channel, extension), hasSound(extension));
        Path movie = folder.resolve("channel." + extension);
        Files.write(movie, channel.taken.toByteArray());
        requireSame(movie, recordedFile(extension));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv", "webm", "ivf"})
    void aChannelThatCanSeekGetsTheVeryFileBehindWhatItHad(String extension) throws IOException, InterruptedException {
        Path movie = folder.resolve("channel." + extension);
        Files.writeString(movie, "before");
        try (FileChannel channel = FileChannel.open(movie, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            channel.position(6);
            record(Output.channel(channel, extension), hasSound(extension));
            assertThat(channel.isOpen()).isTrue();
            assertThat(channel.position()).isEqualTo(Files.size(movie));
        }
        byte[] all = Files.readAllBytes(movie);
        assertThat(new String(all, 0, 6, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("before");
        byte[] own = java.util.Arrays.copyOfRange(all, 6, all.length);
        Path file = recordedFile(extension);
        assertThat(own).hasSameSizeAs(Files.readAllBytes(file));
        Files.write(movie, own);
        requireSame(movie, file);
        assertThat(Tools.probe(movie, "format=duration").get("format.duration"))
                .isEqualTo(Tools.probe(file, "format=duration").get("format.duration"));
    }

    @Test
    void aStreamIsFlushedAndLeftOpen() throws IOException, InterruptedException {
        boolean[] flushed = new boolean[1];
        ByteArrayOutputStream taken = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                flushed[0] = true;
            }

            @Override
            public void close() {
                throw new IllegalStateException("it is the program's");
            }
        };
        record(Output.stream(taken, "MP4"), true);
        Path movie = folder.resolve("stream.mp4");
        Files.write(movie, taken.toByteArray());
        requireSame(movie, recordedFile("mp4"));
        assertThat(flushed[0]).isTrue();
        TwoDecoders.check(movie, FRAMES, 96, 64, 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv", "obu"})
    void aStreamThatFailsEndsTheRecordingWithItsOwnWords(String extension) {
        IOException broken = new IOException("the peer is gone");
        OutputStream stream = new OutputStream() {
            private int bytes;

            @Override
            public void write(int value) throws IOException {
                if (++bytes > 3000) {
                    throw broken;
                }
            }
        };
        assertThatThrownBy(() -> record(Output.stream(stream, extension), false))
                .isInstanceOf(OutputException.class)
                .hasMessageMatching("Cannot write the program's stream \\(\\." + extension
                        + "\\): the peer is gone \\(frame \\d+\\)\\. It had taken \\d+ bytes with at most \\d+ frames")
                .hasRootCause(broken);
    }

    @Test
    void anUnknownContainerIsNamed() {
        assertThatThrownBy(() -> record(Output.stream(new ByteArrayOutputStream(), "avi"), false))
                .hasMessageStartingWith("No container is known for the extension '.avi'; known are");
    }
}
