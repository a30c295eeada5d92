// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.vcn;

import dev.moviemaker.coder.rate.RateControl;
import dev.moviemaker.coder.rate.RateControlGroup;
import dev.moviemaker.coder.rate.RateControlLayer;
import dev.moviemaker.coder.rate.RateControlSettings;
import dev.moviemaker.realdrivers.stream.EncodeTask;
import dev.moviemaker.realdrivers.stream.EncodeTask.PictureType;
import dev.moviemaker.realdrivers.stream.VcnRateControl;
import dev.moviemaker.realdrivers.stream.VcnRateControl.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session's QIndexes: the driver's, or those that keep the rate which it asked for. */
final class QIndexChoice {
    private @Nullable RateControl control;

    int next(EncodeTask task) {
        task.rate().ifPresent(rate -> control = rate.method() == Method.NONE ? null : begin(rate, task));
        int given = task.qIndexes()
                .get(
                        switch (task.type()) {
                            case I -> 0;
                            case P, P_SKIP -> 1;
                            case B -> 2;
                        });
        return control == null ? given : control.nextQIndex(group(task.type()), 0, given);
    }

    void coded(EncodeTask task, int qIndex, int bytes) {
        if (control != null) {
            control.coded(group(task.type()), 0, qIndex, bytes * 8L);
        }
    }

    private static RateControl begin(VcnRateControl rate, EncodeTask task) {
        int millis = (int) Math.max(1, rate.bufferBits() * 1000L / Math.max(1, rate.targetBitsPerSecond()));
        List<Integer> low = List.of(bound(task, 0), bound(task, 2), bound(task, 4));
        List<Integer> high = List.of(bound(task, 1), bound(task, 3), bound(task, 5));
        return new RateControl(
                new RateControlSettings(
                        rate.method() == Method.CBR ? RateControlSettings.Mode.CBR : RateControlSettings.Mode.VBR,
                        List.of(new RateControlLayer(
                                rate.targetBitsPerSecond(),
                                Math.max(rate.peakBitsPerSecond(), rate.targetBitsPerSecond()),
                                rate.frameRateNumerator(),
                                rate.frameRateDenominator(),
                                low,
                                high)),
                        millis,
                        millis * rate.bufferFullness() / 64),
                (long) task.codedWidth() * task.codedHeight());
    }

    private static int bound(EncodeTask task, int index) {
        return Math.clamp(task.qIndexRange().get(index), 1, 255);
    }

    private static RateControlGroup group(PictureType type) {
        return switch (type) {
            case I -> RateControlGroup.INTRA;
            case P, P_SKIP -> RateControlGroup.PREDICTIVE;
            case B -> RateControlGroup.BIPREDICTIVE;
        };
    }
}
