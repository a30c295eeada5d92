// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Combinations in which every pair of values of two factors occurs that can occur. */
final class Matrix {
    private static final List<String> CONTAINERS = List.of("mp4", "mkv", "webm", "ivf", "obu");
    private static final List<String> CODECS = List.of("opus", "flac", "aac");

    private Matrix() {}

    /** All pairs of the factors' values, by taking what covers most pairs that are not covered yet. */
    static List<Case> pairwise(List<InputKind> inputs, List<String> encoders) {
        List<Case> cases = new ArrayList<>();
        Set<String> covered = new HashSet<>();
        for (int shift = 0; shift < CONTAINERS.size(); shift++) {
            for (int i = 0; i < inputs.size(); i++) {
                // Begins with another container for each input, so that a part of the list has all of them.
                String container = CONTAINERS.get((i + shift) % CONTAINERS.size());
                if (bare(container) && !inputs.get(i).property("audio", "").isEmpty()) {
                    continue; // refused, since it has no place for the sound asked for
                }
                Case best = null;
                int most = -1;
                for (Case candidate : candidates(inputs.get(i), container, encoders)) {
                    int gain = 0;
                    for (String pair : pairs(candidate)) {
                        gain += covered.contains(pair) ? 0 : 1;
                    }
                    if (gain > most) {
                        most = gain;
                        best = candidate;
                    }
                }
                if (best != null) {
                    covered.addAll(pairs(best));
                    cases.add(best);
                }
            }
        }
        return List.copyOf(cases);
    }

    private static List<Case> candidates(InputKind input, String container, List<String> encoders) {
        List<Case> candidates = new ArrayList<>();
        for (String encoder : encoders) {
            for (String codec : CODECS) {
                if (!codec.equals("opus") && (container.equals("webm") || input.channels() == 0)) {
                    continue;
                }
                candidates.add(new Case(input, container, encoder, false, codec));
                if (input.oddSizes()) {
                    candidates.add(new Case(input, container, encoder, true, codec));
                }
            }
        }
        return candidates;
    }

    private static boolean bare(String container) {
        return container.equals("ivf") || container.equals("obu");
    }

    private static List<String> pairs(Case of) {
        List<String> values = List.of(
                of.input().name(),
                of.container(),
                of.encoder(),
                of.odd() ? "odd" : "even",
                of.input().channels() == 0 || of.bare() ? "silent" : of.audioCodec());
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            for (int j = i + 1; j < values.size(); j++) {
                pairs.add(values.get(i) + " / " + values.get(j));
            }
        }
        return pairs;
    }
}
