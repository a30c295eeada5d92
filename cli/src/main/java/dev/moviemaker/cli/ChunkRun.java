// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.media.chunk.BitShares;
import dev.moviemaker.media.chunk.ChunkCoding;
import dev.moviemaker.media.chunk.ChunkedMovie;
import dev.moviemaker.media.chunk.CodedChunk;
import dev.moviemaker.media.chunk.ShareCoding;
import dev.moviemaker.media.transcode.TranscoderBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Codes chunks of a plan on this machine, several side by side, into the plan's folder. */
final class ChunkRun {
    private final Terminal terminal;
    private final boolean quiet;
    private final MoviePlan plan;
    private final ChunkFolder folder;
    private final TranscoderBuilder input;
    private final @Nullable Map<Integer, CodedChunk> firstPass;
    private final Queue<Integer> waiting = new ArrayDeque<>();
    private volatile boolean stopped;

    /** A run; the builder has input and settings. */
    ChunkRun(Terminal terminal, boolean quiet, MoviePlan plan, TranscoderBuilder input) {
        this(terminal, quiet, plan, input, null);
    }

    /**
     * A first pass, whose chunks are measured and removed, with the name of a plan that is not used otherwise.
     *
     * @param measured takes the chunks
     */
    static ChunkRun measuring(
            Terminal terminal, MoviePlan plan, TranscoderBuilder input, Map<Integer, CodedChunk> measured) {
        return new ChunkRun(terminal, true, plan, input, measured);
    }

    private ChunkRun(
            Terminal terminal,
            boolean quiet,
            MoviePlan plan,
            TranscoderBuilder input,
            @Nullable Map<Integer, CodedChunk> firstPass) {
        this.firstPass = firstPass;
        this.terminal = terminal;
        this.quiet = quiet;
        this.plan = plan;
        this.input = input;
        folder = new ChunkFolder(plan);
    }

    /**
     * Codes chunks, those excepted that are there already.
     *
     * @param chunks counted from 0, in ascending order
     * @param most at a time; empty for as many as do well
     * @throws Failure if it was interrupted; what is finished is kept
     */
    ChunkFigures code(List<Integer> chunks, OptionalInt most) throws IOException {
        folder.create();
        int cores = Runtime.getRuntime().availableProcessors();
        try (Interruption _ = new Interruption(terminal, "interrupted; finished chunks are kept", this::stop);
                ChunkedMovie first = open();
                ChunkProgress progress = new ChunkProgress(terminal, quiet, chunks.size())) {
            for (int chunk : chunks) {
                if (firstPass == null && folder.find(chunk).isPresent()) {
                    progress.chunk();
                } else {
                    waiting.add(chunk);
                }
            }
            int kept = chunks.size() - waiting.size();
            int wanted = most.orElseGet(
                    () -> first.workers(cores, Runtime.getRuntime().maxMemory()));
            int workers = Math.max(1, Math.min(wanted, waiting.size()));
            all(first, cores, workers, progress);
            if (stopped) {
                throw Failure.failed(
                        "interrupted: the finished chunks are kept in %s; the same command goes on with them"
                                .formatted(folder.path()),
                        null);
            }
            return new ChunkFigures(plan.chunks().size(), kept, workers, first.memory(cores, workers), progress.time());
        }
    }

    private void stop() {
        stopped = true;
    }

    private void all(ChunkedMovie first, int cores, int workers, ChunkProgress progress) throws IOException {
        List<Future<?>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            for (int i = 0; i < workers; i++) {
                ChunkedMovie opened = i == 0 ? first : null;
                results.add(threads.submit(() -> {
                    try {
                        work(opened, cores, workers, progress);
                    } catch (IOException | RuntimeException | Error e) {
                        stopped = true;
                        throw e;
                    }
                    return null;
                }));
            }
            for (Future<?> result : results) {
                await(result);
            }
        }
    }

    private static void await(Future<?> result) throws IOException {
        try {
            result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private synchronized ChunkedMovie open() throws IOException {
        return input.openChunks();
    }

    private synchronized @Nullable Integer next() {
        return stopped ? null : waiting.poll();
    }

    /** Codes one chunk after another with one input, which is read from front to back. */
    private void work(@Nullable ChunkedMovie given, int cores, int workers, ChunkProgress progress) throws IOException {
        ChunkedMovie movie = given;
        ChunkedMovie own = null;
        try {
            for (Integer chunk = next(); chunk != null; chunk = next()) {
                if (movie == null) {
                    own = open();
                    movie = own;
                }
                code(movie, chunk, cores, workers, progress);
            }
        } finally {
            if (own != null) {
                own.close();
            }
        }
    }

    private void code(ChunkedMovie movie, int chunk, int cores, int workers, ChunkProgress progress)
            throws IOException {
        long start = System.nanoTime();
        MoviePlan.PlannedChunk planned = plan.chunks().get(chunk);
        Function<EncoderSettings, ChunkCoding> coding =
                settings -> new ChunkCoding(settings, cores, workers, () -> stopped, progress::frame);
        Path file = folder.temporary(chunk);
        try {
            if (firstPass != null) {
                coding.apply(BitShares.firstPass(movie.settings()))
                        .code(movie, planned.span(), file)
                        .ifPresent(coded -> firstPass.put(chunk, coded));
                return;
            }
            Optional<CodedChunk> coded = planned.bits() == 0
                    ? coding.apply(movie.settings()).code(movie, planned.span(), file)
                    : ShareCoding.code(this::open, coding, planned.span(), planned.bits(), planned.seconds(), file);
            if (coded.isPresent()) {
                folder.keep(chunk, coded.get(), (System.nanoTime() - start) / 1e9);
                progress.chunk();
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
