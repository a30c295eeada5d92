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
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
        private OutputStream file = OutputStream.nullOutputStream();
        private long frames;
        private long bytes;

        @Override
        public BackendDescription description() {
            return new BackendDescription(
                    "raw", "Raw frames", Map.of("raw", "application/octet-stream"), List.of(), List.of(), List.of());
        }

        @Override
        public void configure(EncoderSettings settings) {
            frames = 0;
            bytes = 0;
        }

        @Override
        public void start(Path output) {
            try {
                file = Files.newOutputStream(output);
            } catch (IOException e) {
                throw new OutputException("Cannot write " + output, e);
            }
        }

        @Override
        public void record(Frame frame) {
            try {
                for (CpuFrame.Plane plane : ((CpuFrame) frame).planes()) {
                    byte[] rows = plane.data().toArray(ValueLayout.JAVA_BYTE);
                    file.write(rows);
                    bytes += rows.length;
                }
                frames++;
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
                    .framesSubmitted(frames)
                    .framesEncoded(frames)
                    .keyFrames(frames)
                    .bytes(bytes)
                    .device("none")
                    .build();
        }

        @Override
        public void close() {
            finish();
        }
    }
}
