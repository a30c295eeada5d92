// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.DeltaParams;
import dev.moviemaker.bitstream.frame.QuantizationParams;
import dev.moviemaker.bitstream.frame.SegmentationParams;
import dev.moviemaker.bitstream.sequence.ColorConfig;

/** {@code quantization_params()}, {@code segmentation_params()}, delta q and delta lf (5.9.12 to 5.9.18). */
final class QuantizationSyntax {
    private static final int[] FEATURE_BITS = {8, 6, 6, 6, 6, 3, 0, 0};
    private static final int[] FEATURE_MAX = {255, 63, 63, 63, 63, 7, 0, 0};
    private static final int SIGNED_FEATURES = 5;

    private QuantizationSyntax() {}

    static QuantizationParams quantization(Syntax s, ColorConfig color, QuantizationParams v) {
        s.section("5.9.12");
        int baseQIdx = s.f("base_q_idx", 8, v.baseQIdx());
        int yDc = deltaQ(s, "DeltaQYDc", v.deltaQYDc());
        boolean diff = false;
        int uDc = 0;
        int uAc = 0;
        int vDc = 0;
        int vAc = 0;
        if (!color.monoChrome()) {
            diff = color.separateUvDeltaQ()
                    ? s.flag("diff_uv_delta", v.diffUvDelta())
                    : s.inferred("diff_uv_delta", v.diffUvDelta(), false);
            uDc = deltaQ(s, "DeltaQUDc", v.deltaQUDc());
            uAc = deltaQ(s, "DeltaQUAc", v.deltaQUAc());
            vDc = diff ? deltaQ(s, "DeltaQVDc", v.deltaQVDc()) : s.inferred("DeltaQVDc", v.deltaQVDc(), uDc);
            vAc = diff ? deltaQ(s, "DeltaQVAc", v.deltaQVAc()) : s.inferred("DeltaQVAc", v.deltaQVAc(), uAc);
        } else {
            s.inferred("diff_uv_delta", v.diffUvDelta(), false);
            s.inferred("DeltaQUDc", v.deltaQUDc(), 0);
            s.inferred("DeltaQUAc", v.deltaQUAc(), 0);
            s.inferred("DeltaQVDc", v.deltaQVDc(), 0);
            s.inferred("DeltaQVAc", v.deltaQVAc(), 0);
        }
        int qmY = 0;
        int qmU = 0;
        int qmV = 0;
        boolean usingQmatrix = s.flag("using_qmatrix", v.usingQmatrix());
        if (usingQmatrix) {
            qmY = s.f("qm_y", 4, v.qmY());
            qmU = s.f("qm_u", 4, v.qmU());
            qmV = color.separateUvDeltaQ() ? s.f("qm_v", 4, v.qmV()) : s.inferred("qm_v", v.qmV(), qmU);
        } else {
            s.inferred("qm_y", v.qmY(), 0);
            s.inferred("qm_u", v.qmU(), 0);
            s.inferred("qm_v", v.qmV(), 0);
        }
        return new QuantizationParams(baseQIdx, yDc, diff, uDc, uAc, vDc, vAc, usingQmatrix, qmY, qmU, qmV);
    }

    private static int deltaQ(Syntax s, String name, int value) {
        return s.flag("delta_coded", value != 0) ? s.su(name, 7, value) : 0;
    }

