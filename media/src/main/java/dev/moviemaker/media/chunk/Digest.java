// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.chunk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** SHA-256 of files and texts, in hexadecimal. */
public final class Digest {
    private static final int BLOCK = 1 << 24;

    /** A digest of nothing yet. */
    public Digest() {}

    /** The digest of a file. */
    public String ofFile(Path file) throws IOException {
        MessageDigest all = sha256();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer block = ByteBuffer.allocate(1 << 16);
            while (channel.read(block) >= 0) {
                all.update(block.flip());
                block.clear();
            }
        }
        return HexFormat.of().formatHex(all.digest());
    }

    /** The digest of a text. */
    public String ofText(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The digest of the digests of all blocks of 16 MiB of some files, in their order; blocks are read side by side.
     */
    public String ofContents(List<Path> files) throws IOException {
        MessageDigest all = sha256();
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                long size = channel.size();
                int blocks = Math.toIntExact((size + BLOCK - 1) / BLOCK);
                List<byte[]> digests = IntStream.range(0, blocks)
                        .parallel()
                        .mapToObj(block -> ofBlock(channel, (long) block * BLOCK, size))
                        .toList();
                digests.forEach(all::update);
                all.update(ByteBuffer.allocate(Long.BYTES).putLong(0, size));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return HexFormat.of().formatHex(all.digest());
    }

    private static byte[] ofBlock(FileChannel channel, long start, long size) {
        MessageDigest digest = sha256();
        ByteBuffer part = ByteBuffer.allocate(1 << 18);
        long end = Math.min(size, start + BLOCK);
        long place = start;
        try {
            while (place < end) {
                part.clear().limit((int) Math.min(part.capacity(), end - place));
                int count = channel.read(part, place);
                if (count < 0) {
                    throw new IOException("became shorter while it was read");
                }
                place += count;
                digest.update(part.flip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
