// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.Frame;
import dev.moviemaker.VideoStream;
import dev.moviemaker.recording.Providers;
import dev.moviemaker.spi.ContainerProvider;
import dev.moviemaker.spi.ContainerTarget;
import dev.moviemaker.spi.ContainerWriter;
import dev.moviemaker.spi.EncoderProvider;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing on a frame's way allocates on the heap once warm: neither at hand-over nor when its packet comes. */
class AllocationTest {
    private static final int FRAMES = 20_000;

    @TempDir
    Path folder;

    /** Delivers the same packet again and again, on the thread that hands frames over, and allocates nothing. */
    private record Inline(EncoderSettings settings, PacketSink sink, EncodedFrame packet) implements VideoEncoder {
        @Override
        public VideoStream stream() {
            return new VideoStream(
                    ByteBuffer.allocate(1),
                    64,
                    48,
                    64,
                    48,
                    settings.framerate(),
                    settings.timeBase(),
                    8,
                    settings.color(),
                    Optional.empty(),
                    0);
        }

        @Override
        public String device() {
            return "inline";
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public void submit(Frame frame, long pts, long duration) {
            try {
                sink.accept(packet);
            } catch (java.io.IOException e) {
                throw new EncodeFailedException("cannot be", e);
            }
        }

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }

    private record Encoders() implements EncoderProvider {
        @Override
        public String name() {
            return "inline";
        }

        @Override
        public boolean hardware() {
            return false;
        }

        @Override
        public List<EncodingCapabilities> capabilities() {
            return List.of();
        }

        @Override
        public VideoEncoder open(EncoderSettings settings, PacketSink sink) {
            MemorySegment data = MemorySegment.ofArray(new byte[100]);
            return new Inline(settings, sink, EncodedFrame.of(data, 0, 0, 1, settings.timeBase(), true));
        }
    }

    private record Nowhere() implements ContainerProvider, ContainerWriter {
        @Override
        public Set<String> extensions() {
            return Set.of("none");
        }

        @Override
        public String mimeType(String extension) {
            return "application/octet-stream";
        }

        @Override
        public Set<AudioCodec> audioCodecs(String extension) {
            return Set.of();
        }

        @Override
        public ContainerWriter create(
                ContainerTarget target, String extension, VideoStream video, List<AudioFormat> audio) {
            return this;
        }

        @Override
        public void writeVideo(EncodedFrame packet) {}

        @Override
        public void writeAudio(AudioBlock block, int track) {}

        @Override
        public void finish() {}

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    /** By reflection: the module does not read jdk.management, and need not for a test. */
    private static long allocatedBytes() throws ReflectiveOperationException {
        Object threads = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        Method bytes = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        return (long) bytes.invoke(threads);
    }

    @Test
    void recordingAFrameAllocatesNothing() throws ReflectiveOperationException {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.management").isPresent(),
                "this Java has no module jdk.management to count allocations with");
        Backends backends = new Backends(new Providers(List.of(new Encoders()), List.of(new Nowhere())));
        Frame frame = RecordingTest.frame();
        try (MovieMaker maker = MovieMaker.create(backends, "av1_software")) {
            maker.configure(EncoderSettings.builder().width(64).height(48).build());
            maker.start(folder.resolve("movie.none"));
            long before = 0;
            for (int i = 0; i < 2 * FRAMES; i++) {
                if (i == FRAMES) {
                    before = allocatedBytes();
                }
                maker.record(frame);
            }
            long perFrame = (allocatedBytes() - before) / FRAMES;
            assertThat(perFrame).as("bytes per frame").isZero();
            maker.finish();
            assertThat(maker.statistics().framesEncoded()).isEqualTo(2 * FRAMES);
        }
    }
}
