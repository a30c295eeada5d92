// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.file.StreamReader;
import dev.moviemaker.bitstream.obu.ParsedObu;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows what is in an AV1 file. */
@Command(
        name = "inspect",
        description = "Shows the temporal units and headers of an AV1 file with their sizes.",
        optionListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  av1 inspect movie.mp4",
            "  av1 inspect --units 10 movie.ivf",
            "  av1 inspect --json movie.obu > movie.json"
        })
final class InspectCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Av1Command root;

    @Mixin
    HelpOption help = new HelpOption();

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "AV1 in MP4, Matroska, WebM, IVF or a bare stream (.obu).")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--json", description = "Print JSON with every syntax element.")
    private boolean json;

    @Option(names = "--units", paramLabel = "N", description = "Show only the first N temporal units.")
    private long limit = Long.MAX_VALUE;

    @Override
    public Integer call() throws IOException {
        InspectSummary summary = new InspectSummary();
        try (StreamReader reader = UnitSource.open(file)) {
            InspectedUnits units = new InspectedUnits(reader, limit, summary);
            if (json) {
                writeJson(units, summary);
            } else {
                print(units, summary);
            }
        } catch (UncheckedIOException e) {
            throw new IOException("%s: %s".formatted(file, Errors.message(e)), e);
        } catch (SyntaxException e) {
            throw new IOException("%s: temporal unit %d: %s".formatted(file, summary.units, e.getMessage()), e);
        }
        if (summary.units == 0) {
            throw Failure.failed(file + ": there is no AV1 frame in it", null);
        }
        if (summary.problems > 0) {
            throw Failure.failed("%s: %d OBUs cannot be understood".formatted(file, summary.problems), null);
        }
        return ExitCode.DONE;
    }

    private void writeJson(InspectedUnits units, InspectSummary summary) throws IOException {
        PrintWriter out = root.terminal().out();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", file);
        map.put("file_bytes", Files.size(file));
        map.put("temporal_units", (Iterable<Map<String, Object>>) () -> new Mapped(units));
        map.put("summary", (InspectSummary.Lazy) summary::asMap);
        Json.write(out, map);
        out.println();
        out.flush();
    }

    private void print(InspectedUnits units, InspectSummary summary) {
        PrintWriter out = root.terminal().out();
        out.println(" unit      bytes  OBU                    details");
        while (units.hasNext()) {
            InspectedUnit unit = units.next();
            boolean first = true;
            for (ParsedObu obu : unit.parsed().obus()) {
                String line = "%5s %10d  %-22s %s"
                        .formatted(
                                first ? Long.toString(unit.index()) : "",
                                obu.obu().byteLength(),
                                obu.obu().type().name().toLowerCase(Locale.ROOT),
                                InspectText.content(obu));
                out.println(line.stripTrailing());
                first = false;
            }
        }
        out.println();
        SequenceHeader sequence = summary.sequence;
        if (sequence != null) {
            out.println(InspectText.sequence(sequence));
        }
        out.printf(
                "%d temporal units, %d key frames, %d frames coded, %d shown, %s of AV1%n",
                summary.units,
                summary.keyFrames,
                summary.codedFrames,
                summary.shownFrames,
                NumberText.bytes(summary.bytes));
        out.flush();
    }

    private record Mapped(InspectedUnits units) implements Iterator<Map<String, Object>> {
        @Override
        public boolean hasNext() {
            return units.hasNext();
        }

        @Override
        public Map<String, Object> next() {
            return units.next().asMap();
        }
    }
}
