// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.level;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The levels of the AV1 specification, Annex A.3, with their limits. Levels it reserves (2.2, 7.0 and others) are not
 * here.
 */
public enum Level {
    /** Level 2.0. */
    LEVEL_2_0(0, 147_456, 2048, 1152, 4_423_680L, 5_529_600L, 150, 1_500_000L, 0L, 2, 0, 8, 4),
    /** Level 2.1. */
    LEVEL_2_1(1, 278_784, 2816, 1584, 8_363_520L, 10_454_400L, 150, 3_000_000L, 0L, 2, 0, 8, 4),
    /** Level 3.0. */
    LEVEL_3_0(4, 665_856, 4352, 2448, 19_975_680L, 24_969_600L, 150, 6_000_000L, 0L, 2, 0, 16, 6),
    /** Level 3.1. */
    LEVEL_3_1(5, 1_065_024, 5504, 3096, 31_950_720L, 39_938_400L, 150, 10_000_000L, 0L, 2, 0, 16, 6),
    /** Level 4.0. */
    LEVEL_4_0(8, 2_359_296, 6144, 3456, 70_778_880L, 77_856_768L, 300, 12_000_000L, 30_000_000L, 4, 4, 32, 8),
    /** Level 4.1. */
    LEVEL_4_1(9, 2_359_296, 6144, 3456, 141_557_760L, 155_713_536L, 300, 20_000_000L, 50_000_000L, 4, 4, 32, 8),
    /** Level 5.0. */
    LEVEL_5_0(12, 8_912_896, 8192, 4352, 267_386_880L, 273_715_200L, 300, 30_000_000L, 100_000_000L, 6, 4, 64, 8),
    /** Level 5.1. */
    LEVEL_5_1(13, 8_912_896, 8192, 4352, 534_773_760L, 547_430_400L, 300, 40_000_000L, 160_000_000L, 8, 4, 64, 8),
    /** Level 5.2. */
    LEVEL_5_2(14, 8_912_896, 8192, 4352, 1_069_547_520L, 1_094_860_800L, 300, 60_000_000L, 240_000_000L, 8, 4, 64, 8),
    /** Level 5.3. */
    LEVEL_5_3(15, 8_912_896, 8192, 4352, 1_069_547_520L, 1_176_502_272L, 300, 60_000_000L, 240_000_000L, 8, 4, 64, 8),
    /** Level 6.0. */
    LEVEL_6_0(
            16, 35_651_584, 16384, 8704, 1_069_547_520L, 1_176_502_272L, 300, 60_000_000L, 240_000_000L, 8, 4, 128, 16),
    /** Level 6.1. */
    LEVEL_6_1(
            17,
            35_651_584,
            16384,
            8704,
            2_139_095_040L,
            2_189_721_600L,
            300,
            100_000_000L,
            480_000_000L,
            8,
            4,
            128,
            16),
    /** Level 6.2. */
    LEVEL_6_2(
            18,
            35_651_584,
            16384,
            8704,
            4_278_190_080L,
            4_379_443_200L,
            300,
            160_000_000L,
            800_000_000L,
            8,
            4,
            128,
            16),
    /** Level 6.3. */
    LEVEL_6_3(
            19,
            35_651_584,
            16384,
            8704,
            4_278_190_080L,
            4_706_009_088L,
            300,
            160_000_000L,
            800_000_000L,
            8,
            4,
            128,
            16),
    /** The maximum parameters level, which sets no limit. */
    MAXIMUM(
            31,
            Integer.MAX_VALUE,
            65536,
            65536,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            0,
            0,
            4096,
            64);

    private final int seqLevelIdx;
    private final int maxPicSize;
    private final int maxHSize;
    private final int maxVSize;
    private final long maxDisplayRate;
    private final long maxDecodeRate;
    private final int maxHeaderRate;
    private final long mainBitsPerSecond;
    private final long highBitsPerSecond;
    private final int mainCompressionRatio;
    private final int highCompressionRatio;
    private final int maxTiles;
    private final int maxTileCols;

    Level(
            int seqLevelIdx,
            int maxPicSize,
            int maxHSize,
            int maxVSize,
            long maxDisplayRate,
            long maxDecodeRate,
            int maxHeaderRate,
            long mainBitsPerSecond,
            long highBitsPerSecond,
            int mainCompressionRatio,
            int highCompressionRatio,
            int maxTiles,
            int maxTileCols) {
        this.seqLevelIdx = seqLevelIdx;
        this.maxPicSize = maxPicSize;
        this.maxHSize = maxHSize;
        this.maxVSize = maxVSize;
        this.maxDisplayRate = maxDisplayRate;
        this.maxDecodeRate = maxDecodeRate;
        this.maxHeaderRate = maxHeaderRate;
        this.mainBitsPerSecond = mainBitsPerSecond;
        this.highBitsPerSecond = highBitsPerSecond;
        this.mainCompressionRatio = mainCompressionRatio;
        this.highCompressionRatio = highCompressionRatio;
        this.maxTiles = maxTiles;
        this.maxTileCols = maxTileCols;
    }

