// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.RecordingStatistics;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;

/** Options that were given and had no effect on a recording, each with the reason. */
final class IdleOptions {
    /** How {@link RecordingStatistics#device()} calls the software encoder. */
    private static final String SOFTWARE = "SVT-AV1";

    private static final String NO_SOUND = "there is no sound";

    /**
     * One option.
     *
     * @param key its name among the library's settings
     * @param reason why it had no effect; empty if it had one
     */
    private record Rule(String key, BiFunction<EncoderSettings, RecordingStatistics, String> reason) {}

    private static final List<Rule> RULES = List.of(
            onlyWith("bitrate", EnumSet.of(RateControlMode.VBR, RateControlMode.CBR)),
            onlyWith("max_bitrate", EnumSet.of(RateControlMode.VBR)),
            onlyWith("buffer_size", EnumSet.of(RateControlMode.VBR, RateControlMode.CBR)),
            onlyWith("quality", EnumSet.of(RateControlMode.CRF, RateControlMode.CQP)),
            onlyOnGpu("device"),
            onlyOnGpu("frames_in_flight"),
            new Rule("audio_codec", (settings, figures) -> settings.audio().isEmpty() ? NO_SOUND : ""));

    private IdleOptions() {}

    private static Rule onlyWith(String key, Set<RateControlMode> modes) {
        return new Rule(
                key,
                (settings, figures) -> modes.contains(settings.rateControl())
                        ? ""
                        : "rate control is " + settings.rateControl().name().toLowerCase(Locale.ROOT));
    }

    private static Rule onlyOnGpu(String key) {
        return new Rule(key, (settings, figures) -> figures.device().equals(SOFTWARE) ? "no GPU encodes" : "");
    }

    /** One line for each, in the words that the user used. */
    static List<String> of(EncodingOptions options, EncoderSettings settings, RecordingStatistics figures) {
        return RULES.stream()
                .filter(rule -> options.isGiven(rule.key()))
                .filter(rule -> !rule.reason().apply(settings, figures).isEmpty())
                .map(rule -> options.inUsersWords("%s: no effect, because %s"
                        .formatted(rule.key(), rule.reason().apply(settings, figures))))
                .toList();
    }
}
