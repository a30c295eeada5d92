// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.chunk;

import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.Frame;
import dev.moviemaker.OutputException;
import dev.moviemaker.Rational;
import dev.moviemaker.VideoStream;
import dev.moviemaker.bitstream.file.StreamUnit;
import dev.moviemaker.media.svt.SvtChunks;
import dev.moviemaker.spi.EncoderProvider;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;

/**
 * An encoder whose packets are there before its frames.
 *
 * @param packets has the packet of a frame when the frame comes
 */
@SuppressWarnings("ArrayRecordComponent") // kept, not compared
record JoinedProvider(Queue<StreamUnit> packets, byte[] sequenceHeader) implements EncoderProvider {
    private static final String NAME = "SVT-AV1";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean hardware() {
        return false;
    }

    @Override
    public List<EncodingCapabilities> capabilities() {
        return List.of(EncodingCapabilities.builder("CPU", NAME, false).build());
    }

    @Override
    public VideoEncoder open(EncoderSettings settings, PacketSink sink) {
        ByteBuffer header = ByteBuffer.wrap(sequenceHeader);
        VideoStream stream = SvtChunks.stream(settings, header);
        List<String> warnings = SvtChunks.warnings(settings, header);
        return new VideoEncoder() {
            @Override
            public VideoStream stream() {
                return stream;
            }

            @Override
            public String device() {
                return NAME;
            }

            @Override
            public List<String> warnings() {
                return warnings;
            }

            @Override
            public List<String> notes() {
                return SvtChunks.notes(settings);
            }

            @Override
            public void submit(Frame frame, long pts, long duration) {
                StreamUnit unit = packets.remove();
                if (unit.timestamp() != pts) {
                    throw new EncodeFailedException(
                            "the packet of %d came for the frame at %d".formatted(unit.timestamp(), pts));
                }
                try {
                    sink.accept(new Packet(unit, duration, settings.timeBase()));
                } catch (IOException e) {
                    throw new OutputException(String.valueOf(e.getMessage()), e);
                }
            }

            @Override
            public void finish() {}

            @Override
            public void close() {}
        };
    }

    private record Packet(MemorySegment data, long pts, long duration, Rational timeBase, boolean keyFrame)
            implements EncodedFrame {
        Packet(StreamUnit unit, long duration, Rational timeBase) {
            this(
                    MemorySegment.ofArray(unit.data()).asReadOnly(),
                    unit.timestamp(),
                    duration,
                    timeBase,
                    SequenceHeaders.in(unit.data()).isPresent());
        }

        @Override
        public long size() {
            return data.byteSize();
        }

        @Override
        public long dts() {
            return pts;
        }
    }
}
