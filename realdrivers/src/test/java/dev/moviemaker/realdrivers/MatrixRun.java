// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.UnsupportedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records with each of the settings that its arguments give, and prints a line for each: {@code ran}, {@code refused}
 * or {@code failed}.
 */
final class MatrixRun {
    private static final int FRAMES = 6;

    private MatrixRun() {}

    /** Each argument is settings as {@code key=value,key=value}. */
    public static void main(String[] arguments) {
        for (String argument : arguments) {
            // The layers write to the same place, and not in whole lines.
            System.out.print("\n" + line(argument) + "\n");
        }
        System.exit(0);
    }

    private static String line(String argument) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String entry : argument.split(",", -1)) {
            values.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
        }
        try {
            Recorded recorded = Recorded.of(EncoderSettings.fromMap(values), FRAMES);
            String wrong = Decoded.difference(recorded);
            List<String> differences = Understood.differences(recorded);
            if (wrong != null || !differences.isEmpty() || recorded.shown().size() != FRAMES) {
                return "failed %s: %s; %s; %d frames"
                        .formatted(
                                argument, wrong, differences, recorded.shown().size());
            }
            return "ran %s: %d pictures, preset %s, from %s; %s"
                    .formatted(
                            argument,
                            recorded.pictures().size(),
                            recorded.pictures()
                                    .getFirst()
                                    .task()
                                    .preset()
                                    .map(String::valueOf)
                                    .orElse("none"),
                            recorded.pictures().getFirst().sourceFrom(),
                            recorded.warnings());
        } catch (UnsupportedException e) {
            return "refused %s: %s".formatted(argument, e.getMessage());
        } catch (Exception e) {
            e.printStackTrace(System.out);
            return "failed %s: %s".formatted(argument, e);
        }
    }
}
