// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.media.chunk.CodedChunk;
import dev.moviemaker.media.chunk.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The hidden folder beside an output where its coded chunks are kept: {@code NNNNNN.ivf}, and {@code NNNNNN.json} that
 * is written last and says that the other is whole. Any number of processes on any machines may fill it: files get
 * their names when they are complete, and of two that are the same, either is good.
 */
final class ChunkFolder {
    private final Path folder;
    private final MoviePlan plan;

    ChunkFolder(MoviePlan plan) {
        this.plan = plan;
        folder = of(Path.of(plan.output()));
    }

    static Path of(Path output) {
        return output.resolveSibling("." + output.getFileName() + ".chunks");
    }

    Path path() {
        return folder;
    }

    /** Bits that all chunks may take, or 0 where quality decides. */
    long plannedBits() {
        return plan.chunks().stream().mapToLong(MoviePlan.PlannedChunk::bits).sum();
    }

    void create() throws IOException {
        Files.createDirectories(folder);
    }

    /** A file for a chunk that is being coded, which nobody else uses. */
    Path temporary(int chunk) {
        return folder.resolve("%06d.%s.part".formatted(chunk, UUID.randomUUID()));
    }

    /** Gives a coded chunk its name. */
    void keep(int chunk, CodedChunk coded, double seconds) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("plan", plan.id());
        map.put("frames", coded.frames());
        map.put("packet_bytes", coded.packetBytes());
        map.put("sha256", coded.sha256());
        map.put("end", coded.end());
        map.put("notes", coded.notes());
        map.put("milliseconds", Math.round(seconds * 1000));
        Path words = temporary(chunk);
        Files.writeString(words, Json.of(map) + "\n");
        move(coded.file(), packets(chunk));
        move(words, words(chunk));
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path packets(int chunk) {
        return folder.resolve("%06d.ivf".formatted(chunk));
    }

    private Path words(int chunk) {
        return folder.resolve("%06d.json".formatted(chunk));
    }

    /** The chunk, if it is there and good. */
    Optional<CodedChunk> find(int chunk) throws IOException {
        try {
            return Optional.of(require(chunk));
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    /**
     * A chunk that must be there.
     *
     * @throws Failure if it is not, or is not what its words say, or belongs to another plan
     */
    CodedChunk require(int chunk) throws IOException {
        JsonTree words;
        try {
            words = JsonTree.read(words(chunk));
        } catch (NoSuchFileException e) {
            throw Failure.failed(
                    "chunk %d of %d is missing in %s: code it, then join"
                            .formatted(chunk + 1, plan.chunks().size(), folder),
                    e);
        }
        if (!words.text("plan").equals(plan.id())) {
            throw Failure.failed(
                    "chunk %d of %d in %s was coded by another plan: code it again, or use another output"
                            .formatted(chunk + 1, plan.chunks().size(), folder),
                    null);
        }
        CodedChunk coded = new CodedChunk(
                packets(chunk),
                words.number("frames"),
                words.number("packet_bytes"),
                words.text("sha256"),
                words.number("end"),
                words.texts("notes"));
        if (!Files.exists(coded.file()) || !new Digest().ofFile(coded.file()).equals(coded.sha256())) {
            throw Failure.failed(
                    "chunk %d of %d in %s is damaged: its digest is not what it was; code it again"
                            .formatted(chunk + 1, plan.chunks().size(), folder),
                    null);
        }
        return coded;
    }

    /** All chunks, which must be there. */
    List<CodedChunk> requireAll() throws IOException {
        List<CodedChunk> all = new ArrayList<>();
        for (int chunk = 0; chunk < plan.chunks().size(); chunk++) {
            all.add(require(chunk));
        }
        return all;
    }

    /**
     * Keeps other processes from coding or joining the same output as a whole; machines that code parts do not ask.
     *
     * @throws Failure if another one does
     */
    FileChannel lock() throws IOException {
        create();
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // This very process has it.
        }
        channel.close();
        throw Failure.failed(
                "%s is being recorded already: another process has %s".formatted(plan.output(), folder), null);
    }

    /** Removes what runs that were killed, or had another plan, have left. */
    int removeForeign() throws IOException {
        int removed = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean foreign = name.matches("\\d{6}\\.json") && !isOwn(file);
                if (foreign || name.endsWith(".part")) {
                    Files.deleteIfExists(file);
                    removed += foreign ? 1 : 0;
                }
            }
        }
        return removed;
    }

    private boolean isOwn(Path words) {
        try {
            return JsonTree.read(words).text("plan").equals(plan.id());
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes the folder and all that is in it. */
    void remove() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
