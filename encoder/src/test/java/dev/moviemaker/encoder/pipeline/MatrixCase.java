// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.encoder.caps.Extent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One stream of the matrix: a value of every dimension.
 *
 * @param structure of its groups of pictures
 * @param mode of rate control
 * @param tiles columns and rows asked for; the largest number means as many as there may be
 * @param bitDepth 8 or 10
 * @param size of its frames
 * @param interval frames from key frame to key frame
 */
record MatrixCase(Structure structure, RateControlMode mode, int tiles, int bitDepth, Extent size, int interval) {

    /** Which pictures refer to which. */
    enum Structure {
        INTRA_ONLY,
        LOW_DELAY_P,
        PYRAMID_OF_B,
        FORCED_KEY_FRAMES
    }

    static final int MOST_TILES = 64;

    private static final List<Extent> SIZES = List.of(
            new Extent(128, 128),
            new Extent(130, 146),
            new Extent(320, 192),
            new Extent(1280, 720),
            new Extent(1921, 1081),
            new Extent(1920, 1080),
            new Extent(3840, 2160));
    private static final List<List<?>> DIMENSIONS = List.of(
            List.of(Structure.values()),
            List.of(RateControlMode.values()),
            List.of(1, 2, MOST_TILES),
            List.of(8, 10),
            SIZES,
            List.of(1, 2, 30, 600));
    private static final int CANDIDATES = 200;

    /** Streams in which every value of a dimension meets every value of each other one. Always the same. */
    static List<MatrixCase> allPairs() {
        Random random = new Random(5);
        Set<String> missing = new HashSet<>();
        for (int[] values : combinations()) {
            missing.addAll(pairs(values));
        }
        List<MatrixCase> cases = new ArrayList<>();
        while (!missing.isEmpty()) {
            int[] best = random(random);
            for (int i = 0; i < CANDIDATES; i++) {
                int[] candidate = random(random);
                if (gain(candidate, missing) > gain(best, missing)) {
                    best = candidate;
                }
            }
            missing.removeAll(pairs(best));
            cases.add(of(best));
        }
        return cases;
    }

    private static List<int[]> combinations() {
        List<int[]> all = new ArrayList<>();
        all.add(new int[0]);
        for (List<?> dimension : DIMENSIONS) {
            List<int[]> longer = new ArrayList<>();
            for (int[] start : all) {
                for (int value = 0; value < dimension.size(); value++) {
                    int[] next = java.util.Arrays.copyOf(start, start.length + 1);
                    next[start.length] = value;
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }

    private static int[] random(Random random) {
        return DIMENSIONS.stream().mapToInt(d -> random.nextInt(d.size())).toArray();
    }

    private static long gain(int[] values, Set<String> missing) {
        return pairs(values).stream().filter(missing::contains).count();
    }

    private static Set<String> pairs(int[] values) {
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                pairs.add("%d=%d %d=%d".formatted(i, values[i], j, values[j]));
            }
        }
        return pairs;
    }

    @SuppressWarnings("EnumOrdinal") // any order will do
    private static MatrixCase of(int[] values) {
        return new MatrixCase(
                Structure.values()[values[0]],
                RateControlMode.values()[values[1]],
                (int) DIMENSIONS.get(2).get(values[2]),
                (int) DIMENSIONS.get(3).get(values[3]),
                SIZES.get(values[4]),
                (int) DIMENSIONS.get(5).get(values[5]));
    }

    /** Enough for the structure to show, fewer of large frames: they are coded in software. */
    int frames() {
        if (size.width() >= 3840) {
            return 3;
        } else if (size.width() >= 1280) {
            return 6;
        }
        return interval == 30 ? 33 : 14;
    }

    /** Frames that are forced to be key frames: one right after another, one inside a group of B pictures. */
    boolean forcesKeyFrame(int frame) {
        return structure == Structure.FORCED_KEY_FRAMES && (frame == 1 || frame == 2 || frame == 5 || frame == 12);
    }

    EncoderSettings settings() {
        long bitrate = Math.max(200_000, (long) size.width() * size.height() * 2);
        return EncoderSettings.builder()
                .width(size.width())
                .height(size.height())
                .level(EncoderSettings.LEVEL_AUTO)
                .rateControl(mode)
                .bitrate(bitrate)
                .maxBitrate(bitrate * 2)
                .quality(40)
                .tileCols(tiles)
                .tileRows(tiles)
                .bitDepth(bitDepth)
                .keyframeInterval(structure == Structure.INTRA_ONLY ? 1 : interval)
                .maxQueuedFrames(structure == Structure.LOW_DELAY_P ? 1 : 8)
                .build();
    }

    @Override
    public String toString() {
        return "%s %s, %s tiles, %d bit, %s, key frame every %d"
                .formatted(
                        structure,
                        mode,
                        tiles == MOST_TILES ? "most" : tiles + "x" + tiles,
                        bitDepth,
                        size,
                        structure == Structure.INTRA_ONLY ? 1 : interval);
    }
}
