// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.coder.block.ModeInfoMap;
import dev.moviemaker.coder.block.TileBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The work on the samples of one frame, spread over threads. Rows of superblocks are decided and reconstructed side by
 * side, each two superblocks behind the one above it; behind them tiles are written in order, and when all rows are
 * done edges are filtered. What a superblock becomes depends on the ones above and to the left alone, so the number of
 * threads changes nothing.
 */
final class FrameWork {
    /** One row of superblocks of one tile. */
    private record Row(TileBounds tile, int miRow, boolean first) {}

    private final FrameState frame;
    private final SuperblockCoder.ChooserFactory choosers;
    private final List<Superblock> superblocks;
    private final int stride;
    private final List<TileBounds> tiles;
    private final List<Row> rows = new ArrayList<>();
    private final AtomicInteger nextRow = new AtomicInteger();

    /** By row: superblocks done. Then rows done, and bands whose vertical edges are filtered. */
    private final WorkCounters progress;

    private final byte[][] bytes;
    private final char[][] cdfs;

    /**
     * Prepares the work.
     *
     * @param superblocks room for every superblock of the frame, row by row
     */
    FrameWork(
            FrameState frame,
            List<TileBounds> tiles,
            List<Superblock> superblocks,
            SuperblockCoder.ChooserFactory choosers) {
        this.frame = frame;
        this.choosers = choosers;
        this.superblocks = superblocks;
        this.tiles = tiles;
        int step = frame.parameters.superblockMi();
        stride = (frame.parameters.miCols + step - 1) / step;
        for (TileBounds tile : tiles) {
            for (int row = tile.miRowStart(); row < tile.miRowEnd(); row += step) {
                rows.add(new Row(tile, row, row == tile.miRowStart()));
            }
        }
        progress = new WorkCounters(rows.size() + 2);
        bytes = new byte[tiles.size()][];
        cdfs = new char[tiles.size()][];
    }

    /** Does it all. Jobs wait only for jobs with smaller numbers, which threads take first. */
    void run(TileThreads threads, ModeInfoMap written) {
        Deblocking deblocking = new Deblocking(frame);
        int coders = Math.min(threads.count(), rows.size());
        int bands = deblocking.bands();
        threads.runAll(coders + tiles.size() + 2 * bands, number -> {
            try {
                int job = number - coders;
                if (job < 0) {
                    codeRows();
                } else if (job < tiles.size()) {
                    write(job, written);
                } else if (job < tiles.size() + bands) {
                    progress.await(rows.size(), rows.size());
                    deblocking.filterVerticalEdges(job - tiles.size());
                    progress.advance(rows.size() + 1);
                } else {
                    progress.await(rows.size() + 1, bands);
                    deblocking.filterHorizontalEdges(job - tiles.size() - bands);
                }
            } catch (RuntimeException | Error e) {
                progress.fail();
                throw e;
            }
        });
    }

    /** The coded tiles. */
    byte[][] bytes() {
        return bytes;
    }

    /** The adaptive state at the end of a tile. */
    char[] cdfs(int tile) {
        return cdfs[tile];
    }

    /** What became of the frame's samples, once all is done. */
    PictureFigures figures() {
        FrameSize size = frame.header.frameSize();
        PictureFigures.Counter counter = new PictureFigures.Counter(size.frameWidth(), size.frameHeight());
        int count = stride * Math.ceilDiv(frame.parameters.miRows, frame.parameters.superblockMi());
        for (Superblock superblock : superblocks.subList(0, count)) {
            superblock.count(counter);
        }
        return counter.figures();
    }

    /**
     * Takes row after row until none is left. A row is taken only after the one above it, so that one is never waited
     * for in vain.
     */
    private void codeRows() {
        SuperblockCoder coder = new SuperblockCoder(frame, choosers);
        int step = frame.parameters.superblockMi();
        for (int number = nextRow.getAndIncrement(); number < rows.size(); number = nextRow.getAndIncrement()) {
            Row row = rows.get(number);
            TileBounds tile = row.tile;
            int columns = columns(tile);
            for (int i = 0; i < columns; i++) {
                if (!row.first) {
                    progress.await(number - 1, Math.min(columns, i + 2));
                }
                int miCol = tile.miColStart() + i * step;
                coder.code(tile, row.miRow, miCol, superblock(row.miRow, miCol));
                progress.advance(number);
            }
            progress.advance(rows.size());
        }
    }

    private void write(int tileNumber, ModeInfoMap written) {
        TileBounds tile = tiles.get(tileNumber);
        TileWriter writer = new TileWriter(frame.parameters, tile, written, frame.cdfs);
        int step = frame.parameters.superblockMi();
        int columns = columns(tile);
        for (int number = 0; number < rows.size(); number++) {
            Row row = rows.get(number);
            if (!row.tile.equals(tile)) {
                continue;
            }
            progress.await(number, columns);
            writer.startRow(row.miRow);
            for (int miCol = tile.miColStart(); miCol < tile.miColEnd(); miCol += step) {
                writer.write(superblock(row.miRow, miCol), row.miRow, miCol);
            }
        }
        bytes[tileNumber] = writer.finish();
        cdfs[tileNumber] = writer.cdfs();
    }

    private int columns(TileBounds tile) {
        int step = frame.parameters.superblockMi();
        return (tile.miColEnd() - tile.miColStart() + step - 1) / step;
    }

    private Superblock superblock(int miRow, int miCol) {
        int step = frame.parameters.superblockMi();
        return superblocks.get(miRow / step * stride + miCol / step);
    }
}
