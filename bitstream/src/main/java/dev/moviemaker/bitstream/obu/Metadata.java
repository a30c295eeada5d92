// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.bits.SyntaxException;
import java.util.Arrays;

/** The content of a metadata OBU (AV1 specification, 5.8). */
public sealed interface Metadata extends ObuContent {
    /** Returns {@code metadata_type}. */
    long type();

    /**
     * Content light level (5.8.3), in candela per square metre.
     *
     * @param maxCll {@code max_cll}: brightest sample, 0 to 65535
     * @param maxFall {@code max_fall}: brightest frame on average, 0 to 65535
     */
    record HdrCll(int maxCll, int maxFall) implements Metadata {
        @Override
        public long type() {
            return 1;
        }
    }

    /**
     * Mastering display colour volume (5.8.4).
     *
     * @param primaryChromaticityX x of red, green, blue in 0.16 fixed point, each 0 to 65535
     * @param primaryChromaticityY y of red, green, blue in 0.16 fixed point, each 0 to 65535
     * @param whitePointChromaticityX x of the white point in 0.16 fixed point
     * @param whitePointChromaticityY y of the white point in 0.16 fixed point
     * @param luminanceMax largest luminance in candela per square metre, 24.8 fixed point, 0 to 2^32 - 1
     * @param luminanceMin smallest luminance in candela per square metre, 18.14 fixed point, 0 to 2^32 - 1
     */
    record HdrMdcv(
            Ints primaryChromaticityX,
            Ints primaryChromaticityY,
            int whitePointChromaticityX,
            int whitePointChromaticityY,
            long luminanceMax,
            long luminanceMin)
            implements Metadata {
        @Override
        public long type() {
            return 2;
        }
    }

    /**
     * User data registered by ITU-T Recommendation T.35 (5.8.2).
     *
     * @param countryCode {@code itu_t_t35_country_code}, 0 to 255
     * @param countryCodeExtensionByte {@code itu_t_t35_country_code_extension_byte}; 0 unless the code is 255
     * @param payloadBytes {@code itu_t_t35_payload_bytes}: values 0 to 255
     */
    record ItutT35(int countryCode, int countryCodeExtensionByte, Ints payloadBytes) implements Metadata {
        @Override
        public long type() {
            return 4;
        }
    }

    /**
     * Time code (5.8.7). A field that is not coded is -1: hours need minutes, and minutes need seconds.
     *
     * @param countingType {@code counting_type}, 0 to 31
     * @param fullTimestampFlag {@code full_timestamp_flag}: all three of seconds, minutes, hours are coded
     * @param discontinuityFlag {@code discontinuity_flag}
     * @param cntDroppedFlag {@code cnt_dropped_flag}
     * @param nFrames {@code n_frames}, 0 to 511
     * @param secondsValue 0 to 59, or -1
     * @param minutesValue 0 to 59, or -1
     * @param hoursValue 0 to 23, or -1
     * @param timeOffsetLength {@code time_offset_length}: bits of the offset, 0 to 31
     * @param timeOffsetValue {@code time_offset_value} as unsigned bits; 0 when the length is 0
     */
    record Timecode(
            int countingType,
            boolean fullTimestampFlag,
            boolean discontinuityFlag,
            boolean cntDroppedFlag,
            int nFrames,
            int secondsValue,
            int minutesValue,
            int hoursValue,
            int timeOffsetLength,
            long timeOffsetValue)
            implements Metadata {
        @Override
        public long type() {
            return 5;
        }
    }

    /**
     * Metadata this library does not take apart, scalability (3) included.
     *
     * @param type {@code metadata_type}, 0 to 2^32 - 1
     * @param bytes everything after the type up to the last byte that is not zero, the trailing bit included
     */
    record Other(long type, Ints bytes) implements Metadata {}

    /**
     * Reads the payload of a metadata OBU.
     *
     * @throws SyntaxException when the data end
     */
    static Metadata read(BitReader reader) {
        return MetadataSyntax.read(reader);
    }

    /** Writes {@code metadata_obu()} with its trailing bits. */
    static void write(BitWriter writer, Metadata metadata) {
        MetadataSyntax.write(writer, metadata);
    }

    /**
     * Returns mastering display values with the chromaticities of BT.2020 and D65, luminance in candela per square
     * metre.
     */
    static HdrMdcv bt2020Display(double maxLuminance, double minLuminance) {
        return new HdrMdcv(
                fixed16(0.708, 0.170, 0.131),
                fixed16(0.292, 0.797, 0.046),
                fixed16(0.3127).get(0),
                fixed16(0.3290).get(0),
                Math.round(maxLuminance * 256),
                Math.round(minLuminance * 16384));
    }

    private static Ints fixed16(double... values) {
        return Ints.of(
                Arrays.stream(values).mapToInt(v -> (int) Math.round(v * 65536)).toArray());
    }
}
