// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.BufferRemovalTimes;
import dev.moviemaker.bitstream.sequence.DecoderModelInfo;
import dev.moviemaker.bitstream.sequence.OperatingPoint;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import org.jspecify.annotations.Nullable;

/** The {@code buffer_removal_time} part of {@code uncompressed_header()} (5.9.2), read or written. */
final class BufferRemovalSyntax {
    private BufferRemovalSyntax() {}

    static @Nullable BufferRemovalTimes code(
            Syntax s, SequenceHeader sequence, int temporalId, int spatialId, @Nullable BufferRemovalTimes v) {
        DecoderModelInfo model = sequence.decoderModelInfo();
        if (model == null) {
            s.absent("buffer_removal_time", v);
            return null;
        }
        if (!s.flag("buffer_removal_time_present_flag", v != null)) {
            return null;
        }
        int count = sequence.operatingPoints().size();
        Ints given = v != null ? v.times() : Ints.EMPTY;
        s.length("buffer_removal_time", given, count);
        int bits = model.bufferRemovalTimeLengthMinus1() + 1;
        int[] times = new int[count];
        for (int i = 0; i < count; i++) {
            OperatingPoint point = sequence.operatingPoints().get(i);
            long time = Integer.toUnsignedLong(s.item("buffer_removal_time", given, i));
            int idc = point.operatingPointIdc();
            boolean inLayers = idc == 0 || ((idc >> temporalId & 1) != 0 && (idc >> (spatialId + 8) & 1) != 0);
            if (point.operatingParametersInfo() != null && inLayers) {
                times[i] = (int) s.f("buffer_removal_time", bits, time);
            } else {
                s.inferred("buffer_removal_time", (int) time, 0);
            }
        }
        return new BufferRemovalTimes(Ints.of(times));
    }
}
