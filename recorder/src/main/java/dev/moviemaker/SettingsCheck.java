// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import dev.moviemaker.level.LevelChoice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Collects invalid settings so that all of them are reported at once. */
final class SettingsCheck {
    private final List<String> violations = new ArrayList<>();

    SettingsCheck range(String key, long value, long min, long max) {
        if (value < min || value > max) {
            violations.add(
                    min == max
                            ? "%s: %d given, only %d allowed".formatted(key, value, min)
                            : "%s: %d given, %d to %d allowed".formatted(key, value, min, max));
        }
        return this;
    }

    SettingsCheck atMost(String key, Rational value, Rational max) {
        if (value.compareTo(max) > 0) {
            violations.add("%s: %s given, at most %s allowed".formatted(key, value, max));
        }
        return this;
    }

    /** Where the rate is made constant, times are only read. */
    SettingsCheck timeBase(String key, Rational value, Rational framerate, boolean constantRate) {
        return constantRate ? this : atMost(key, value, framerate.inverse());
    }

    SettingsCheck without(String key, boolean value, String otherKey, boolean other) {
        if (value && other) {
            violations.add("%s: true given, only false allowed with %s".formatted(key, otherKey));
        }
        return this;
    }

    SettingsCheck oneOf(String key, int value, int first, int second) {
        if (value != first && value != second) {
            violations.add("%s: %d given, %d or %d allowed".formatted(key, value, first, second));
        }
        return this;
    }

    /** A key frame refreshes everything anyway, and each layer would need a cycle of its own. */
    SettingsCheck intraRefresh(String key, int period, int keyframeInterval, int temporalLayers) {
        if (period == 0) {
            return this;
        }
        if (period < 2 || period >= keyframeInterval) {
            violations.add(
                    keyframeInterval < 3
                            ? "%s: %d given, only 0 allowed with keyframe_interval %d"
                                    .formatted(key, period, keyframeInterval)
                            : "%s: %d given, 0 or 2 to %d allowed with keyframe_interval %d"
                                    .formatted(key, period, keyframeInterval - 1, keyframeInterval));
        }
        if (temporalLayers > 1) {
            violations.add(
                    "%s: %d given, only 0 allowed with temporal_layers %d".formatted(key, period, temporalLayers));
        }
        return this;
    }

    SettingsCheck peak(String key, long peak, long average, RateControlMode mode) {
        boolean averageIsWrong = average < EncoderSettings.MIN_BITRATE || average > EncoderSettings.MAX_BITRATE;
        if (averageIsWrong && peak == 2 * average) {
            // It follows from the average, which was reported.
            return this;
        }
        if (mode == RateControlMode.VBR && peak < average) {
            violations.add("%s: %d given, at least the bitrate %d allowed".formatted(key, peak, average));
        }
        return range(key, peak, EncoderSettings.MIN_BITRATE, 2 * EncoderSettings.MAX_BITRATE);
    }

    /** Whether the level is enough is checked only if everything else is valid; otherwise it would be meaningless. */
    SettingsCheck level(int level, LevelChoice.Demand demand) {
        (violations.isEmpty() ? LevelChoice.violation(level, demand) : LevelChoice.unknown(level, level))
                .ifPresent(violations::add);
        return this;
    }

    /** Whether what was found compares a setting with one whose value is not known. */
    static boolean isDoubtful(String violation, Set<String> unknown) {
        return switch (violation.substring(0, Math.max(0, violation.indexOf(':')))) {
            case "time_base" -> unknown.contains("framerate");
            case "max_bitrate" ->
                violation.contains("at least the bitrate")
                        && !Collections.disjoint(unknown, Set.of("preset", "bitrate", "rate_control"));
            case "intra_refresh_period" -> unknown.stream().anyMatch(key -> violation.contains(" with " + key + " "));
            case "level" -> violation.contains(" given, but ") && !unknown.isEmpty();
            default -> false;
        };
    }

    void report() {
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", violations));
        }
    }
}
