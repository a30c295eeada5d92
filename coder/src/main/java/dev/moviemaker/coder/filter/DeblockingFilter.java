// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.filter;

import dev.moviemaker.coder.picture.Plane;
import dev.moviemaker.coder.transform.TxSize;

/**
 * The deblocking filter of section 7.14 for 4:2:0: all vertical edges of a plane, then all horizontal ones. An instance
 * belongs to one thread, but the rows of one pass may be spread over several instances: edges filtered side by side
 * never touch the same samples.
 */
public final class DeblockingFilter {
    /** Filters vertical edges. */
    public static final int VERTICAL_EDGES = 0;

    /** Filters horizontal edges. */
    public static final int HORIZONTAL_EDGES = 1;

    private final EdgeFilter edges = new EdgeFilter();

    /**
     * Filters one pass of some rows of one plane.
     *
     * @param plane 0 (Y), 1 (U) or 2 (V)
     * @param pass {@link #VERTICAL_EDGES} or, once those are done in the rows above and below as well,
     *     {@link #HORIZONTAL_EDGES}
     * @param samples the plane of the current frame; its visible size tells which edges are on screen
     * @param bitDepth 8 or 10
     * @param fromMiRow first row in 4x4 luma units, even
     * @param toMiRow end (exclusive) in 4x4 luma units; beyond the frame is allowed
     */
    public void filterRows(
            int plane,
            int pass,
            Plane samples,
            DeblockMap map,
            DeblockLevels levels,
            int bitDepth,
            int fromMiRow,
            int toMiRow) {
        if (!levels.isActive(plane)) {
            return;
        }
        int sub = plane == 0 ? 0 : 1;
        int step = 1 << sub;
        int rows = Math.min(toMiRow, Math.min(map.miRows, (samples.height * step + 3) >> 2));
        int cols = Math.min(map.miCols, (samples.width * step + 3) >> 2);
        int firstRow = pass == HORIZONTAL_EDGES ? Math.max(step, fromMiRow) : fromMiRow;
        int firstCol = pass == VERTICAL_EDGES ? step : 0;
        for (int row = firstRow; row < rows; row += step) {
            for (int col = firstCol; col < cols; col += step) {
                filterUnit(plane, pass, samples, map, levels, bitDepth, row, col);
            }
        }
    }

    /** Section 7.14.2 for the edge at the left (pass 0) or top (pass 1) of the unit at (row, col). */
    private void filterUnit(
            int plane, int pass, Plane samples, DeblockMap map, DeblockLevels levels, int bitDepth, int row, int col) {
        int sub = plane == 0 ? 0 : 1;
        boolean chroma = plane != 0;
        int unit = map.unit(row | sub, col | sub);
        int txSize = DeblockMap.txSize(unit, chroma);
        int txLog2 = pass == 0 ? TxSize.widthLog2(txSize) : TxSize.heightLog2(txSize);
        int position = ((pass == 0 ? col : row) * 4) >> sub;
        if ((position & ((1 << txLog2) - 1)) != 0) {
            return;
        }
        int blockLog2 = (pass == 0 ? DeblockMap.blockWidthLog2(unit) : DeblockMap.blockHeightLog2(unit)) - sub;
        if ((position & ((1 << blockLog2) - 1)) != 0 && !DeblockMap.hasInnerEdges(unit)) {
            return;
        }
        int step = 1 << sub;
        int previous = pass == 0 ? map.unit(row | sub, (col | sub) - step) : map.unit((row | sub) - step, col | sub);
        int lvl = levels.level(plane, pass, DeblockMap.levelClass(unit));
        if (lvl == 0) {
            lvl = levels.level(plane, pass, DeblockMap.levelClass(previous));
            if (lvl == 0) {
                return;
            }
        }
        int previousTxSize = DeblockMap.txSize(previous, chroma);
        int previousLog2 = pass == 0 ? TxSize.widthLog2(previousTxSize) : TxSize.heightLog2(previousTxSize);
        int filterSize = Math.min(chroma ? 8 : 16, 1 << Math.min(txLog2, previousLog2));
        int at = ((row * 4) >> sub) * samples.stride + ((col * 4) >> sub);
        int across = pass == 0 ? 1 : samples.stride;
        int along = pass == 0 ? samples.stride : 1;
        edges.filter(samples.samples, at, across, along, filterSize, chroma, lvl, levels.limit(lvl), bitDepth);
    }
}
