// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.file.AnnexBReader;
import dev.moviemaker.bitstream.file.StreamUnit;
import dev.moviemaker.bitstream.obu.Obu;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A length-delimited bitstream: read, written with a frame unit for each temporal unit, read again. */
public final class AnnexBTarget {
    private AnnexBTarget() {}

    /** Entry point of Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        Limits.run(() -> {
            List<byte[]> units;
            try {
                units = read(data);
            } catch (IOException documented) {
                return;
            }
            ObuTarget.takeApart(units);
            BitWriter out = new BitWriter();
            units.forEach(unit -> writeUnit(out, unit));
            List<byte[]> again = read(out.toByteArray());
            Limits.require(again.size() == units.size(), again.size() + " units were read again");
            for (int i = 0; i < units.size(); i++) {
                Limits.require(
                        Arrays.equals(ObuTarget.payloads(units.get(i)), ObuTarget.payloads(again.get(i))),
                        "a unit was changed");
            }
        });
    }

    private static List<byte[]> read(byte[] data) throws IOException {
        List<byte[]> units = new ArrayList<>();
        try (AnnexBReader reader = new AnnexBReader(new ByteArrayInputStream(data))) {
            for (StreamUnit unit = reader.next(); unit != null; unit = reader.next()) {
                units.add(unit.data());
            }
        }
        return units;
    }

    /** AV1 specification, B.2: temporal_unit_size, frame_unit_size, and obu_length before each OBU. */
    static void writeUnit(BitWriter out, byte[] unit) {
        BitWriter obus = new BitWriter();
        for (Obu obu : Obu.split(unit)) {
            obus.leb128(obu.byteLength());
            obus.bytes(unit, obu.offset(), obu.byteLength());
        }
        BitWriter frame = new BitWriter();
        frame.leb128(obus.byteLength());
        frame.bytes(obus.buffer(), 0, obus.byteLength());
        out.leb128(frame.byteLength());
        out.bytes(frame.buffer(), 0, frame.byteLength());
    }
}
