// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.media.chunk.Digest;
import dev.moviemaker.media.chunk.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a movie is coded in chunks: all that a machine must know to code one of them.
 *
 * @param id digest of everything else that decides what comes out
 * @param version of the command
 * @param input absolute
 * @param output absolute
 * @param arguments the other options of the command, in its own words
 * @param state of the input's files
 * @param chunks in the order of the movie
 */
record MoviePlan(
        String id,
        String version,
        String input,
        String output,
        List<String> arguments,
        InputState state,
        List<PlannedChunk> chunks) {
    private static final long FORMAT = 1;

    /**
     * A chunk.
     *
     * @param bits that it may take, or 0 where quality decides
     * @param milliseconds that it lasts, where bits are given
     */
    record PlannedChunk(Span span, long bits, long milliseconds) {
        double seconds() {
            return milliseconds / 1000.0;
        }
    }

    static MoviePlan of(
            String input, String output, List<String> arguments, InputState state, List<PlannedChunk> chunks) {
        String version = Version.number();
        String text = String.join("\n", arguments) + version + state.digest() + chunks;
        return new MoviePlan(new Digest().ofText(text), version, input, output, arguments, state, chunks);
    }

    /** Whether this is another plan but for the shares of bits, which are here. */
    boolean hasSharesFor(MoviePlan other) {
        List<Span> own = chunks.stream().map(PlannedChunk::span).toList();
        List<Span> wanted = other.chunks.stream().map(PlannedChunk::span).toList();
        return chunks.stream().allMatch(chunk -> chunk.milliseconds() > 0)
                && own.equals(wanted)
                && state.equals(other.state)
                && arguments.equals(other.arguments)
                && version.equals(other.version)
                && input.equals(other.input);
    }

    /** The usual name of the plan of an output. */
    static Path file(Path output) {
        return output.resolveSibling(output.getFileName() + ".plan.json");
    }

    static MoviePlan read(Path file) throws IOException {
        JsonTree tree = JsonTree.read(file);
        if (tree.number("format") != FORMAT) {
            throw new IOException("%s: format: %d given, %d allowed".formatted(file, tree.number("format"), FORMAT));
        }
        List<PlannedChunk> chunks = new ArrayList<>();
        for (JsonTree chunk : tree.objects("chunks")) {
            try {
                Span span = new Span(chunk.number("from"), chunk.number("to", Span.END));
                chunks.add(new PlannedChunk(span, chunk.number("bits", 0), chunk.number("milliseconds", 0)));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
        MoviePlan plan = of(
                tree.text("input"),
                tree.text("output"),
                tree.texts("arguments"),
                new InputState(
                        (int) tree.number("files"),
                        tree.number("bytes"),
                        tree.number("modified_milliseconds"),
                        tree.text("digest")),
                chunks);
        if (!tree.text("id").equals(plan.id())) {
            throw new IOException("%s: the plan was changed, or made by version %s (this is %s): plan again"
                    .formatted(file, tree.text("version"), plan.version()));
        }
        return plan;
    }

    /** Writes the file in one step: nobody reads half of it. */
    void write(Path file) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", FORMAT);
        map.put("id", id);
        map.put("version", version);
        map.put("input", input);
        map.put("output", output);
        map.put("arguments", arguments);
        map.put("files", state.files());
        map.put("bytes", state.bytes());
        map.put("modified_milliseconds", state.modified());
        map.put("digest", state.digest());
        map.put("chunks", chunks.stream().map(MoviePlan::asMap).toList());
        Path part = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid());
        Files.writeString(part, Json.of(map) + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, Object> asMap(PlannedChunk chunk) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("from", chunk.span().from());
        if (chunk.span().to() != Span.END) {
            map.put("to", chunk.span().to());
        }
        if (chunk.bits() > 0) {
            map.put("bits", chunk.bits());
            map.put("milliseconds", chunk.milliseconds());
        }
        return map;
    }
}
