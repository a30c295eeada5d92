// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of putting a picture's OBUs together: bits of the driver's, or something that the firmware writes.
 *
 * @param kind which
 * @param bits of {@link Kind#COPY}, as characters 0 and 1; empty for others
 */
public record Instruction(Kind kind, String bits) {

    /** Kinds, in the order of their numbers. */
    public enum Kind {
        /** That was all. */
        END,
        /** Bits that the driver wrote. */
        COPY,
        /** An OBU begins. */
        OBU_START,
        /** The OBU's size, once it is known. */
        OBU_SIZE,
        /** The OBU ends. */
        OBU_END,
        /** {@code allow_high_precision_mv}. */
        HIGH_PRECISION_MV,
        /** {@code delta_lf_params()}. */
        DELTA_LF,
        /** {@code read_interpolation_filter()}. */
        INTERPOLATION_FILTER,
        /** {@code loop_filter_params()}. */
        LOOP_FILTER,
        /** VCN 4: {@code tile_info()}; VCN 5: {@code context_update_tile_id}. */
        TILES,
        /** VCN 4: {@code quantization_params()}; VCN 5: {@code base_q_idx}. */
        QUANTIZATION,
        /** {@code delta_q_params()}. */
        DELTA_Q,
        /** {@code cdef_params()}. */
        CDEF,
        /** {@code read_tx_mode()}. */
        TX_MODE,
        /** The tile group. */
        TILE_GROUP
    }

    /** Reads the parameters of {@link PacketType#AV1_INSTRUCTIONS}. */
    static List<Instruction> read(CommandPacket packet) {
        List<Instruction> instructions = new ArrayList<>();
        int at = 0;
        while (at + 1 < packet.words().length() && packet.word(at) >= 2 * Integer.BYTES) {
            int code = packet.word(at + 1);
            if (code < 0 || code >= Kind.values().length) {
                throw new IllegalArgumentException("instruction %d is not known".formatted(code));
            }
            Kind kind = Kind.values()[code];
            instructions.add(new Instruction(kind, kind == Kind.COPY ? bits(packet, at + 3, packet.word(at + 2)) : ""));
            at += packet.word(at) / Integer.BYTES;
        }
        return List.copyOf(instructions);
    }

    private static String bits(CommandPacket packet, int from, int count) {
        StringBuilder bits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            bits.append((packet.word(from + i / Integer.SIZE) >>> (Integer.SIZE - 1 - i % Integer.SIZE)) & 1);
        }
        return bits.toString();
    }
}
