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

/** What is in an AV1 file, as {@code av1 inspect} prints it. */
public final class Inspection {
    private final Path file;
    private final long limit;
    private final boolean json;
    private final PrintWriter out;

    /**
     * An inspection to come.
     *
     * @param limit temporal units to show at most
     * @param json whether to print JSON with every syntax element, else lines for people
     */
    public Inspection(Path file, long limit, boolean json, PrintWriter out) {
        this.file = file;
        this.limit = limit;
        this.json = json;
        this.out = out;
    }

    /**
     * Prints it all.
     *
     * @throws IOException if the file cannot be read, has no frame, or has parts that cannot be understood, which are
     *     printed as far as they go
     */
    public void run() throws IOException {
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
            throw new IOException(file + ": there is no AV1 frame in it");
        }
        if (summary.problems > 0) {
            throw new IOException("%s: %d OBUs cannot be understood".formatted(file, summary.problems));
        }
    }

    private void writeJson(InspectedUnits units, InspectSummary summary) throws IOException {
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
