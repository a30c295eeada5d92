// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.recording.Providers;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final EncoderSettings SETTINGS = EncoderSettings.builder()
            .width(64)
            .height(48)
            .framerate(Rational.parse("29.97"))
            .keyframeInterval(5)
            .build();

    @TempDir
    Path folder;

    private final FakeEncoders encoders = FakeEncoders.software();
    private final FakeContainers containers = new FakeContainers();
    private final MovieMaker maker =
            MovieMaker.create(new Backends(new Providers(List.of(encoders), List.of(containers))), "av1_software");

    @AfterEach
    void closesEverything() {
        maker.close();
        assertThat(encoders.open).as("encoders left open").isEmpty();
    }

    static CpuFrame frame() {
        return Frame.of(PixelFormat.I420, 64, 48, MemorySegment.ofArray(new byte[64 * 48 * 3 / 2]));
    }

    static AudioBlock sound(int frames) {
        return new AudioBlock(MemorySegment.ofArray(new byte[frames * 4]), AudioBlock.SampleFormat.S16, 48000, 2);
    }

    private Path start(String name) {
        maker.configure(SETTINGS);
        Path target = folder.resolve(name);
        maker.start(target);
        return target;
    }

    private List<String> files() throws IOException {
        try (var list = Files.list(folder)) {
            return list.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void recordsFramesAtAConstantRate() throws IOException {
        Path target = start("movie.fake");
        for (int i = 0; i < 7; i++) {
            maker.record(frame());
        }
        assertThat(files()).as("while recording").containsExactly(".movie.fake.lock", "movie.recording.fake");
        maker.finish();
        assertThat(files()).as("afterwards").containsExactly("movie.fake");
        assertThat(Files.readString(target)).isEqualTo("""
                        fake 64x48 silent
                        video pts 0 duration 1 size 8 key
                        video pts 1 duration 1 size 8
                        video pts 2 duration 1 size 8
                        video pts 3 duration 1 size 8
                        video pts 4 duration 1 size 8
                        video pts 5 duration 1 size 8 key
                        video pts 6 duration 1 size 8
                        end
                        """);
        RecordingStatistics statistics = maker.statistics();
        assertThat(statistics.framesSubmitted()).isEqualTo(7);
        assertThat(statistics.framesEncoded()).isEqualTo(7);
        assertThat(statistics.framesQueued()).isZero();
        assertThat(statistics.keyFrames()).isEqualTo(2);
        assertThat(statistics.bytes()).isEqualTo(56);
        assertThat(statistics.movieTime()).isEqualTo(Duration.ofNanos(233_566_667));
        assertThat(statistics.averageBitrate()).isEqualTo(56 * 8 / (7 * 1001 / 30000.0));
        assertThat(statistics.latency().p50()).isPositive();
        assertThat(statistics.latency().max())
                .isGreaterThanOrEqualTo(statistics.latency().p99());
        assertThat(statistics.backend()).isEqualTo("av1_software");
        assertThat(statistics.device()).isEqualTo("Fake software device");
        assertThat(statistics.fallbackReason()).isEmpty();
    }

    @Test
    void takesDurationsFromTheNextFrameAtAVariableRate() throws IOException {
        maker.configure(SETTINGS.toBuilder().timeBase(new Rational(1, 30000)).build());
        Path target = folder.resolve("movie.fake");
        maker.start(target);
        for (long pts : new long[] {100, 150, 1000, 1001}) {
            maker.record(frame().withPts(pts));
        }
        maker.finish();
        assertThat(Files.readAllLines(target))
                .containsExactly(
                        "fake 64x48 silent",
                        "video pts 100 duration 50 size 8 key",
                        "video pts 150 duration 850 size 8",
                        "video pts 1000 duration 1 size 8",
                        "video pts 1001 duration 1001 size 8",
                        "end");
    }

    @Test
    void refusesMixedAndFallingTimesAndGoesOn() {
        start("movie.fake");
        maker.record(frame().withPts(5));
        assertThatThrownBy(() -> maker.record(frame().withPts(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frame 1: pts 5 given, more than 5 (the frame before) allowed");
        assertThatThrownBy(() -> maker.record(frame()))
                .hasMessage(
                        "frame 1: no pts given, but the frames before have one: give one to every frame or to none");
        maker.record(frame().withPts(6));
        maker.finish();
        maker.start(folder.resolve("next.fake"));
        maker.record(frame());
        assertThatThrownBy(() -> maker.record(frame().withPts(5)))
                .hasMessage(
                        "frame 1: pts 5 given, but the frames before have none: give one to every frame or to none");
    }

    @Test
    void refusesAFrameOfAnotherSizeAndGoesOn() throws IOException {
        Path target = start("movie.fake");
        maker.record(frame());
        CpuFrame other = Frame.of(PixelFormat.NV12, 32, 32, MemorySegment.ofArray(new byte[1536]));
        assertThatThrownBy(() -> maker.record(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frame 1: 32x32 given, only the recording's 64x48 allowed");
        maker.record(frame());
        maker.finish();
        assertThat(Files.readString(target)).contains("pts 1 duration 1").doesNotContain("pts 2");
    }

    @Test
    void takesSoundDeclaredByItsFirstBlock() throws IOException {
        Path target = start("movie.fake");
        maker.record(sound(1600));
        maker.record(frame());
        maker.record(sound(1601));
        AudioBlock other = new AudioBlock(MemorySegment.ofArray(new byte[8]), AudioBlock.SampleFormat.F32, 44100, 1);
        assertThatThrownBy(() -> maker.record(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sound: 44100 Hz, 1 channels given, only the recording's 48000 Hz, 2 channels allowed");
        maker.finish();
        assertThat(Files.readAllLines(target))
                .startsWith(
                        "fake 64x48 AudioFormat[sampleRate=48000, channels=2, codec=OPUS, channelMask=0]", "audio 1600")
                .contains("audio 1601")
                .endsWith("end");
    }

    @Test
    void takesSoundDeclaredInTheSettings() throws IOException {
        maker.configure(SETTINGS.toBuilder()
                .audio(new AudioFormat(48000, 2, AudioCodec.FLAC))
                .build());
        Path target = folder.resolve("movie.fake");
        maker.start(target);
        maker.record(frame());
        maker.record(sound(1600));
        maker.finish();
        assertThat(Files.readString(target)).contains("codec=FLAC").contains("audio 1600");
    }

    @Test
    void takesSeveralTracksOfSound() throws IOException {
        maker.configure(SETTINGS.toBuilder()
                .audio(new AudioFormat(48000, 2), new AudioFormat(16000, 1))
                .build());
        Path target = folder.resolve("movie.fake");
        maker.start(target);
        maker.record(sound(1600));
        AudioBlock voice =
                new AudioBlock(MemorySegment.ofArray(new byte[2 * 533]), AudioBlock.SampleFormat.S16, 16000, 1);
        maker.record(voice, 1);
        assertThatThrownBy(() -> maker.record(voice))
                .hasMessage("sound: 16000 Hz, 1 channels given, only the recording's 48000 Hz, 2 channels allowed");
        assertThatThrownBy(() -> maker.record(voice, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sound track: 2 given, 0 to 1 allowed (audio of the settings)");
        maker.record(frame());
        maker.finish();
        assertThat(Files.readString(target)).contains("audio 1600\n").contains("audio 533 of track 1\n");
    }

    @Test
    void refusesSoundThatCannotBeCarried() {
        start("movie.fake");
        maker.record(frame());
        assertThatThrownBy(() -> maker.record(sound(10)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sound came after the first frame: declare it in the settings");
        maker.finish();
        maker.start(folder.resolve("movie.mute"));
        assertThatThrownBy(() -> maker.record(sound(10)))
                .isInstanceOf(UnsupportedException.class)
                .hasMessage("A .mute file carries no sound; .mp4, .mkv and .webm do");
        maker.record(frame());
        maker.finish();
        maker.configure(SETTINGS.toBuilder()
                .audio(new AudioFormat(48000, 2, AudioCodec.AAC))
                .build());
        assertThatThrownBy(() -> maker.start(folder.resolve("other.fake")))
                .isInstanceOf(UnsupportedException.class)
                .hasMessage("A .fake file carries FLAC or OPUS sound, not AAC");
        assertThat(folder.resolve("other.fake")).doesNotExist();
    }

    @Test
    void aFrameThatBreaksThePromiseOfItsFormatIsRefusedAndTheRecordingGoesOn() {
        maker.configure(SETTINGS.toBuilder().inputFormat(PixelFormat.I420).build());
        maker.start(folder.resolve("movie.fake"));
        maker.record(frame());
        CpuFrame nv12 = Frame.of(PixelFormat.NV12, 64, 48, MemorySegment.ofArray(new byte[64 * 48 * 3 / 2]));
        assertThatThrownBy(() -> maker.record(nv12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frame 1: NV12 given, but the settings promise I420 (input_format)");
        maker.record(frame());
        maker.finish();
        assertThat(maker.statistics().framesEncoded()).isEqualTo(2);
    }
}
