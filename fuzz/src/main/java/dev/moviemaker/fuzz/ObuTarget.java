// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.file.ObuStreamReader;
import dev.moviemaker.bitstream.file.ObuStreamWriter;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import dev.moviemaker.bitstream.obu.FrameHeaderReader;
import dev.moviemaker.bitstream.obu.Metadata;
import dev.moviemaker.bitstream.obu.Obu;
import dev.moviemaker.bitstream.obu.ObuContent;
import dev.moviemaker.bitstream.obu.ObuHeader;
import dev.moviemaker.bitstream.obu.ObuType;
import dev.moviemaker.bitstream.obu.ObuWriter;
import dev.moviemaker.bitstream.obu.ParsedObu;
import dev.moviemaker.bitstream.obu.StreamParser;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A low-overhead bitstream: split, taken apart, every header written and read again, the stream written and read again.
 */
public final class ObuTarget {
    private ObuTarget() {}

    /** Entry point of Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        Limits.run(() -> {
            List<byte[]> units;
            try {
                units = ObuStreamReader.split(data);
            } catch (SyntaxException documented) {
                return;
            }
            takeApart(units);
            rewrite(units);
        });
    }

    /** Parses a stream OBU by OBU, and writes and reads again every header in it. */
    static void takeApart(List<byte[]> units) {
        StreamParser parser = new StreamParser();
        for (byte[] unit : units) {
            List<Obu> obus;
            try {
                obus = Obu.split(unit);
            } catch (SyntaxException documented) {
                continue;
            }
            for (Obu obu : obus) {
                SequenceHeader sequence = parser.sequenceHeader();
                ReferenceState references = parser.referenceState();
                byte[] alone = Arrays.copyOfRange(unit, obu.offset(), obu.offset() + obu.byteLength());
                ParsedObu parsed = parser.parse(alone).obus().getFirst();
                if (parsed.content() instanceof ObuContent.Frame frame) {
                    writeFrame(Objects.requireNonNull(sequence), references, parsed, frame);
                } else {
                    writeHeader(parsed);
                }
            }
        }
    }

    private static void writeHeader(ParsedObu obu) {
        BitWriter out = new BitWriter();
        ObuWriter writer = new ObuWriter(out);
        try {
            switch (obu.content()) {
                case ObuContent.Sequence sequence -> writer.sequenceHeader(sequence.header());
                case Metadata metadata -> writer.metadata(metadata);
                default -> {
                    return;
                }
            }
        } catch (SyntaxException documented) {
            // Readers take what writers must not write.
            return;
        }
        ObuContent again =
                new StreamParser().parse(out.toByteArray()).obus().getFirst().content();
        Limits.require(again.equals(obu.content()), () -> "read again, it is " + again + " and not " + obu.content());
    }

    private static void writeFrame(
            SequenceHeader sequence, ReferenceState state, ParsedObu obu, ObuContent.Frame frame) {
        BitWriter out = new BitWriter();
        ObuWriter writer = new ObuWriter(out);
        if (obu.obu().header().extensionFlag()) {
            writer.layers(obu.obu().header().temporalId(), obu.obu().header().spatialId());
        }
        try {
            writer.frameHeader(sequence, state, frame.header());
        } catch (SyntaxException documented) {
            // Readers take what writers must not write.
            return;
        }
        byte[] written = out.toByteArray();
        ObuHeader layers = obu.obu().header();
        UncompressedHeader again = FrameHeaderReader.read(
                Obu.at(written, 0, written.length).payloadReader(),
                sequence,
                state,
                layers.temporalId(),
                layers.spatialId());
        Limits.require(again.equals(frame.header()), () -> "read again, it is " + again + " and not " + frame.header());
    }

    private static void rewrite(List<byte[]> units) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObuStreamWriter writer = new ObuStreamWriter(Channels.newChannel(out))) {
            for (byte[] unit : units) {
                writer.write(unit);
            }
        }
        List<byte[]> again = ObuStreamReader.split(out.toByteArray());
        Limits.require(again.size() == units.size(), again.size() + " units were read again");
        for (int i = 0; i < units.size(); i++) {
            Limits.require(Arrays.equals(payloads(units.get(i)), payloads(again.get(i))), "a unit was changed");
        }
    }

    /** Types and payloads one after the other, but for delimiters. */
    static byte[] payloads(byte[] unit) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Obu obu : Obu.split(unit)) {
            if (obu.type() != ObuType.TEMPORAL_DELIMITER) {
                all.write(obu.type().code());
                all.write(unit, obu.payloadOffset(), obu.payloadLength());
            }
        }
        return all.toByteArray();
    }
}
