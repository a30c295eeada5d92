// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.gpu;

import dev.moviemaker.realdrivers.vcn.Firmware;
import dev.moviemaker.realdrivers.vcn.GpuMemory;
import dev.moviemaker.realdrivers.vcn.VcnPicture;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Speaks with one played GPU; the words are described in coder.c. Used by one thread. */
final class Connection implements GpuMemory {
    private static final int HELLO_BYTES = 36;
    private static final int MAGIC = 'P' | 'G' << 8 | 'P' << 16 | 'U' << 24;
    private static final int VERSION = 1;
    private static final int RING_VIDEO_ENCODE = 7;
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int DONE = 3;

    private final SocketChannel channel;

    Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /** Until the GPU's process ends. */
    void serve(int threads, Consumer<VcnPicture> listener, BiConsumer<String, Exception> failures) throws IOException {
        ByteBuffer hello = receive(HELLO_BYTES);
        if (hello.getInt() != MAGIC || hello.getInt() != VERSION) {
            throw new IOException("no played GPU of this version");
        }
        int vcn = hello.getInt();
        send(buffer(4).putInt(1 << RING_VIDEO_ENCODE));
        try (Firmware firmware = new Firmware(vcn, threads, listener)) {
            while (true) {
                job(firmware, failures);
            }
        } catch (EOFException e) {
            System.getLogger(Connection.class.getName())
                    .log(System.Logger.Level.DEBUG, "The played GPU's process ended", e);
        }
    }

    private void job(Firmware firmware, BiConsumer<String, Exception> failures) throws IOException {
        ByteBuffer head = receive(12);
        int ring = head.getInt();
        int faultBytes = head.getInt();
        int count = head.getInt();
        ByteBuffer streams = receive(count * 12);
        String fault = StandardCharsets.US_ASCII.decode(receive(faultBytes)).toString();
        int status = 0;
        for (int i = 0; i < count; i++) {
            byte[] bytes = read(streams.getLong(), streams.getInt());
            int[] words = new int[bytes.length / Integer.BYTES];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(words);
            try {
                firmware.run(words, this, fault);
            } catch (RuntimeException e) {
                status = 1;
                failures.accept("a job of ring " + ring, e);
            }
        }
        send(buffer(8).putInt(DONE).putInt(status));
    }

    @Override
    public byte[] read(long address, int bytes) throws IOException {
        send(buffer(16).putInt(READ).putLong(address).putInt(bytes));
        int count = receive(4).getInt();
        byte[] data = new byte[count];
        receive(count).get(data);
        return data;
    }

    @Override
    public void write(long address, byte[] data) throws IOException {
        send(buffer(16 + data.length)
                .putInt(WRITE)
                .putLong(address)
                .putInt(data.length)
                .put(data));
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void send(ByteBuffer buffer) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private ByteBuffer receive(int bytes) throws IOException {
        ByteBuffer buffer = buffer(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the other side hung up");
            }
        }
        return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
    }
}
