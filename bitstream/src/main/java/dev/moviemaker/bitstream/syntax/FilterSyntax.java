// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.CdefParams;
import dev.moviemaker.bitstream.frame.LoopFilterParams;
import dev.moviemaker.bitstream.frame.LoopRestorationParams;
import dev.moviemaker.bitstream.frame.RestorationType;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.SequenceHeader;

/** {@code loop_filter_params()}, {@code cdef_params()} and {@code lr_params()} (5.9.11, 5.9.19, 5.9.20). */
final class FilterSyntax {
    private static final RestorationType NONE = RestorationType.RESTORE_NONE;

    private FilterSyntax() {}

    /** @param previous the deltas of the primary reference frame, or the defaults without one */
    static LoopFilterParams loopFilter(
            Syntax s, boolean off, boolean monoChrome, LoopFilterParams previous, LoopFilterParams v) {
        s.section("5.9.11");
        if (off) {
            return s.inferred("loop_filter_params", v, LoopFilterParams.OFF);
        }
        int level0 = s.f("loop_filter_level[0]", 6, v.level0());
        int level1 = s.f("loop_filter_level[1]", 6, v.level1());
        int level2 = 0;
        int level3 = 0;
        if (!monoChrome && (level0 != 0 || level1 != 0)) {
            level2 = s.f("loop_filter_level[2]", 6, v.level2());
            level3 = s.f("loop_filter_level[3]", 6, v.level3());
        } else {
            s.inferred("loop_filter_level[2]", v.level2(), 0);
            s.inferred("loop_filter_level[3]", v.level3(), 0);
        }
        int sharpness = s.f("loop_filter_sharpness", 3, v.sharpness());
        boolean enabled = s.flag("loop_filter_delta_enabled", v.deltaEnabled());
        boolean update = enabled
                ? s.flag("loop_filter_delta_update", v.deltaUpdate())
                : s.inferred("loop_filter_delta_update", v.deltaUpdate(), false);
        int refMask = 0;
        int modeMask = 0;
        Ints refs = previous.refDeltas();
        Ints modes = previous.modeDeltas();
        if (update) {
            for (int i = 0; i < 8; i++) {
                if (s.flag("update_ref_delta", (v.updateRefDelta() >> i & 1) != 0)) {
                    refMask |= 1 << i;
                    refs = refs.with(i, s.su("loop_filter_ref_deltas", 7, s.item("ref_deltas", v.refDeltas(), i)));
                }
            }
            for (int i = 0; i < 2; i++) {
                if (s.flag("update_mode_delta", (v.updateModeDelta() >> i & 1) != 0)) {
                    modeMask |= 1 << i;
                    modes = modes.with(i, s.su("loop_filter_mode_deltas", 7, s.item("mode_deltas", v.modeDeltas(), i)));
                }
            }
        }
        s.inferred("update_ref_delta", v.updateRefDelta(), refMask);
        s.inferred("update_mode_delta", v.updateModeDelta(), modeMask);
        s.inferred("loop_filter_ref_deltas", v.refDeltas(), refs);
        s.inferred("loop_filter_mode_deltas", v.modeDeltas(), modes);
        return new LoopFilterParams(
                level0, level1, level2, level3, sharpness, enabled, update, refMask, modeMask, refs, modes);
    }

    static CdefParams cdef(Syntax s, boolean off, boolean monoChrome, CdefParams v) {
        s.section("5.9.19");
        if (off) {
            return s.inferred("cdef_params", v, CdefParams.OFF);
        }
        int damping = s.f("cdef_damping_minus_3", 2, v.cdefDampingMinus3());
        int bits = s.f("cdef_bits", 2, v.cdefBits());
        int count = 1 << bits;
        s.length("cdef_y_pri_strength", v.cdefYPriStrength(), count);
        s.length("cdef_y_sec_strength", v.cdefYSecStrength(), count);
        s.length("cdef_uv_pri_strength", v.cdefUvPriStrength(), count);
        s.length("cdef_uv_sec_strength", v.cdefUvSecStrength(), count);
        int[][] rows = new int[4][count];
        for (int i = 0; i < count; i++) {
            rows[0][i] = s.f("cdef_y_pri_strength", 4, s.item("cdef_y_pri_strength", v.cdefYPriStrength(), i));
            rows[1][i] = s.f("cdef_y_sec_strength", 2, s.item("cdef_y_sec_strength", v.cdefYSecStrength(), i));
            int uvPri = s.item("cdef_uv_pri_strength", v.cdefUvPriStrength(), i);
            int uvSec = s.item("cdef_uv_sec_strength", v.cdefUvSecStrength(), i);
            rows[2][i] =
                    monoChrome ? s.inferred("cdef_uv_pri_strength", uvPri, 0) : s.f("cdef_uv_pri_strength", 4, uvPri);
            rows[3][i] =
                    monoChrome ? s.inferred("cdef_uv_sec_strength", uvSec, 0) : s.f("cdef_uv_sec_strength", 2, uvSec);
        }
        return new CdefParams(damping, bits, Ints.of(rows[0]), Ints.of(rows[1]), Ints.of(rows[2]), Ints.of(rows[3]));
    }

    static LoopRestorationParams restoration(Syntax s, boolean off, SequenceHeader sequence, LoopRestorationParams v) {
        s.section("5.9.20");
        if (off) {
            return s.inferred("lr_params", v, LoopRestorationParams.OFF);
        }
        ColorConfig color = sequence.colorConfig();
        RestorationType y = type(s, v.y());
        RestorationType u = color.monoChrome() ? s.inferred("lr_type", v.u(), NONE) : type(s, v.u());
        RestorationType w = color.monoChrome() ? s.inferred("lr_type", v.v(), NONE) : type(s, v.v());
        LoopRestorationParams types = new LoopRestorationParams(y, u, w, 0, 0);
        if (!types.usesLr()) {
            return s.inferred("lr_params", v, LoopRestorationParams.OFF);
        }
        int shift = v.lrUnitShift();
        int min = sequence.use128x128Superblock() ? 1 : 0;
        s.demand(shift >= min && shift <= 2, "lr_unit_shift", shift, min + " to 2", "5.9.20");
        boolean large = s.flag("lr_unit_shift", shift > min);
        int unitShift = min + (large ? 1 : 0);
        if (min == 0 && large) {
            unitShift += s.f("lr_unit_extra_shift", 1, shift - 1);
        }
        int uvShift = (color.subsamplingX() == 1 && color.subsamplingY() == 1 && types.usesChromaLr())
                ? s.f("lr_uv_shift", 1, v.lrUvShift())
                : s.inferred("lr_uv_shift", v.lrUvShift(), 0);
        return new LoopRestorationParams(y, u, w, unitShift, uvShift);
    }

    private static RestorationType type(Syntax s, RestorationType value) {
        return RestorationType.ofLrType(s.f("lr_type", 2, value.lrType()));
    }
}
