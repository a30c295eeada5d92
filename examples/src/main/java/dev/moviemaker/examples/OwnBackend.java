// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.BackendDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.MovieMakerBackend;
import dev.moviemaker.OutputException;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.RunningRecording;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Registers a backend that writes frames as they are, and records with it. */
final class OwnBackend {
    private OwnBackend() {}

    public static void main(String[] args) {
        // begin
        MovieMaker.registerBackend("raw", RawBackend::new);
        try (MovieMaker maker = MovieMaker.create("raw")) {
            maker.configure(Map.of("width", 64, "height", 64));
            maker.start(Path.of(args[0]));
            maker.record(Frame.of(PixelFormat.I420, 64, 64, MemorySegment.ofArray(new byte[64 * 64 * 3 / 2])));
            maker.finish();
        }
        // end
    }

    /** The calls come in the order of the interface; {@link MovieMaker} sees to that. */
    private static final class RawBackend implements MovieMakerBackend {
        @Override
        public BackendDescription description() {
            return new BackendDescription(
                    "raw", "Raw frames", Map.of("raw", "application/octet-stream"), List.of(), List.of(), List.of());
        }

        @Override
        public void configure(EncoderSettings settings) {
            // Raw frames need no settings.
        }

        @Override
        public RunningRecording start(Path output) {
            try {
                return new RawRecording(Files.newOutputStream(output));
            } catch (IOException e) {
                throw new OutputException("Cannot write " + output, e);
            }
        }
    }

    private static final class RawRecording implements RunningRecording {
        private final OutputStream file;
        private final AtomicLong frames = new AtomicLong();
        private final AtomicLong bytes = new AtomicLong();

        RawRecording(OutputStream file) {
            this.file = file;
        }

        @Override
        public void record(Frame frame) {
            try {
                for (CpuFrame.Plane plane : ((CpuFrame) frame).planes()) {
                    byte[] rows = plane.data().toArray(ValueLayout.JAVA_BYTE);
                    file.write(rows);
                    bytes.addAndGet(rows.length);
                }
                frames.incrementAndGet();
            } catch (IOException e) {
                throw new OutputException("Cannot write frame " + frames, e);
            }
        }

        @Override
        public void finish() {
            try {
                file.close();
            } catch (IOException e) {
                throw new OutputException("Cannot complete the file", e);
            }
        }

        @Override
        public RecordingStatistics statistics() {
            return RecordingStatistics.builder("raw")
                    .framesSubmitted(frames.get())
                    .framesEncoded(frames.get())
                    .keyFrames(frames.get())
                    .bytes(bytes.get())
                    .device("none")
                    .build();
        }

        @Override
        public void close() {
            finish();
        }
    }
}
