// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import dev.moviemaker.bitstream.file.IvfHeader;
import dev.moviemaker.bitstream.file.IvfReader;
import dev.moviemaker.bitstream.file.IvfWriter;
import dev.moviemaker.bitstream.file.StreamUnit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An IVF file: read, written, read again. */
public final class IvfTarget {
    private IvfTarget() {}

    /** Entry point of Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        Limits.run(() -> {
            List<StreamUnit> units = new ArrayList<>();
            IvfHeader header;
            try (IvfReader reader = new IvfReader(new ByteArrayInputStream(data))) {
                header = reader.header();
                collect(reader, units);
            } catch (IOException documented) {
                return;
            }
            ObuTarget.takeApart(units.stream().map(StreamUnit::data).toList());
            if (header.timebaseNumerator() > 0 && header.timebaseDenominator() > 0) {
                rewrite(header, units);
            }
        });
    }

    private static void collect(IvfReader reader, List<StreamUnit> units) throws IOException {
        for (StreamUnit unit = reader.next(); unit != null; unit = reader.next()) {
            units.add(unit);
        }
    }

    private static void rewrite(IvfHeader header, List<StreamUnit> units) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (IvfWriter writer = new IvfWriter(Channels.newChannel(out), header)) {
            for (StreamUnit unit : units) {
                writer.write(unit.timestamp(), ByteBuffer.wrap(unit.data()));
            }
        }
        List<StreamUnit> again = new ArrayList<>();
        try (IvfReader reader = new IvfReader(new ByteArrayInputStream(out.toByteArray()))) {
            Limits.require(reader.header().equals(header), () -> "read again, the header is " + reader.header());
            collect(reader, again);
        }
        Limits.require(again.size() == units.size(), again.size() + " frames were read again");
        for (int i = 0; i < units.size(); i++) {
            Limits.require(
                    again.get(i).timestamp() == units.get(i).timestamp()
                            && Arrays.equals(again.get(i).data(), units.get(i).data()),
                    "frame " + i + " was changed");
        }
    }
}
