// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.live.Connection;
import dev.moviemaker.media.live.RtpSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Lets libavformat write to a channel. After the first failure nothing more reaches the channel. Called under the lock
 * of its writer.
 *
 * <p>JavaCPP has room for ten callbacks of a type, so all outputs share one of each and are found by their number.
 */
final class ChannelOutput implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    /** The {@code whence} values of {@code seek}. */
    private static final int SET = 0;

    private static final int CURRENT = 1;
    private static final int END = 2;

    private static final Map<Long, ChannelOutput> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private static final class Write extends Write_packet_Pointer_BytePointer_int {
        static final Write CALLBACK = new Write();

        @Override
        public int call(Pointer opaque, BytePointer bytes, int size) {
            ChannelOutput output = OPEN.get(opaque.address());
            return output == null ? avutil.AVERROR_EXTERNAL() : output.write(bytes, size);
        }
    }

    private static final class Seek extends Seek_Pointer_long_int {
        static final Seek CALLBACK = new Seek();

        @Override
        public long call(Pointer opaque, long offset, int whence) {
            ChannelOutput output = OPEN.get(opaque.address());
            return output == null ? avutil.AVERROR_EXTERNAL() : output.seek(offset, whence);
        }
    }

    private final WritableByteChannel channel;
    private final long number = NUMBERS.incrementAndGet();
    private final AVIOContext io;
    private @Nullable Throwable failure;
    /** Where what was written ends. */
    private long end;

    private boolean closed;

    ChannelOutput(WritableByteChannel channel) {
        this.channel = channel;
        BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER));
        io = avformat.avio_alloc_context(
                buffer,
                BUFFER,
                1,
                new AvAddress(number),
                (Read_packet_Pointer_BytePointer_int) null,
                Write.CALLBACK,
                seekable() ? Seek.CALLBACK : null);
        if (io == null || io.isNull()) {
            avutil.av_free(buffer);
            throw new OutOfMemoryError("no memory for an output");
        }
        if (channel instanceof RtpSocket) {
            io.max_packet_size(RtpSocket.PACKET_BYTES);
        }
        OPEN.put(number, this);
    }

    AVIOContext io() {
        return io;
    }

    boolean seekable() {
        return channel instanceof SeekableByteChannel;
    }

    /** Throws what the channel threw, if it did. */
    void rethrow() throws IOException {
        Throwable cause = failure;
        switch (cause) {
            case null -> {
                return;
            }
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IOException(cause);
        }
    }

    private int write(BytePointer bytes, int size) {
        if (failure != null) {
            return avutil.AVERROR_EXTERNAL();
        }
        try {
            ByteBuffer source = AvAddress.segment(bytes, size).asByteBuffer();
            while (source.hasRemaining()) {
                channel.write(source);
            }
            if (channel instanceof SeekableByteChannel seekable) {
                end = Math.max(end, seekable.position());
            }
            return size;
        } catch (IOException | RuntimeException | Error e) {
            // An exception must not pass through C.
            failure = e;
            return avutil.AVERROR_EXTERNAL();
        }
    }

    private long seek(long offset, int whence) {
        if (failure != null || !(channel instanceof SeekableByteChannel seekable)) {
            return avutil.AVERROR_EXTERNAL();
        }
        try {
            if ((whence & avformat.AVSEEK_SIZE) != 0) {
                return seekable.size();
            }
            long target = switch (whence & ~avformat.AVSEEK_FORCE) {
                case SET -> offset;
                case CURRENT -> seekable.position() + offset;
                case END -> seekable.size() + offset;
                default -> -1;
            };
            if (target < 0) {
                return avutil.AVERROR_EXTERNAL();
            }
            seekable.position(target);
            return target;
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            return avutil.AVERROR_EXTERNAL();
        }
    }

    private void closeConnection() {
        if (channel instanceof Connection || channel instanceof RtpSocket) {
            try {
                channel.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
    }

    /** Writes what libavformat holds back, leaves the channel behind all that was written, and frees it. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avformat.avio_flush(io);
            if (seekable()) {
                long ignored = seek(end, SET);
            }
            OPEN.remove(number);
            closeConnection();
            avutil.av_free(io.buffer());
            avformat.avio_context_free(io);
        }
    }
}
