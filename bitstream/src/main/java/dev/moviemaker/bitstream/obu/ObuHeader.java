// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.syntax.Syntax;

/**
 * {@code obu_header()} and {@code obu_extension_header()} (AV1 specification, 5.3.2 and 5.3.3).
 *
 * @param type {@code obu_type}
 * @param extensionFlag {@code obu_extension_flag}: whether layer ids are in the stream
 * @param hasSizeField {@code obu_has_size_field}
 * @param temporalId {@code temporal_id}, 0 to 7; 0 without extension
 * @param spatialId {@code spatial_id}, 0 to 3; 0 without extension
 */
public record ObuHeader(ObuType type, boolean extensionFlag, boolean hasSizeField, int temporalId, int spatialId) {
    /** Returns a header with size field and without extension. */
    public static ObuHeader of(ObuType type) {
        return new ObuHeader(type, false, true, 0, 0);
    }

    /** Returns the number of bytes of this header: 1 or 2. */
    public int byteLength() {
        return extensionFlag ? 2 : 1;
    }

    /**
     * Reads a header at the reader's position.
     *
     * @throws SyntaxException if the data end or the forbidden bit is set
     */
    public static ObuHeader read(BitReader reader) {
        Syntax s = new Syntax.Reading(reader);
        return code(s, of(ObuType.PADDING));
    }

    /** Writes this header: 1 or 2 bytes. */
    public void write(BitWriter writer) {
        code(new Syntax.Writing(writer), this);
    }

    private static ObuHeader code(Syntax s, ObuHeader v) {
        s.section("5.3.2");
        int forbidden = s.f("obu_forbidden_bit", 1, 0);
        s.require(forbidden == 0, "obu_forbidden_bit", forbidden, "0", "6.2.2");
        ObuType type = ObuType.ofCode(s.f("obu_type", 4, v.type.code()));
        boolean extension = s.flag("obu_extension_flag", v.extensionFlag);
        boolean hasSize = s.flag("obu_has_size_field", v.hasSizeField);
        s.f("obu_reserved_1bit", 1, 0);
        s.section("5.3.3");
        int temporalId = 0;
        int spatialId = 0;
        if (extension) {
            temporalId = s.f("temporal_id", 3, v.temporalId);
            spatialId = s.f("spatial_id", 2, v.spatialId);
            s.f("extension_header_reserved_3bits", 3, 0);
        } else {
            s.inferred("temporal_id", v.temporalId, 0);
            s.inferred("spatial_id", v.spatialId, 0);
        }
        return new ObuHeader(type, extension, hasSize, temporalId, spatialId);
    }
}
