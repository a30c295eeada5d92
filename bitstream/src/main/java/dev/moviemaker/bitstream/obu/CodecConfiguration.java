// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.OperatingPoint;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import java.util.Locale;

/**
 * What containers want to know of a stream: the AV1CodecConfigurationRecord ("av1C") and the codecs string (AV1 Codec
 * ISO Media File Format Binding, 2.3 and 5).
 */
public final class CodecConfiguration {
    private CodecConfiguration() {}

    /**
     * Returns the bytes of an av1C box's content, with the sequence header OBU as its configOBUs.
     *
     * @param sequenceHeaderObu the whole OBU with header and size, as it is in the stream
     * @throws SyntaxException when it is not a sequence header OBU with a size field
     */
    public static byte[] av1c(byte[] sequenceHeaderObu) {
        Obu obu = Obu.at(sequenceHeaderObu, 0, sequenceHeaderObu.length);
        if (obu.type() != ObuType.SEQUENCE_HEADER || !obu.header().hasSizeField()) {
            throw new SyntaxException("obu_type", obu.type(), "a sequence header with size field", "5.5");
        }
        SequenceHeader header = SequenceHeaderReader.read(obu.payloadReader());
        ColorConfig color = header.colorConfig();
        OperatingPoint point = header.operatingPoints().getFirst();
        BitWriter out = new BitWriter(4 + obu.byteLength());
        out.f(1, 1);
        out.f(7, 1);
        out.f(3, header.seqProfile());
        out.f(5, point.seqLevelIdx());
        out.f(1, point.seqTier());
        out.flag(color.bitDepth() > 8);
        out.flag(color.bitDepth() == 12);
        out.flag(color.monoChrome());
        out.f(1, color.subsamplingX());
        out.f(1, color.subsamplingY());
        out.f(2, color.chromaSamplePosition());
        out.f(3, 0);
        boolean delay = point.initialDisplayDelayMinus1() >= 0;
        out.flag(delay);
        out.f(4, delay ? point.initialDisplayDelayMinus1() : 0);
        out.bytes(sequenceHeaderObu, 0, obu.byteLength());
        return out.toByteArray();
    }

    /** Returns the short codecs string, such as "av01.0.08M.08". */
    public static String codecString(SequenceHeader header) {
        OperatingPoint point = header.operatingPoints().getFirst();
        return String.format(
                Locale.ROOT,
                "av01.%d.%02d%s.%02d",
                header.seqProfile(),
                point.seqLevelIdx(),
                point.seqTier() == 0 ? "M" : "H",
                header.colorConfig().bitDepth());
    }

    /** Returns the codecs string with the colour fields, such as "av01.0.08M.10.0.110.09.16.09.0". */
    public static String fullCodecString(SequenceHeader header) {
        ColorConfig color = header.colorConfig();
        return String.format(
                Locale.ROOT,
                "%s.%d.%d%d%d.%02d.%02d.%02d.%d",
                codecString(header),
                color.monoChrome() ? 1 : 0,
                color.subsamplingX(),
                color.subsamplingY(),
                color.chromaSamplePosition(),
                color.colorPrimaries(),
                color.transferCharacteristics(),
                color.matrixCoefficients(),
                color.colorRange() ? 1 : 0);
    }
}
