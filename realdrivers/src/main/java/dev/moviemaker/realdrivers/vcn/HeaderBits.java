// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.vcn;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.TileInfo;
import dev.moviemaker.bitstream.obu.ObuType;
import dev.moviemaker.bitstream.tile.TileLayout;
import dev.moviemaker.realdrivers.stream.EncodeTask;
import dev.moviemaker.realdrivers.stream.Instruction;

/**
 * The OBU header and the frame header of a picture, put together from the driver's instructions.
 *
 * @param obu bits of the OBU header, as characters 0 and 1
 * @param frame bits of the frame header
 */
record HeaderBits(String obu, String frame) {

    /** Puts them together with a QIndex of the firmware's choice. */
    static HeaderBits of(EncodeTask task, int qIndex) {
        StringBuilder obu = new StringBuilder();
        StringBuilder frame = new StringBuilder();
        boolean sized = false;
        for (Instruction instruction : task.instructions()) {
            switch (instruction.kind()) {
                case OBU_SIZE -> sized = true;
                case COPY -> (sized ? frame : obu).append(instruction.bits());
                case OBU_END, TILE_GROUP, END -> {
                    return new HeaderBits(obu.toString(), frame.toString());
                }
                default -> frame.append(own(instruction.kind(), task, qIndex));
            }
        }
        throw new IllegalArgumentException("the instructions have no end");
    }

    private static String own(Instruction.Kind kind, EncodeTask task, int qIndex) {
        boolean five = task.vcn() == 5;
        return switch (kind) {
            case HIGH_PRECISION_MV, DELTA_Q -> "0";
            // is_filter_switchable 0, EIGHTTAP.
            case INTERPOLATION_FILTER -> "000";
            case LOOP_FILTER -> loopFilter(qIndex);
            case TILES -> five ? "0".repeat(logs(task.tileColumns()) + logs(task.tileRows())) : tiles(task);
            // On VCN 4 also no deltas and no matrix.
            case QUANTIZATION -> binary(qIndex, 8) + (five ? "" : "0000");
            // The least damping, one strength, and that is none.
            case CDEF -> task.cdef() ? "0".repeat(2 + 2 + 6 + 6) : "";
            case TX_MODE -> "1";
            default -> "";
        };
    }

    private static String loopFilter(int qIndex) {
        int level = Math.min(63, qIndex * qIndex / 2400);
        String levels = binary(level, 6) + binary(level, 6);
        return levels + (level == 0 ? "" : levels) + "000" + "0";
    }

    /** VCN 4 is given a number of tiles and makes rows of them (AV1 5.9.15). */
    private static String tiles(EncodeTask task) {
        TileLayout layout =
                TileLayout.of(false, 2 * ((task.codedWidth() + 7) >> 3), 2 * ((task.codedHeight() + 7) >> 3));
        TileInfo fewest = layout.fewest();
        int columnsLog2 = fewest.tileColsLog2();
        int rowsLog2 = Math.max(layout.minLog2TileRows(columnsLog2), logs(task.tileRows()) - columnsLog2);
        int superblockColumns = Math.ceilDiv(task.codedWidth(), 64);
        int superblockRows = Math.ceilDiv(task.codedHeight(), 64);
        StringBuilder bits = new StringBuilder("1");
        if (columnsLog2 < logs(Math.min(superblockColumns, TileInfo.MAX_TILE_COLS))) {
            bits.append('0');
        }
        bits.append("1".repeat(rowsLog2 - layout.minLog2TileRows(columnsLog2)));
        if (rowsLog2 < logs(Math.min(superblockRows, TileInfo.MAX_TILE_ROWS))) {
            bits.append('0');
        }
        return columnsLog2 + rowsLog2 > 0
                ? bits.append("0".repeat(columnsLog2 + rowsLog2)).append("11").toString()
                : bits.toString();
    }

    private static int logs(int count) {
        return TileLayout.tileLog2(1, count);
    }

    private static String binary(int value, int bits) {
        StringBuilder text = new StringBuilder();
        for (int i = bits - 1; i >= 0; i--) {
            text.append(value >> i & 1);
        }
        return text.toString();
    }

    ObuType type() {
        return ObuType.ofCode(Integer.parseInt(obu.substring(1, 5), 2));
    }

    /** Temporal and spatial layer of the OBU's extension, or zeros. */
    Ints layers() {
        return obu.length() > 8
                ? Ints.of(Integer.parseInt(obu.substring(8, 11), 2), Integer.parseInt(obu.substring(11, 13), 2))
                : Ints.of(0, 0);
    }

    byte[] obuBytes() {
        return bytes(obu);
    }

    /** The frame header with room behind it, for a reader. */
    byte[] frameBytes() {
        return bytes(frame);
    }

    private static byte[] bytes(String bits) {
        byte[] bytes = new byte[Math.ceilDiv(bits.length(), Byte.SIZE)];
        for (int i = 0; i < bits.length(); i++) {
            bytes[i / Byte.SIZE] |= (byte) ((bits.charAt(i) - '0') << (Byte.SIZE - 1 - i % Byte.SIZE));
        }
        return bytes;
    }
}
