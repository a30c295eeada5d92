// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.media.av.SequenceObu;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Compares what was asked for with the sequence header that the encoder wrote. */
final class SequenceCheck {
    private SequenceCheck() {}

    static List<String> differences(EncoderSettings settings, SvtPlan plan, ByteBuffer sequenceHeaderObu) {
        SequenceHeader header = SequenceObu.parse(sequenceHeaderObu);
        requireColor(settings, header.colorConfig());
        List<String> differences = new ArrayList<>();
        if (header.enableCdef() && !settings.enableCdef()) {
            differences.add("enable_cdef: off requested, SVT-AV1 leaves it on");
        }
        if (header.enableRestoration() && !settings.enableRestoration()) {
            differences.add("enable_restoration: off requested, SVT-AV1 leaves it on");
        }
        int level = levelNumber(header.operatingPoints().getFirst().seqLevelIdx());
        if (settings.level() != EncoderSettings.LEVEL_AUTO && level != settings.level()) {
            differences.add("level: %d.%d requested, SVT-AV1 states %d.%d"
                    .formatted(settings.level() / 10, settings.level() % 10, level / 10, level % 10));
        }
        int superblock = header.use128x128Superblock() ? 128 : 64;
        addTiles(differences, "tile_cols", 1 << tilesLog2(plan, "tile-columns"), plan.codedWidth(), superblock);
        addTiles(differences, "tile_rows", 1 << tilesLog2(plan, "tile-rows"), plan.codedHeight(), superblock);
        return differences;
    }

    private static int tilesLog2(SvtPlan plan, String parameter) {
        return Integer.parseInt(plan.parameters().getOrDefault(parameter, "0"));
    }

    /** Uniform spacing (AV1 5.9.15): tiles are whole superblocks wide, all of the same size but the last. */
    private static void addTiles(List<String> differences, String field, int tiles, int side, int superblock) {
        int superblocks = (side + superblock - 1) / superblock;
        int perTile = Math.max(1, (superblocks + tiles - 1) / tiles);
        int actual = (superblocks + perTile - 1) / perTile;
        if (actual != tiles) {
            differences.add("%s: %d do not fit %d superblocks of %d pixels evenly; %d coded"
                    .formatted(field, tiles, superblocks, superblock, actual));
        }
    }

    private static int levelNumber(int seqLevelIdx) {
        return (2 + seqLevelIdx / 4) * 10 + seqLevelIdx % 4;
    }

    /** The stream must say what the conversion did. */
    private static void requireColor(EncoderSettings settings, ColorConfig config) {
        boolean full = settings.color().range() == ColorDescription.Range.FULL;
        if (config.bitDepth() != settings.bitDepth()
                || config.colorPrimaries() != settings.color().primaries().code()
                || config.transferCharacteristics()
                        != settings.color().transfer().code()
                || config.matrixCoefficients() != settings.color().matrix().code()
                || config.chromaSamplePosition()
                        != settings.color().chromaPosition().code()
                || config.colorRange() != full) {
            throw new EncodeFailedException(
                    "SVT-AV1's sequence header states other colours (%s) than requested (%s, %d bit)"
                            .formatted(config, settings.color(), settings.bitDepth()));
        }
    }
}
