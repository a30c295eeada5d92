// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.coder.block.FrameParameters;
import dev.moviemaker.coder.block.ModeInfoMap;
import dev.moviemaker.coder.block.Mv;
import dev.moviemaker.coder.filter.DeblockMap;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.transform.QuantiserTables;
import org.jspecify.annotations.Nullable;

/**
 * One frame while it is coded: what all its tiles share. Tiles read the parameters and references, and write only their
 * own part of the maps and of the reconstruction.
 */
final class FrameState {
    final FrameHeader header;
    final FrameParameters parameters;
    final ModeInfoMap modeInfo;
    final DeblockMap deblockMap;

    /** The source with its edges repeated to the right and below up to whole superblocks. */
    final Picture source;

    final Picture reconstruction;

    /** References by name (1 to 7); null where a name cannot be used because the sizes differ, or in intra frames. */
    final @Nullable Picture[] references;

    /** Names whose references are worth a search: each picture once. */
    final int[] searchedNames;

    /** Adaptive state at the start of every tile; not changed. */
    final char[] cdfs;

    private final @Nullable QIndexMap qIndexes;

    /** What is refreshed by intra blocks; null where nothing is. */
    final @Nullable IntraRefresh refresh;

    /** The quantiser step in samples. */
    final double step;

    /** What one bit is worth in squared sample error, in absolute difference, and in absolute Hadamard difference. */
    final double lambda;

    final double lambdaAbsolute;
    final double lambdaHadamard;

    /** By sample: a difference that quantisation will mostly take away, so that nothing better need be looked for. */
    final double enough;

    /** By sample: a difference that is not worth cutting a block for. */
    final double flat;

    FrameState(
            FrameHeader header,
            PictureRequest.Effort effort,
            FrameParameters parameters,
            ModeInfoMap modeInfo,
            DeblockMap deblockMap,
            Picture source,
            Picture reconstruction,
            @Nullable Picture[] references,
            int[] searchedNames,
            char[] cdfs,
            @Nullable QIndexMap qIndexes,
            @Nullable IntraRefresh refresh) {
        this.header = header;
        this.parameters = parameters;
        this.modeInfo = modeInfo;
        this.deblockMap = deblockMap;
        this.source = source;
        this.reconstruction = reconstruction;
        this.references = references;
        this.searchedNames = searchedNames;
        this.cdfs = cdfs;
        this.qIndexes = qIndexes;
        this.refresh = refresh;
        step = QuantiserTables.acQ(parameters.bitDepth, parameters.baseQIdx) / 8.0;
        lambda = 0.15 * step * step;
        lambdaHadamard = 0.16 * step;
        lambdaAbsolute = 0.09 * step;
        enough = step
                * switch (effort) {
                    case FAST -> 0.2;
                    case THOROUGH -> 0.03;
                    default -> 0.07;
                };
        flat = step
                * switch (effort) {
                    case FAST -> 0.16;
                    case THOROUGH -> 0.06;
                    default -> 0.1;
                };
    }

    /** The QIndex of the superblock at this place. */
    int qIndex(int miRow, int miCol) {
        return qIndexes == null || !parameters.deltaQPresent
                ? parameters.baseQIdx
                : qIndexes.qIndex(parameters.baseQIdx, 4 * miCol, 4 * miRow, 4 * parameters.superblockMi());
    }

    /** Whether the superblock around this place is coded without references, in an inter frame. */
    boolean isIntraOnly(int miRow, int miCol) {
        return refresh != null && refresh.isIntraOnly(4 * miCol, 4 * miRow);
    }

    /** Whether a block of this size in luma samples may use what a vector points to in a reference. */
    boolean mayUse(int miRow, int miCol, int width, int height, int name, int mv) {
        if (refresh == null || !refresh.isRestricted(4 * miCol, 4 * miRow)) {
            return true;
        }
        int slot = header.referenceNames().refFrameIdx().get(name - 1);
        return (refresh.dirtySlots() >> slot & 1) == 0
                || refresh.isRight(4 * miCol + (Mv.column(mv) >> 3), 4 * miRow + (Mv.row(mv) >> 3), width, height);
    }

    /** Qindex plus the plane's DC delta. */
    int dcIndex(int plane, int qIndex) {
        var q = header.quantizationParams();
        return qIndex + (plane == 0 ? q.deltaQYDc() : plane == 1 ? q.deltaQUDc() : q.deltaQVDc());
    }

    /** Qindex plus the plane's AC delta. */
    int acIndex(int plane, int qIndex) {
        var q = header.quantizationParams();
        return qIndex + (plane == 0 ? 0 : plane == 1 ? q.deltaQUAc() : q.deltaQVAc());
    }

    /** The picture a reference name stands for, which must be usable. */
    Picture reference(int name) {
        Picture picture = references[name];
        if (picture == null) {
            throw new IllegalStateException("reference name " + name + " was chosen but has no picture of this size");
        }
        return picture;
    }
}
