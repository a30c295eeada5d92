// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.util.List;

/**
 * What a comparison found.
 *
 * @param worstPatch largest difference of a flat patch's mean, of 255
 * @param worstLag of a channel of sound, seconds; 0 without sound
 * @param faults what is not as it should be
 */
record Verdict(double worstPsnr, double worstPatch, double worstLag, List<String> faults) {
    Verdict {
        faults = List.copyOf(faults);
    }

    static Verdict failed(String fault) {
        return new Verdict(0, 255, 0, List.of(fault));
    }

    boolean holds() {
        return faults.isEmpty();
    }
}
