// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.bitstream.file.StreamReader;
import dev.moviemaker.bitstream.file.StreamUnit;
import dev.moviemaker.bitstream.obu.StreamParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads units as they are asked for, so that a long movie needs no more memory than a short one. */
final class InspectedUnits implements Iterator<InspectedUnit> {
    private final StreamReader reader;
    private final StreamParser parser = new StreamParser();
    private final InspectSummary summary;
    private final long limit;
    private @Nullable StreamUnit ahead;
    private long index;

    InspectedUnits(StreamReader reader, long limit, InspectSummary summary) {
        this.reader = reader;
        this.limit = limit;
        this.summary = summary;
    }

    @Override
    public boolean hasNext() {
        try {
            if (ahead == null && index < limit) {
                ahead = reader.next();
            }
            return ahead != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InspectedUnit next() {
        if (!hasNext() || ahead == null) {
            throw new NoSuchElementException();
        }
        InspectedUnit unit = new InspectedUnit(index, ahead, parser.parse(ahead.data()));
        ahead = null;
        index++;
        summary.add(unit, parser.sequenceHeader());
        return unit;
    }
}
