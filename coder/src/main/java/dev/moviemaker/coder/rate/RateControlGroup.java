// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.rate;

/** Kinds of pictures that rate control tells apart, in the order of Vulkan's per-group QIndex limits. */
public enum RateControlGroup {
    /** No references. */
    INTRA(0, 0.85),
    /** Predicted from earlier pictures. */
    PREDICTIVE(1, 1.0),
    /** Predicted from both directions; little depends on it, so it may be coarser. */
    BIPREDICTIVE(2, 1.3);

    private final int index;
    private final double stepRatio;

    RateControlGroup(int index, double stepRatio) {
        this.index = index;
        this.stepRatio = stepRatio;
    }

    /** Place in lists of limits, 0 to 2. */
    int index() {
        return index;
    }

    /** Quantiser step relative to that of predictive pictures. */
    double stepRatio() {
        return stepRatio;
    }
}
