// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.HdrMetadata;
import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.obu.Metadata;
import dev.moviemaker.bitstream.obu.ObuWriter;
import dev.moviemaker.encoder.gop.ReferenceSlot;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The OBUs that we write: metadata in front of key frames, and the headers that show a hidden picture. */
final class StreamHeaders {
    private static final List<byte[]> SHOW_EXISTING = IntStream.range(0, ReferenceSlot.COUNT)
            .mapToObj(StreamHeaders::writeShowExisting)
            .toList();

    private StreamHeaders() {}

    /** An OBU_FRAME_HEADER that shows a reference slot. Fits our sequences: no frame ids, no decoder model. */
    static byte[] showExisting(ReferenceSlot slot) {
        return SHOW_EXISTING.get(slot.index());
    }

    private static byte[] writeShowExisting(int slot) {
        BitWriter bits = new BitWriter();
        ObuWriter _ = new ObuWriter(bits).showExistingFrame(slot);
        return bits.toByteArray();
    }

    /** Metadata OBUs, empty without HDR. */
    static byte[] metadata(Optional<HdrMetadata> hdr) {
        BitWriter bits = new BitWriter();
        hdr.ifPresent(h -> {
            ObuWriter writer = new ObuWriter(bits);
            if (h.maxContentLight() > 0 || h.maxFrameAverageLight() > 0) {
                writer.metadata(new Metadata.HdrCll(h.maxContentLight(), h.maxFrameAverageLight()));
            }
            if (h.hasMasteringDisplay()) {
                writer.metadata(masteringDisplay(h));
            }
        });
        return bits.toByteArray();
    }

    private static Metadata masteringDisplay(HdrMetadata hdr) {
        return new Metadata.HdrMdcv(
                Ints.of(hdr.primaries().stream().mapToInt(p -> fixed16(p.x())).toArray()),
                Ints.of(hdr.primaries().stream().mapToInt(p -> fixed16(p.y())).toArray()),
                fixed16(hdr.whitePoint().x()),
                fixed16(hdr.whitePoint().y()),
                Math.round(hdr.maxLuminance() * (1 << 8)),
                Math.round(hdr.minLuminance() * (1 << 14)));
    }

    private static int fixed16(double value) {
        return (int) Math.min(0xFFFF, Math.round(value * (1 << 16)));
    }
}
