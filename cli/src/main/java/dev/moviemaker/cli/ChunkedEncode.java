// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.media.chunk.ChunkedMovie;
import dev.moviemaker.media.chunk.CodedChunk;
import dev.moviemaker.media.chunk.Span;
import dev.moviemaker.media.transcode.TranscoderBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The command {@code encode} in chunks: plans, codes here what is wanted, joins. */
final class ChunkedEncode {
    private final Terminal terminal;
    private final EncodeCommand command;

    ChunkedEncode(Terminal terminal, EncodeCommand command) {
        this.terminal = terminal;
        this.command = command;
    }

    /** Codes the whole movie here, with what a run that was killed has left. */
    int run(List<String> arguments) throws IOException {
        Path kept = ChunkFolder.of(command.output()).resolve("plan.json");
        MoviePlan plan = plan(arguments, kept);
        ChunkFolder folder = new ChunkFolder(plan);
        int exitCode;
        try (FileChannel _ = folder.lock()) {
            int removed = folder.removeForeign();
            if (removed > 0 && !command.reporting().quiet()) {
                terminal.err()
                        .printf(
                                "av1: %d chunks of an earlier run with another input or other options removed%n",
                                removed);
            }
            plan.write(kept);
            List<Integer> all = IntStream.range(0, plan.chunks().size()).boxed().toList();
            ChunkFigures figures = new ChunkRun(terminal, command.reporting().quiet(), plan, builder())
                    .code(all, command.chunking().workers());
            exitCode = join(folder, figures);
        }
        folder.remove();
        return exitCode;
    }

    /** Codes a share of the chunks of a plan. */
    int part(MoviePlan plan, ChunkOptions.Part part, ChunkOptions chunking, ReportOptions reporting)
            throws IOException {
        plan.state().require(files(), plan.input());
        List<Integer> own = IntStream.range(0, plan.chunks().size())
                .filter(part::has)
                .boxed()
                .toList();
        ChunkRun run = new ChunkRun(terminal, reporting.quiet(), plan, builder());
        ChunkFigures figures = run.code(own, chunking.workers());
        if (!reporting.quiet()) {
            terminal.out()
                    .printf(
                            "%s: part %d of %d, %d of %s%n  coded in %s s%n",
                            new ChunkFolder(plan).path(),
                            part.index(),
                            part.count(),
                            own.size(),
                            figures.sentence(),
                            NumberText.fixed(NumberText.seconds(figures.time()), 2));
            terminal.out().flush();
        }
        return ExitCode.DONE;
    }

    /** Joins the chunks of a plan, which must all be there. */
    int join(MoviePlan plan, boolean keep) throws IOException {
        plan.state().require(files(), plan.input());
        ChunkFolder folder = new ChunkFolder(plan);
        int exitCode;
        try (FileChannel _ = folder.lock()) {
            exitCode = join(folder, null);
        }
        if (!keep) {
            folder.remove();
        }
        return exitCode;
    }

    private int join(ChunkFolder folder, @Nullable ChunkFigures figures) throws IOException {
        List<CodedChunk> chunks = folder.requireAll();
        try {
            return command.recorder().record(command.transcoder().join(chunks), command::said, figures);
        } catch (Failure e) {
            // The movie is there; the input ended early, or its figures cannot be written.
            if (Files.exists(command.output())) {
                folder.remove();
            }
            throw e;
        }
    }

    /**
     * Makes the plan.
     *
     * @param before a plan of the same output, if there is one: what is known of the input then need not be found out
     */
    MoviePlan plan(List<String> arguments, Path before) throws IOException {
        List<Path> files = files();
        InputState state = InputState.of(files, known(before));
        try (ChunkedMovie movie = builder().openChunks()) {
            requireQuality(movie);
            List<MoviePlan.PlannedChunk> chunks = new ArrayList<>();
            for (Span span : movie.spans()) {
                chunks.add(new MoviePlan.PlannedChunk(span, 0));
            }
            return MoviePlan.of(
                    command.source(), command.output().toAbsolutePath().toString(), arguments, state, chunks);
        }
    }

    private static void requireQuality(ChunkedMovie movie) {
        switch (movie.settings().rateControl()) {
            case CRF, CQP -> {}
            case VBR, CBR -> throw Failure.usage("--chunks: --rate-control crf or cqp allowed", null);
        }
    }

    private static Optional<InputState> known(Path before) {
        try {
            return Files.exists(before) ? Optional.of(MoviePlan.read(before).state()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The files that are read, after a look at whether all can be done that is asked for. */
    private List<Path> files() throws IOException {
        return command.recorder().files(software());
    }

    private TranscoderBuilder builder() {
        return command.recorder().prepare(software());
    }

    private TranscoderBuilder software() {
        Path source = Path.of(command.source());
        if (command.source().equals("-")
                || (Files.exists(source) && !Files.isRegularFile(source) && !Files.isDirectory(source))) {
            throw Failure.usage(
                    "INPUT: %s given, a file that can be read more than once allowed: chunks read it several times"
                            .formatted(command.source().equals("-") ? "standard input" : source),
                    null);
        }
        if (command.isRateConverted()) {
            throw Failure.usage("--cfr: allowed without chunks only", null);
        }
        String backend = command.backend();
        if (backend != null && !backend.equals("av1") && !backend.equals("av1_software")) {
            throw Failure.usage(
                    "--backend: %s given, av1 or av1_software allowed: chunks are encoded in software"
                            .formatted(backend),
                    null);
        }
        return command.transcoder();
    }
}
