// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncodedSound;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.Output;
import dev.moviemaker.OutputException;
import dev.moviemaker.PacketListener;
import dev.moviemaker.Rational;
import dev.moviemaker.ReplayBuffer;
import dev.moviemaker.Segments;
import dev.moviemaker.VideoStream;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets in place of a file, in several files, and the last of them only. */
class SegmentsTest {
    @TempDir
    Path folder;

    private final MovieMaker maker = MovieMaker.create(MovieMaker.AV1_SOFTWARE);

    private void start(Output output) {
        EncoderSettingsBuilder settings = EncoderSettings.builder()
                .width(96)
                .height(64)
                .framerate(Rational.of(25))
                .keyframeInterval(10)
                .speed(13);
        maker.configure(settings.audio(new AudioFormat(48_000, 2)).build());
        maker.start(output);
    }

    private void record(int from, int to) {
        for (int i = from; i < to; i++) {
            maker.record(Pictures.moving(96, 64, i));
            maker.record(Pictures.tone(48_000, 2, i * 1920L, 1920));
        }
    }

    private void recordAndFinish(Output output, int frames) {
        start(output);
        record(0, frames);
        maker.finish();
    }

    @org.junit.jupiter.api.AfterEach
    void close() {
        maker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv"})
    void segmentsCutAtRandomAreOneRecording(String extension) throws IOException {
        SegmentsRun run = new SegmentsRun(
                folder, extension, Integer.getInteger("segments.cuts", 40), Long.getLong("segments.seed", 7));
        assertThat(run.differences()).isEmpty();
        System.out.println("segments: " + run + ": every join equal");
    }

    @Test
    void aSegmentDecodesAlone() throws IOException, InterruptedException {
        Path whole = folder.resolve("whole.mp4");
        recordAndFinish(Output.file(whole), 50);
        Segments segments = Segments.of(folder.resolve("part-%d.mp4")).every(Duration.ofMillis(800));
        recordAndFinish(segments, 50);
        assertThat(segments.files())
                .containsExactly(
                        folder.resolve("part-0.mp4"), folder.resolve("part-1.mp4"), folder.resolve("part-2.mp4"));
        byte[] all = TwoDecoders.decode(whole);
        int picture = 96 * 64 * 3 / 2;
        assertThat(TwoDecoders.decode(folder.resolve("part-1.mp4")))
                .isEqualTo(Arrays.copyOfRange(all, 20 * picture, 40 * picture));
        assertThat(Tools.decodeSound(folder.resolve("part-1.mp4")).length).isBetween(780 * 192, 840 * 192);
    }

    @Test
    void segmentsEndAfterBytesAndLeaveNothingBehindWhenCancelled() throws IOException {
        Segments segments = Segments.of(folder.resolve("part-%03d.mkv")).everyBytes(20_000);
        recordAndFinish(segments, 120);
        assertThat(segments.files()).hasSizeGreaterThan(2);
        for (Path file : segments.files().subList(0, segments.files().size() - 1)) {
            assertThat(Files.size(file)).isBetween(18_000L, 200_000L);
        }
        Segments others = Segments.of(folder.resolve("other-%d.mkv")).every(Duration.ofMillis(400));
        start(others);
        record(0, 60);
        maker.cancel();
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.contains("other"));
        }
    }

    @Test
    void aPatternNeedsOneNumber() {
        for (String name : List.of("movie.mp4", "%d-%d.mp4", "%s.mp4")) {
            assertThatThrownBy(() -> Segments.of(folder.resolve(name)))
                    .hasMessageContaining("a name with one %d (or %03d) for the number allowed");
        }
        assertThatThrownBy(() -> Segments.of(folder.resolve("%d.mp4")).cut()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReplayIsTheEndOfTheRecordingFromAKeyFrameOn(boolean onDisk) throws IOException, InterruptedException {
        Path whole = folder.resolve("whole.mp4");
        recordAndFinish(Output.file(whole), 100);
        Path ring = Files.createDirectory(folder.resolve("ring"));
        Duration length = Duration.ofSeconds(1);
        ReplayBuffer replay = onDisk ? ReplayBuffer.onDisk(length, ring) : ReplayBuffer.inMemory(length);
        start(replay);
        record(0, 100);
        Path saved = folder.resolve("saved.mp4");
        replay.save(saved);
        record(100, 110);
        maker.finish();
        List<String> all = contents(whole, 0);
        List<String> end = contents(saved, 0);
        // A second and up to a group of pictures.
        assertThat(end).hasSizeBetween(25, 35);
        int at = java.util.Collections.indexOfSubList(all, end);
        assertThat(at).isPositive();
        assertThat(at % 10).as("begins with a key frame").isZero();
        List<String> sound = contents(saved, 1);
        assertThat(java.util.Collections.indexOfSubList(contents(whole, 1), sound))
                .isPositive();
        assertThat(sound).hasSizeBetween(48, 75);
        assertThat(DemuxedPacket.of(saved, 0).getFirst().nanos()).isZero();
        int picture = 96 * 64 * 3 / 2;
        assertThat(TwoDecoders.decode(saved))
                .isEqualTo(Arrays.copyOfRange(TwoDecoders.decode(whole), at * picture, (at + end.size()) * picture));
        try (var files = Files.list(ring)) {
            assertThat(files).isEmpty();
        }
        assertThatThrownBy(() -> replay.save(saved)).hasMessageContaining("the recording is over");
    }

    private static List<String> contents(Path movie, int track) throws IOException {
        return DemuxedPacket.of(movie, track).stream()
                .map(DemuxedPacket::content)
                .toList();
    }

    /** What a program would need for a container of its own. */
    private static final class Collected implements PacketListener {
        final List<EncodedFrame> video = new ArrayList<>();
        final List<EncodedSound> sound = new ArrayList<>();
        final List<String> calls = new ArrayList<>();

        @Override
        public void started(VideoStream stream, List<AudioFormat> formats) {
            calls.add("started %dx%d %d".formatted(stream.width(), stream.height(), formats.size()));
        }

        @Override
        public void video(EncodedFrame packet) {
            video.add(packet.copy());
        }

        @Override
        public void sound(EncodedSound packet, int track) {
            sound.add(packet.copy());
        }

        @Override
        public void finished() {
            calls.add("finished");
        }
    }

    @Test
    void aListenerGetsThePacketsOfAFile() throws IOException {
        Path whole = folder.resolve("whole.mp4");
        recordAndFinish(Output.file(whole), 40);
        Collected collected = new Collected();
        recordAndFinish(Output.packets(collected), 40);
        assertThat(collected.calls).containsExactly("started 96x64 1", "finished");
        assertThat(collected.video).hasSize(40);
        assertThat(collected.video.getFirst().keyFrame()).isTrue();
        List<DemuxedPacket> sound = DemuxedPacket.of(whole, 1);
        assertThat(collected.sound).hasSameSizeAs(sound);
        long samples = 0;
        for (int i = 0; i < sound.size(); i++) {
            EncodedSound packet = collected.sound.get(i);
            assertThat(sound.get(i).content()).startsWith(packet.data().byteSize() + ":");
            assertThat(packet.pts() * 1e9 / packet.sampleRate())
                    .isBetween(sound.get(i).nanos() - 2e4, sound.get(i).nanos() + 2e4);
            samples += packet.duration();
        }
        assertThat(samples + collected.sound.getFirst().pts()).isEqualTo(40 * 1920);
    }

    @Test
    void aListenerThatFailsEndsTheRecording() {
        IOException broken = new IOException("no more");
        PacketListener listener = packet -> {
            if (packet.pts() >= 5) {
                throw broken;
            }
        };
        assertThatThrownBy(() -> recordAndFinish(Output.packets(listener), 40))
                .isInstanceOf(OutputException.class)
                .hasMessage("Cannot write the program's packet listener: no more (frame 5). It had taken 5 packets");
    }
}
