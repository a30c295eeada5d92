// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Output;
import dev.moviemaker.OutputException;
import dev.moviemaker.PacketListener;
import dev.moviemaker.Rational;
import dev.moviemaker.Segments;
import dev.moviemaker.VideoStream;
import dev.moviemaker.media.input.Av1PacketReader;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener receives beside a file is what the file has, packet by packet. */
class TappedOutputTest {
    private static final Rational MILLISECOND = new Rational(1, 1000);
    private static final int FRAMES = 25;

    @TempDir
    private Path folder;

    private record Seen(long milliseconds, boolean keyFrame, ByteBuffer bytes) {}

    /** Keeps copies of what it receives. */
    private static final class Copies implements PacketListener {
        private final List<Seen> seen = new ArrayList<>();
        private int started;
        private int finished;

        @Override
        public void started(VideoStream video, List<AudioFormat> sound) {
            assertThat(sound).hasSize(1);
            started++;
        }

        @Override
        public void video(EncodedFrame packet) throws IOException {
            seen.add(new Seen(
                    packet.timeBase().rescale(packet.pts(), MILLISECOND),
                    packet.keyFrame(),
                    ByteBuffer.wrap(packet.data().toArray(ValueLayout.JAVA_BYTE))));
            if (seen.size() > FRAMES) {
                throw new IOException("one more than enough");
            }
        }

        @Override
        public void finished() {
            finished++;
        }
    }

    private static EncoderSettings settings() {
        return EncoderSettings.builder()
                .width(64)
                .height(64)
                .framerate(Rational.of(25))
                .keyframeInterval(10)
                .audio(new AudioFormat(48_000, 1, AudioCodec.FLAC))
                .build();
    }

    private static void record(MovieMaker maker, int frames) {
        for (int i = 0; i < frames; i++) {
            maker.record(Pictures.moving(64, 64, i));
            maker.record(Pictures.tone(48_000, 1, 1920L * i, 1920));
        }
    }

    private static void requireEqual(List<Seen> seen, Path file, long offset) throws IOException {
        try (Av1PacketReader reader = Av1PacketReader.open(file)) {
            for (Seen packet : seen) {
                Av1PacketReader.CodedPicture written = reader.next().orElseThrow();
                assertThat(written.timeBase().rescale(written.pts(), MILLISECOND) + offset)
                        .isEqualTo(packet.milliseconds());
                assertThat(written.keyFrame()).isEqualTo(packet.keyFrame());
                ByteBuffer bytes = ByteBuffer.wrap(written.temporalUnit().toArray(ValueLayout.JAVA_BYTE));
                // Files leave out the temporal delimiter.
                int from = packet.bytes().remaining() - bytes.remaining();
                assertThat(from).isBetween(0, 2);
                assertThat(packet.bytes().slice(from, bytes.remaining())).isEqualTo(bytes);
            }
            assertThat(reader.next()).isEqualTo(Optional.empty());
        }
    }

    @Test
    void aListenerReceivesWhatTheFileHas() throws Exception {
        Copies copies = new Copies();
        Path file = folder.resolve("a.mkv");
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(settings());
            maker.start(Output.file(file).withPackets(copies));
            record(maker, FRAMES);
            maker.finish();
        }
        assertThat(copies.seen).hasSize(FRAMES);
        assertThat(copies.seen.stream().map(Seen::keyFrame).filter(key -> key)).hasSize(3);
        assertThat(copies.started).isEqualTo(1);
        assertThat(copies.finished).isEqualTo(1);
        requireEqual(copies.seen, file, 0);
    }

    @Test
    void segmentsAreCutAsWithoutIt() throws Exception {
        Copies copies = new Copies();
        Segments segments = Segments.of(folder.resolve("s%d.mkv"));
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(settings());
            maker.start(segments.withPackets(copies));
            record(maker, 7);
            segments.cut();
            record(maker, 5);
            maker.finish();
        }
        assertThat(segments.files()).hasSize(2);
        requireEqual(copies.seen.subList(0, 7), segments.files().get(0), 0);
        requireEqual(copies.seen.subList(7, 12), segments.files().get(1), 280);
    }

    @Test
    void whatItThrowsEndsTheRecording() {
        Copies copies = new Copies();
        Path file = folder.resolve("b.mkv");
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(settings());
            maker.start(Output.file(file).withPackets(copies));
            assertThatThrownBy(() -> {
                        record(maker, 2 * FRAMES);
                        maker.finish();
                    })
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("one more than enough");
        }
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("b.recording.mkv")).exists();
    }
}
