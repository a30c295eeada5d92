// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.stream;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Pictures in memory that their writer shares: a page with a mark and a counter, then the slots. The reader raises the
 * counter to the number of pictures that it no longer needs, and the writer fills no slot that is still needed.
 */
public final class SharedPictures implements AutoCloseable {
    /** Page of the mark and the counter; slots start at multiples of it. */
    static final int PAGE = 4096;

    static final byte[] MARK = "MMSHARED".getBytes(StandardCharsets.US_ASCII);
    static final int COUNTER = 8;
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private final int pictureBytes;

    private SharedPictures(FileChannel channel, StreamHeader header, String name) throws IOException {
        pictureBytes = header.pictureBytes();
        try {
            memory = map(channel, PAGE + header.shared().orElseThrow().slots() * stride(pictureBytes), name);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private MemorySegment map(FileChannel channel, long size, String name) throws IOException {
        if (channel.size() < size) {
            throw new IOException(
                    "%s: shared: %d bytes given, at least %d allowed".formatted(name, channel.size(), size));
        }
        MemorySegment mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
        if (mapped.asSlice(0, MARK.length).mismatch(MemorySegment.ofArray(MARK)) >= 0) {
            throw new IOException("%s: shared: no mark at its start".formatted(name));
        }
        return mapped;
    }

    /**
     * Opens the memory that a header states.
     *
     * @return closed by the caller
     * @throws IOException if the descriptor is none of a file in memory, or is too small
     */
    public static SharedPictures open(StreamHeader header, String name) throws IOException {
        StreamHeader.Shared shared = header.shared().orElseThrow();
        Path link = Path.of("/proc/self/fd/" + shared.descriptor());
        // Nothing but memory: what stands in a stream must not make the reader write into files.
        if (!Files.isSymbolicLink(link)
                || !Files.readSymbolicLink(link).toString().startsWith("/memfd:")) {
            throw new IOException("%s: shared: descriptor %d given, one of a memfd that was inherited allowed"
                    .formatted(name, shared.descriptor()));
        }
        return open(link, header, name);
    }

    static SharedPictures open(Path file, StreamHeader header, String name) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new SharedPictures(channel, header, name);
        }
    }

    private static long stride(int pictureBytes) {
        return ((long) pictureBytes + PAGE - 1) / PAGE * PAGE;
    }

    /**
     * Returns a picture.
     *
     * @param slot from 0
     */
    public MemorySegment slot(int slot) {
        return memory.asSlice(PAGE + slot * stride(pictureBytes), pictureBytes);
    }

    /**
     * Lets the writer have slots back.
     *
     * @param pictures how many, counted from the start of the stream, are no longer needed
     */
    public void release(long pictures) {
        LONG.setRelease(memory, (long) COUNTER, pictures);
    }

    @Override
    public void close() {
        arena.close();
    }
}
