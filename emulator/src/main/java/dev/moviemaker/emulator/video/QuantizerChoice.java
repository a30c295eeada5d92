// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.coder.rate.RateControl;
import dev.moviemaker.coder.rate.RateControlGroup;
import dev.moviemaker.coder.rate.RateControlLayer;
import dev.moviemaker.coder.rate.RateControlSettings;
import dev.moviemaker.coder.rate.RateControlSettings.Mode;
import dev.moviemaker.emulator.profile.DriverProfile.Av1Limits;
import dev.moviemaker.emulator.profile.RateControlFlag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the QIndex of each picture of a session from its rate control state. Belongs to one session. */
final class QuantizerChoice {
    /** What the driver's own mode (DEFAULT) codes the three groups with. */
    private static final int[] DEFAULT_Q_INDEX = {96, 112, 132};

    private @Nullable RateControl control;

    /**
     * New targets, or none. Values that make no sense were reported when they were set; they leave rate control off.
     */
    void changed(EmulatedRateState state, Av1Limits limits, long pixels) {
        control = null;
        if (!state.active() || state.layers().isEmpty()) {
            return;
        }
        List<RateControlLayer> layers = new ArrayList<>();
        for (EmulatedRateState.Layer layer : state.layers()) {
            int low = Math.max(1, limits.minQIndex());
            layers.add(new RateControlLayer(
                    Math.max(1, layer.averageBitrate()),
                    Math.max(layer.maxBitrate(), Math.max(1, layer.averageBitrate())),
                    Math.max(1, layer.frameRateNumerator()),
                    Math.max(1, layer.frameRateDenominator()),
                    bounds(layer.minQIndex(), low, low, limits.maxQIndex()),
                    bounds(layer.maxQIndex(), limits.maxQIndex(), low, limits.maxQIndex())));
        }
        int buffer = Math.max(1, state.virtualBufferSizeInMs());
        control = new RateControl(
                new RateControlSettings(
                        state.is(RateControlFlag.CBR) ? Mode.CBR : Mode.VBR,
                        layers,
                        buffer,
                        Math.clamp(state.initialVirtualBufferSizeInMs(), 0, buffer)),
                pixels);
    }

    private static List<Integer> bounds(List<Integer> wanted, int otherwise, int low, int high) {
        return wanted.isEmpty()
                ? List.of(otherwise, otherwise, otherwise)
                : wanted.stream().map(q -> Math.clamp(q, low, high)).toList();
    }

    private static RateControlGroup group(int index) {
        return switch (index) {
            case 0 -> RateControlGroup.INTRA;
            case 1 -> RateControlGroup.PREDICTIVE;
            default -> RateControlGroup.BIPREDICTIVE;
        };
    }

    /** The QIndex of the next picture of a group (0 intra, 1 predictive, 2 bipredictive) in a temporal layer. */
    int choose(int group, int layer, Av1Limits limits) {
        RateControl active = control;
        int q = active == null ? DEFAULT_Q_INDEX[group] : active.nextQIndex(group(group), layer, 0);
        return Math.clamp(q, Math.max(1, limits.minQIndex()), limits.maxQIndex());
    }

    /** Takes note of a picture's size. */
    void coded(int group, int layer, int qIndex, int bytes) {
        if (control != null) {
            control.coded(group(group), layer, qIndex, bytes * 8L);
        }
    }
}
