// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.stream;

import dev.moviemaker.bitstream.bits.Ints;
import java.util.List;
import java.util.Optional;

/**
 * One picture, as the driver told the encoder to code it.
 *
 * @param vcn major version of the encoder: 4 or 5
 * @param session address of the session's memory, which tells sessions apart
 * @param begins whether the session begins with this submission
 * @param codedWidth pixels
 * @param codedHeight pixels
 * @param bitDepth 8 or 10, of what is coded
 * @param inputDepth 8 or 10, of the source
 * @param rgbInput whether the source is R'G'B'
 * @param rate rate control, if this submission changed it
 * @param layers temporal layers, if this submission changed their number
 * @param qIndexes of I, P and B pictures; they count without rate control
 * @param qIndexRange lowest and highest for I, P and B pictures in turn
 * @param preset 0 speed, 1 balance, 2 quality, 3 high quality; if this submission changed it
 * @param latency what {@code PacketType.LATENCY} says, if this submission changed it
 * @param temporalLayer of the picture
 * @param type of the picture
 * @param cdef whether CDEF is on
 * @param cdefStrengths what the application wished, VCN 5: damping - 3, then luma's and chroma's first primary and
 *     secondary strength; else empty
 * @param tileColumns columns, VCN 5; 0 on VCN 4
 * @param tileRows rows, VCN 5; on VCN 4 the number of tiles
 * @param tileWidths of columns in superblocks, VCN 5
 * @param tileHeights of rows in superblocks, VCN 5
 * @param instructions how the OBUs are put together
 * @param source where the picture is
 * @param references DPB slots: VCN 5 of the seven reference names, VCN 4 of LAST alone; -1 for none
 * @param compound which two names a compound picture predicts from, VCN 5; -1 for none
 * @param reconstruction DPB slot that the picture goes to
 * @param intraRefresh mode (0 for none), offset and size of the region
 * @param qpMap address of the map of QIndex differences, if there is one
 * @param bitstream address
 * @param bitstreamBytes most that may be written
 * @param feedback address
 */
public record EncodeTask(
        int vcn,
        long session,
        boolean begins,
        int codedWidth,
        int codedHeight,
        int bitDepth,
        int inputDepth,
        boolean rgbInput,
        Optional<VcnRateControl> rate,
        Optional<Integer> layers,
        Ints qIndexes,
        Ints qIndexRange,
        Optional<Integer> preset,
        Optional<Integer> latency,
        int temporalLayer,
        PictureType type,
        boolean cdef,
        Ints cdefStrengths,
        int tileColumns,
        int tileRows,
        Ints tileWidths,
        Ints tileHeights,
        List<Instruction> instructions,
        Source source,
        Ints references,
        Ints compound,
        int reconstruction,
        Ints intraRefresh,
        Optional<QpMap> qpMap,
        long bitstream,
        int bitstreamBytes,
        long feedback) {

    /** Types, in the order of their numbers. */
    public enum PictureType {
        /** Predicted from two references. */
        B,
        /** Predicted from one. */
        P,
        /** Predicted from none. */
        I,
        /** Skipped. */
        P_SKIP;

        private static final List<PictureType> BY_CODE = List.of(values());

        static PictureType ofCode(int code) {
            return BY_CODE.get(code);
        }
    }

    /**
     * Where a source picture is.
     *
     * @param luma address of luma, or of the only plane
     * @param chroma address of chroma
     * @param lumaPitch texels from row to row
     * @param chromaPitch texels from row to row
     * @param swizzle how rows are mixed; 0 not at all
     */
    public record Source(long luma, long chroma, int lumaPitch, int chromaPitch, int swizzle) {}

    /**
     * A map of QIndex differences.
     *
     * @param type 0 for none; else how it is meant
     * @param address of it
     * @param pitch texels from row to row
     */
    public record QpMap(int type, long address, int pitch) {}
}
