// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.level;

import dev.moviemaker.bitstream.level.Level;
import dev.moviemaker.bitstream.level.StreamDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The level and tier a recording is written with (AV1 specification, Annex A.3).
 *
 * @param level asked for, or the lowest that fits; {@link Level#MAXIMUM} if none does
 * @param tier 0 main; 1 high where the bitrate needs it
 */
public record LevelChoice(Level level, int tier) {
    /** Asks for the lowest level that fits, where the number of one could stand. */
    public static final int AUTO = 0;

    private static final int HIGH_TIER = 1;

    /**
     * Returns the level of a stream: the one named, or the lowest that fits.
     *
     * @param level ten times its number, or {@link #AUTO}
     * @return level and tier; {@link Level#MAXIMUM} if none fits
     */
    public static LevelChoice of(int level, Demand demand) {
        if (level == AUTO) {
            return lowest(demand).orElse(new LevelChoice(Level.MAXIMUM, 0));
        }
        Level named = named(level).orElseThrow();
        return new LevelChoice(named, demand.at(named, 0).isEmpty() ? 0 : HIGH_TIER);
    }

    /**
     * Returns the highest level that an encoder writes.
     *
     * @param maxSeqLevelIdx the encoder's highest {@code seq_level_idx}, at least 0
     * @param demand of the stream, which decides the tier as far as the level has two
     */
    public static LevelChoice highest(int maxSeqLevelIdx, Demand demand) {
        Level highest = Arrays.stream(Level.values())
                .filter(l -> l.seqLevelIdx() <= maxSeqLevelIdx)
                .reduce((lower, higher) -> higher)
                .orElse(Level.LEVEL_2_0);
        boolean twoTiers = highest.seqLevelIdx() >= Level.LEVEL_4_0.seqLevelIdx();
        return new LevelChoice(highest, demand.at(highest, 0).isEmpty() || !twoTiers ? 0 : HIGH_TIER);
    }

    /**
     * What of a recording a level limits.
     *
     * @param width pixels
     * @param height pixels
     * @param bitsPerSecond largest bitrate, 0 where quality decides
     */
    public record Demand(
            int width, int height, double framesPerSecond, long bitsPerSecond, int tileCols, int tileRows) {

        private List<String> at(Level level, int tier) {
            return level.violations(
                    new StreamDemand(0, tier, width, height, framesPerSecond, bitsPerSecond, tileCols, tileRows));
        }

        @Override
        public String toString() {
            String bits = bitsPerSecond == 0 ? "" : ", %d bits per second".formatted(bitsPerSecond);
            String rate = framesPerSecond == Math.rint(framesPerSecond)
                    ? Long.toString((long) framesPerSecond)
                    : "%.3f".formatted(framesPerSecond);
            return "%dx%d at %s frames per second%s, %dx%d tiles"
                    .formatted(width, height, rate, bits, tileCols, tileRows);
        }
    }

    /**
     * Returns what is wrong with asking for a level.
     *
     * @param level ten times its number, or {@link #AUTO}
     * @return a sentence that names the level needed; none if it fits
     */
    public static Optional<String> violation(int level, Demand demand) {
        Optional<Level> named = named(level);
        if (named.isEmpty()) {
            return unknown(level, level);
        }
        List<String> main = demand.at(named.get(), 0);
        if (main.isEmpty() || demand.at(named.get(), HIGH_TIER).isEmpty()) {
            return Optional.empty();
        }
        String needed = lowest(demand)
                .map(c -> "needs %s or more, or auto".formatted(c.level().levelName()))
                .orElse("fits no level: only auto is allowed");
        return Optional.of("level: %s given, but %s %s (%s)"
                .formatted(named.get().levelName(), demand, needed, String.join("; ", new ArrayList<>(main))));
    }

    /**
     * Returns what is wrong with a level that does not exist.
     *
     * @param level ten times its number, or {@link #AUTO}
     * @param given the same, as it was given
     * @return a sentence that names the levels; none if it exists
     */
    public static Optional<String> unknown(int level, Object given) {
        if (level == AUTO || named(level).isPresent()) {
            return Optional.empty();
        }
        return Optional.of("level: %s given, auto or one of %s allowed"
                .formatted(
                        given,
                        Arrays.stream(Level.values())
                                .filter(l -> l != Level.MAXIMUM)
                                .map(Level::levelName)
                                .collect(Collectors.joining(", "))));
    }

    /**
     * Returns whether a stream that states a level and tier may ask for this much.
     *
     * @param seqLevelIdx the level, of those that are not reserved
     * @param tier 0 main, 1 high
     * @return false if it exceeds one of the limits
     */
    public static boolean allows(int seqLevelIdx, int tier, Demand demand) {
        return Level.ofIndex(seqLevelIdx)
                .filter(level -> demand.at(level, tier).isEmpty())
                .isPresent();
    }

    /**
     * Returns a level as people write it.
     *
     * @param tier 0 main, 1 high
     * @return for example {@code 5.1} or {@code 5.1 high tier}
     */
    public static String name(int seqLevelIdx, int tier) {
        return "%d.%d%s".formatted(2 + seqLevelIdx / 4, seqLevelIdx % 4, tier == HIGH_TIER ? " high tier" : "");
    }

    private static Optional<LevelChoice> lowest(Demand demand) {
        return Arrays.stream(Level.values())
                .filter(l -> l != Level.MAXIMUM)
                .flatMap(l -> java.util.stream.IntStream.rangeClosed(0, HIGH_TIER)
                        .filter(tier -> demand.at(l, tier).isEmpty())
                        .mapToObj(tier -> new LevelChoice(l, tier)))
                .findFirst();
    }

    private static Optional<Level> named(int level) {
        return Level.ofName(level / 10 + "." + level % 10).filter(l -> l != Level.MAXIMUM);
    }
}