    /** @param previous what the primary reference frame had, or no features without one */
    static SegmentationParams segmentation(
            Syntax s, boolean noPrimaryReference, SegmentationParams previous, SegmentationParams v) {
        s.section("5.9.14");
        if (!s.flag("segmentation_enabled", v.enabled())) {
            return s.inferred("segmentation_params", v, SegmentationParams.OFF);
        }
        boolean updateMap;
        boolean temporal = false;
        boolean updateData;
        if (noPrimaryReference) {
            updateMap = s.inferred("segmentation_update_map", v.updateMap(), true);
            s.inferred("segmentation_temporal_update", v.temporalUpdate(), false);
            updateData = s.inferred("segmentation_update_data", v.updateData(), true);
        } else {
            updateMap = s.flag("segmentation_update_map", v.updateMap());
            temporal = updateMap
                    ? s.flag("segmentation_temporal_update", v.temporalUpdate())
                    : s.inferred("segmentation_temporal_update", v.temporalUpdate(), false);
            updateData = s.flag("segmentation_update_data", v.updateData());
        }
        if (!updateData) {
            s.inferred("FeatureEnabled", v.featureEnabled(), previous.featureEnabled());
            s.inferred("FeatureData", v.featureData(), previous.featureData());
            return new SegmentationParams(
                    true, updateMap, temporal, false, previous.featureEnabled(), previous.featureData());
        }
        s.length("FeatureEnabled", v.featureEnabled(), SegmentationParams.MAX_SEGMENTS);
        s.length("FeatureData", v.featureData(), SegmentationParams.MAX_SEGMENTS * SegmentationParams.SEG_LVL_MAX);
        int[] enabled = new int[SegmentationParams.MAX_SEGMENTS];
        int[] data = new int[SegmentationParams.MAX_SEGMENTS * SegmentationParams.SEG_LVL_MAX];
        for (int i = 0; i < enabled.length; i++) {
            int given = s.item("FeatureEnabled", v.featureEnabled(), i);
            s.demand((given & ~0xFF) == 0, "FeatureEnabled", given, "0 to 255", "5.9.14");
            for (int j = 0; j < SegmentationParams.SEG_LVL_MAX; j++) {
                int index = i * SegmentationParams.SEG_LVL_MAX + j;
                int value = s.item("FeatureData", v.featureData(), index);
                if (s.flag("feature_enabled", (given >> j & 1) != 0)) {
                    enabled[i] |= 1 << j;
                    data[index] = feature(s, j, value);
                } else {
                    s.inferred("FeatureData", value, 0);
                }
            }
        }
        return new SegmentationParams(true, updateMap, temporal, true, Ints.of(enabled), Ints.of(data));
    }

    private static int feature(Syntax s, int feature, int value) {
        int limit = FEATURE_MAX[feature];
        int min = feature < SIGNED_FEATURES ? -limit : 0;
        s.demand(value >= min && value <= limit, "feature_value", value, min + " to " + limit, "5.9.14");
        int coded = feature < SIGNED_FEATURES
                ? s.su("feature_value", 1 + FEATURE_BITS[feature], value)
                : s.f("feature_value", FEATURE_BITS[feature], value);
        return Math.clamp(coded, min, limit);
    }

    static DeltaParams delta(Syntax s, int baseQIdx, boolean allowIntrabc, DeltaParams v) {
        s.section("5.9.17");
        boolean qPresent = baseQIdx > 0
                ? s.flag("delta_q_present", v.deltaQPresent())
                : s.inferred("delta_q_present", v.deltaQPresent(), false);
        int qRes = qPresent ? s.f("delta_q_res", 2, v.deltaQRes()) : s.inferred("delta_q_res", v.deltaQRes(), 0);
        s.section("5.9.18");
        boolean lfPresent = (qPresent && !allowIntrabc)
                ? s.flag("delta_lf_present", v.deltaLfPresent())
                : s.inferred("delta_lf_present", v.deltaLfPresent(), false);
        int lfRes = lfPresent ? s.f("delta_lf_res", 2, v.deltaLfRes()) : s.inferred("delta_lf_res", v.deltaLfRes(), 0);
        boolean lfMulti = lfPresent
                ? s.flag("delta_lf_multi", v.deltaLfMulti())
                : s.inferred("delta_lf_multi", v.deltaLfMulti(), false);
        return new DeltaParams(qPresent, qRes, lfPresent, lfRes, lfMulti);
    }
}
