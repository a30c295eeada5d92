// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.syntax.Syntax;

/** {@code metadata_obu()} (5.8), read or written. */
final class MetadataSyntax {
    private static final int COUNTRY_EXTENDED = 0xFF;

    private MetadataSyntax() {}

    static Metadata read(BitReader reader) {
        long type = reader.leb128("metadata_type");
        Syntax s = new Syntax.Reading(reader);
        return switch ((int) type) {
            case 1 -> cll(s, new Metadata.HdrCll(0, 0));
            case 2 -> mdcv(s, new Metadata.HdrMdcv(Ints.EMPTY, Ints.EMPTY, 0, 0, 0, 0));
            case 4 -> {
                int code = (int) reader.f("itu_t_t35_country_code", 8);
                int extension =
                        code == COUNTRY_EXTENDED ? (int) reader.f("itu_t_t35_country_code_extension_byte", 8) : 0;
                Ints bytes = rest(reader);
                yield new Metadata.ItutT35(
                        code, extension, Ints.copyOf(bytes.toArray(), Math.max(bytes.length() - 1, 0)));
            }
            case 5 -> timecode(s, new Metadata.Timecode(0, false, false, false, 0, -1, -1, -1, 0, 0));
            default -> new Metadata.Other(type, rest(reader));
        };
    }

    static void write(BitWriter writer, Metadata metadata) {
        writer.leb128(metadata.type());
        Syntax s = new Syntax.Writing(writer);
        switch (metadata) {
            case Metadata.HdrCll v -> cll(s, v);
            case Metadata.HdrMdcv v -> mdcv(s, v);
            case Metadata.Timecode v -> timecode(s, v);
            case Metadata.ItutT35 v -> {
                s.section("5.8.2");
                s.f("itu_t_t35_country_code", 8, v.countryCode());
                if (v.countryCode() == COUNTRY_EXTENDED) {
                    s.f("itu_t_t35_country_code_extension_byte", 8, v.countryCodeExtensionByte());
                } else {
                    s.inferred("itu_t_t35_country_code_extension_byte", v.countryCodeExtensionByte(), 0);
                }
                s.row(
                        "itu_t_t35_payload_bytes",
                        8,
                        v.payloadBytes(),
                        v.payloadBytes().length());
            }
            case Metadata.Other v -> {
                s.section("5.8.1");
                s.row("metadata byte", 8, v.bytes(), v.bytes().length());
                return;
            }
        }
        writer.trailingBits();
    }

    /** Returns the bytes up to the last one that is not zero. */
    private static Ints rest(BitReader reader) {
        int[] bytes = new int[(int) (reader.remaining() / 8)];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (int) reader.f("metadata byte", 8);
            if (bytes[i] != 0) {
                length = i + 1;
            }
        }
        return Ints.copyOf(bytes, length);
    }

    private static Metadata cll(Syntax s, Metadata.HdrCll v) {
        s.section("5.8.3");
        return new Metadata.HdrCll(s.f("max_cll", 16, v.maxCll()), s.f("max_fall", 16, v.maxFall()));
    }

    private static Metadata mdcv(Syntax s, Metadata.HdrMdcv v) {
        s.section("5.8.4");
        s.length("primary_chromaticity_x", v.primaryChromaticityX(), 3);
        s.length("primary_chromaticity_y", v.primaryChromaticityY(), 3);
        int[] x = new int[3];
        int[] y = new int[3];
        for (int i = 0; i < 3; i++) {
            x[i] = s.f("primary_chromaticity_x", 16, s.item("primary_chromaticity_x", v.primaryChromaticityX(), i));
            y[i] = s.f("primary_chromaticity_y", 16, s.item("primary_chromaticity_y", v.primaryChromaticityY(), i));
        }
        return new Metadata.HdrMdcv(
                Ints.of(x),
                Ints.of(y),
                s.f("white_point_chromaticity_x", 16, v.whitePointChromaticityX()),
                s.f("white_point_chromaticity_y", 16, v.whitePointChromaticityY()),
                s.f("luminance_max", 32, v.luminanceMax()),
                s.f("luminance_min", 32, v.luminanceMin()));
    }

    private static Metadata timecode(Syntax s, Metadata.Timecode v) {
        s.section("5.8.7");
        int counting = s.f("counting_type", 5, v.countingType());
        boolean full = s.flag("full_timestamp_flag", v.fullTimestampFlag());
        boolean discontinuity = s.flag("discontinuity_flag", v.discontinuityFlag());
        boolean dropped = s.flag("cnt_dropped_flag", v.cntDroppedFlag());
        int frames = s.f("n_frames", 9, v.nFrames());
        boolean hasSeconds = full || s.flag("seconds_flag", v.secondsValue() >= 0);
        int seconds = part(s, hasSeconds, "seconds_value", 6, 59, v.secondsValue());
        boolean hasMinutes = full || (hasSeconds && s.flag("minutes_flag", v.minutesValue() >= 0));
        int minutes = part(s, hasMinutes, "minutes_value", 6, 59, v.minutesValue());
        boolean hasHours = full || (hasMinutes && s.flag("hours_flag", v.hoursValue() >= 0));
        int hours = part(s, hasHours, "hours_value", 5, 23, v.hoursValue());
        int length = s.f("time_offset_length", 5, v.timeOffsetLength());
        long offset = s.f("time_offset_value", length, v.timeOffsetValue());
        return new Metadata.Timecode(
                counting, full, discontinuity, dropped, frames, seconds, minutes, hours, length, offset);
    }

    private static int part(Syntax s, boolean present, String element, int bits, int max, int value) {
        if (!present) {
            return s.inferred(element, value, -1);
        }
        int coded = s.f(element, bits, value);
        s.demand(coded <= max, element, coded, "0 to " + max, "6.7.7");
        return coded;
    }
}
