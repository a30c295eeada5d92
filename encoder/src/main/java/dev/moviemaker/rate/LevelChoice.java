package dev.moviemaker.rate;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.bitstream.Level;
import dev.moviemaker.bitstream.StreamDemand;
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
    private static final int HIGH_TIER = 1;

    /**
     * The level of settings: the one they name, which their check has found high enough, or the lowest that fits.
     *
     * @param settings valid ones
     * @return level and tier
     */
    public static LevelChoice of(EncoderSettings settings) {
        Demand demand = Demand.of(settings);
        if (settings.level() == EncoderSettings.LEVEL_AUTO) {
            return lowest(demand).orElse(new LevelChoice(Level.MAXIMUM, 0));
        }
        Level level = named(settings.level()).orElseThrow();
        return new LevelChoice(level, demand.at(level, 0).isEmpty() ? 0 : HIGH_TIER);
    }

    /**
     * What of a recording a level limits.
     *
     * @param width pixels
     * @param height pixels
     * @param framesPerSecond nominal rate
     * @param bitsPerSecond largest bitrate, 0 where quality decides
     * @param tileCols tile columns
     * @param tileRows tile rows
     */
    public record Demand(
            int width, int height, double framesPerSecond, long bitsPerSecond, int tileCols, int tileRows) {

        static Demand of(EncoderSettings s) {
            return new Demand(
                    s.width(),
                    s.height(),
                    s.framerate().toDouble(),
                    peak(s.rateControl(), s.bitrate(), s.maxBitrate()),
                    s.tileCols(),
                    s.tileRows());
        }

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
     * The largest bitrate that rate control allows.
     *
     * @param mode how bits are spent
     * @param bitrate bits per second
     * @param maxBitrate bits per second
     * @return bits per second, 0 where quality decides
     */
    public static long peak(RateControlMode mode, long bitrate, long maxBitrate) {
        return switch (mode) {
            case CQP, CRF -> 0;
            case CBR -> bitrate;
            case VBR -> Math.max(bitrate, maxBitrate);
        };
    }

    /**
     * What is wrong with asking for a level.
     *
     * @param level ten times its number, or {@link EncoderSettings#LEVEL_AUTO}
     * @param demand of the recording
     * @return a sentence that names the level needed; none if it fits
     */
    public static Optional<String> violation(int level, Demand demand) {
        if (level == EncoderSettings.LEVEL_AUTO) {
            return Optional.empty();
        }
        Optional<Level> named = named(level);
        if (named.isEmpty()) {
            return Optional.of("level: %d given, auto or one of %s allowed"
                    .formatted(
                            level,
                            Arrays.stream(Level.values())
                                    .filter(l -> l != Level.MAXIMUM)
                                    .map(Level::levelName)
                                    .collect(Collectors.joining(", "))));
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
