// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.media.av.AvAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/** How many samples at a packet's end are padding. */
final class DiscardPadding {
    /** Samples to skip at the start and at the end, four bytes each, then two reasons of a byte each. */
    private static final int BYTES = 10;

    private DiscardPadding() {}

    /** The samples at the end that are padding. */
    static int get(AVPacket packet) {
        try (Arena arena = Arena.ofConfined()) {
            SizeTPointer size = new SizeTPointer(new AvAddress(arena.allocate(ValueLayout.JAVA_LONG)));
            BytePointer data = avcodec.av_packet_get_side_data(packet, avcodec.AV_PKT_DATA_SKIP_SAMPLES, size);
            if (data == null || data.isNull()) {
                return 0;
            }
            return AvAddress.segment(data, BYTES).get(ValueLayout.JAVA_INT_UNALIGNED, Integer.BYTES);
        }
    }

    static void set(AVPacket packet, int samples) {
        try (Arena arena = Arena.ofConfined()) {
            SizeTPointer size = new SizeTPointer(new AvAddress(arena.allocate(ValueLayout.JAVA_LONG)));
            BytePointer existing = avcodec.av_packet_get_side_data(packet, avcodec.AV_PKT_DATA_SKIP_SAMPLES, size);
            BytePointer data = existing != null && !existing.isNull()
                    ? existing
                    : avcodec.av_packet_new_side_data(packet, avcodec.AV_PKT_DATA_SKIP_SAMPLES, BYTES);
            data.capacity(BYTES);
            data.limit(BYTES);
            for (int i = 0; i < BYTES; i++) {
                data.put(i, i >= 4 && i < 8 ? (byte) (samples >> (8 * (i - 4))) : 0);
            }
        }
    }
}
