// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.media.chunk.BitShares;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The command {@code encode} in chunks: plans, codes here what is wanted, joins. */
final class ChunkedEncode {
    /** A bitrate may miss its mark by so much. */
    private static final double NEAR = 0.03;

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
            return command.recorder()
                    .record(command.transcoder().join(chunks), notes -> said(notes, folder, chunks), figures);
        } catch (Failure e) {
            // The movie is there; the input ended early, or its figures cannot be written.
            if (Files.exists(command.output())) {
                folder.remove();
            }
            throw e;
        }
    }

    private List<String> said(List<String> notes, ChunkFolder folder, List<CodedChunk> chunks) {
        List<String> said = new ArrayList<>(command.said(notes));
        double wanted = folder.plannedBits();
        double bits = 8.0 * chunks.stream().mapToLong(CodedChunk::packetBytes).sum();
        if (wanted > 0 && Math.abs(bits / wanted - 1) > NEAR) {
            said.add("the bitrate is %.0f %% of what was asked for: SVT-AV1 comes no nearer with these pictures"
                    .formatted(100 * bits / wanted));
        }
        return said;
    }

    /**
     * Makes the plan.
     *
     * @param before a plan of the same output, if there is one: what is known of the input then need not be found out
     */
    MoviePlan plan(List<String> arguments, Path before) throws IOException {
        List<Path> files = files();
        Optional<MoviePlan> known = known(before);
        InputState state = InputState.of(files, known.map(MoviePlan::state));
        try (ChunkedMovie movie = builder().openChunks()) {
            List<MoviePlan.PlannedChunk> chunks = movie.spans().stream()
                    .map(span -> new MoviePlan.PlannedChunk(span, 0, 0))
                    .toList();
            MoviePlan plan = planned(arguments, state, chunks);
            return switch (movie.settings().rateControl()) {
                case CRF, CQP -> plan;
                case VBR, CBR -> shared(plan, movie.settings(), known);
            };
        }
    }

    private MoviePlan planned(List<String> arguments, InputState state, List<MoviePlan.PlannedChunk> chunks) {
        return MoviePlan.of(command.source(), command.output().toAbsolutePath().toString(), arguments, state, chunks);
    }

    /** Gives each chunk its share of the bits, from the plan before if it is the same but for them. */
    private MoviePlan shared(MoviePlan plan, EncoderSettings settings, Optional<MoviePlan> known) throws IOException {
        List<Span> spans =
                plan.chunks().stream().map(MoviePlan.PlannedChunk::span).toList();
        if (known.isPresent() && known.get().hasSharesFor(plan)) {
            return known.get();
        }
        Map<Integer, CodedChunk> measured = new ConcurrentHashMap<>();
        ChunkRun run = ChunkRun.measuring(terminal, plan, builder(), measured);
        List<Integer> all = IntStream.range(0, spans.size()).boxed().toList();
        ChunkFigures ignored = run.code(all, command.chunking().workers());
        List<CodedChunk> first = all.stream().map(measured::get).toList();
        List<Long> bits = BitShares.of(settings, first, spans);
        List<MoviePlan.PlannedChunk> chunks = new ArrayList<>();
        for (int chunk : all) {
            Span span = spans.get(chunk);
            double seconds =
                    (first.get(chunk).end() - span.from()) * settings.timeBase().toDouble();
            chunks.add(new MoviePlan.PlannedChunk(span, bits.get(chunk), Math.round(seconds * 1000)));
        }
        return planned(plan.arguments(), plan.state(), chunks);
    }

    private static Optional<MoviePlan> known(Path before) {
        try {
            return Files.exists(before) ? Optional.of(MoviePlan.read(before)) : Optional.empty();
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