    /** Returns the level with this {@code seq_level_idx}, or nothing for a reserved one. */
    public static Optional<Level> ofIndex(int seqLevelIdx) {
        for (Level level : values()) {
            if (level.seqLevelIdx == seqLevelIdx) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** Returns the level with a name like "5.1", or nothing. */
    public static Optional<Level> ofName(String name) {
        for (Level level : values()) {
            if (level.levelName().equals(name)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** Returns the name of any {@code seq_level_idx}, 0 to 31: "5.1", or "max" for 31 (A.3). */
    public static String nameOfIndex(int seqLevelIdx) {
        return seqLevelIdx == 31 ? "max" : (2 + (seqLevelIdx >> 2)) + "." + (seqLevelIdx & 3);
    }

    /**
     * Returns the lowest level for a stream with one tile layout and one frame header per frame.
     *
     * @return nothing when no level but {@link #MAXIMUM} allows it
     */
    public static Optional<Level> lowestFor(StreamDemand demand) {
        for (Level level : values()) {
            if (level != MAXIMUM && level.violations(demand).isEmpty()) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the lowest level for Main profile frames of this size and rate, coded at this bitrate with these tiles.
     *
     * @param framesPerSecond frames coded and shown per second
     * @param bitsPerSecond largest bitrate
     * @param seqTier 0 main, 1 high
     */
    public static Optional<Level> lowestFor(
            int width,
            int height,
            double framesPerSecond,
            long bitsPerSecond,
            int seqTier,
            int tileCols,
            int tileRows) {
        return lowestFor(
                new StreamDemand(0, seqTier, width, height, framesPerSecond, bitsPerSecond, tileCols, tileRows));
    }

    /** Returns what this level forbids about the stream, one sentence each with the values; nothing when it fits. */
    public List<String> violations(StreamDemand demand) {
        List<String> violations = new ArrayList<>();
        if (this == MAXIMUM) {
            return violations;
        }
        if (demand.seqTier() == 1 && highBitsPerSecond == 0) {
            violations.add("level " + levelName() + " has no high tier; levels from 4.0 have");
        }
        long size = (long) demand.width() * demand.height();
        check(violations, "picture size in samples", size, maxPicSize);
        check(violations, "width", demand.width(), maxHSize);
        check(violations, "height", demand.height(), maxVSize);
        long rate = (long) Math.ceil(size * demand.framesPerSecond());
        check(violations, "display rate in samples per second", rate, maxDisplayRate);
        check(violations, "decode rate in samples per second", rate, maxDecodeRate);
        check(violations, "frame headers per second", (long) Math.ceil(demand.framesPerSecond()), maxHeaderRate);
        int tiles = demand.tileCols() * demand.tileRows();
        check(violations, "number of tiles", tiles, maxTiles);
        check(violations, "tiles per second", (long) Math.ceil(tiles * demand.framesPerSecond()), maxTiles * 120L);
        check(violations, "number of tile columns", demand.tileCols(), maxTileCols);
        long maxBits = maxBitsPerSecond(demand.seqProfile(), demand.seqTier());
        if (maxBits > 0) {
            check(violations, "bits per second", demand.bitsPerSecond(), maxBits);
        }
        return violations;
    }

    private void check(List<String> violations, String what, long value, long limit) {
        if (value > limit) {
            violations.add(what + " is " + value + ", level " + levelName() + " allows " + limit);
        }
    }

    /** Returns the name, "5.1" or "max". */
    public String levelName() {
        return nameOfIndex(seqLevelIdx);
    }

    /** Returns {@code seq_level_idx}, 0 to 31. */
    public int seqLevelIdx() {
        return seqLevelIdx;
    }

    /** Returns MaxPicSize: upscaled width times height in luma samples. */
    public int maxPicSize() {
        return maxPicSize;
    }

    /** Returns MaxHSize: upscaled width in luma samples. */
    public int maxHSize() {
        return maxHSize;
    }

    /** Returns MaxVSize: height in luma samples. */
    public int maxVSize() {
        return maxVSize;
    }

    /** Returns MaxDisplayRate: luma samples shown per second. */
    public long maxDisplayRate() {
        return maxDisplayRate;
    }

    /** Returns MaxDecodeRate: luma samples decoded per second. */
    public long maxDecodeRate() {
        return maxDecodeRate;
    }

    /** Returns MaxHeaderRate: frame headers per second. */
    public int maxHeaderRate() {
        return maxHeaderRate;
    }

    /**
     * Returns MaxBitrate times BitrateProfileFactor in bits per second; 0 for the high tier of a level that has none.
     *
     * @param seqProfile 0 to 2
     * @param seqTier 0 main, 1 high
     */
    public long maxBitsPerSecond(int seqProfile, int seqTier) {
        long base = seqTier == 0 ? mainBitsPerSecond : highBitsPerSecond;
        return this == MAXIMUM ? base : base * (seqProfile + 1);
    }

    /** Returns MainCR (tier 0) or HighCR (tier 1), the basis of the smallest compression ratio; 0 where undefined. */
    public int minCompressionRatio(int seqTier) {
        return seqTier == 0 ? mainCompressionRatio : highCompressionRatio;
    }

    /** Returns MaxTiles: tiles per frame. */
    public int maxTiles() {
        return maxTiles;
    }

    /** Returns MaxTileCols: tile columns per frame. */
    public int maxTileCols() {
        return maxTileCols;
    }
}
