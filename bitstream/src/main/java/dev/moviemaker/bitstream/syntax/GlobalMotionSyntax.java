// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.GlobalMotionParams;
import dev.moviemaker.bitstream.frame.WarpType;

/** {@code global_motion_params()} (5.9.24 to 5.9.29), read or written. */
final class GlobalMotionSyntax {
    private static final int GM_ABS_ALPHA_BITS = 12;
    private static final int GM_ALPHA_PREC_BITS = 15;
    private static final int GM_ABS_TRANS_ONLY_BITS = 9;
    private static final int GM_TRANS_ONLY_PREC_BITS = 3;
    private static final int GM_ABS_TRANS_BITS = 12;
    private static final int GM_TRANS_PREC_BITS = 6;
    private static final int ONE = 1 << GlobalMotionParams.WARPEDMODEL_PREC_BITS;

    private GlobalMotionSyntax() {}

    /** @param previous {@code PrevGmParams} */
    static GlobalMotionParams code(
            Syntax s, boolean intra, boolean highPrecision, GlobalMotionParams previous, GlobalMotionParams v) {
        s.section("5.9.24");
        if (intra) {
            return s.inferred("global_motion_params", v, GlobalMotionParams.IDENTITY);
        }
        s.length("GmType", v.gmType(), 7);
        s.length("gm_params", v.gmParams(), 42);
        int[] types = new int[7];
        int[] params = GlobalMotionParams.IDENTITY.gmParams().toArray();
        for (int ref = 0; ref < 7; ref++) {
            int given = s.item("GmType", v.gmType(), ref);
            s.demand(given >= 0 && given <= 3, "GmType", given, "0 to 3", "5.9.24");
            WarpType type = type(s, given);
            types[ref] = type.code();
            int base = ref * 6;
            if (type.code() >= WarpType.ROTZOOM.code()) {
                param(s, type, highPrecision, previous, v, base, 2, params);
                param(s, type, highPrecision, previous, v, base, 3, params);
                if (type == WarpType.AFFINE) {
                    param(s, type, highPrecision, previous, v, base, 4, params);
                    param(s, type, highPrecision, previous, v, base, 5, params);
                } else {
                    params[base + 4] = -params[base + 3];
                    params[base + 5] = params[base + 2];
                }
            }
            if (type.code() >= WarpType.TRANSLATION.code()) {
                param(s, type, highPrecision, previous, v, base, 0, params);
                param(s, type, highPrecision, previous, v, base, 1, params);
            }
        }
        return new GlobalMotionParams(Ints.of(types), s.inferred("gm_params", v.gmParams(), Ints.of(params)));
    }

    private static WarpType type(Syntax s, int given) {
        if (!s.flag("is_global", given != 0)) {
            return WarpType.IDENTITY;
        }
        if (s.flag("is_rot_zoom", given == WarpType.ROTZOOM.code())) {
            return WarpType.ROTZOOM;
        }
        return s.flag("is_translation", given == WarpType.TRANSLATION.code()) ? WarpType.TRANSLATION : WarpType.AFFINE;
    }

    private static void param(
            Syntax s,
            WarpType type,
            boolean highPrecision,
            GlobalMotionParams previous,
            GlobalMotionParams v,
            int base,
            int index,
            int[] params) {
        int absBits = GM_ABS_ALPHA_BITS;
        int precBits = GM_ALPHA_PREC_BITS;
        if (index < 2) {
            if (type == WarpType.TRANSLATION) {
                absBits = GM_ABS_TRANS_ONLY_BITS - (highPrecision ? 0 : 1);
                precBits = GM_TRANS_ONLY_PREC_BITS - (highPrecision ? 0 : 1);
            } else {
                absBits = GM_ABS_TRANS_BITS;
                precBits = GM_TRANS_PREC_BITS;
            }
        }
        int precDiff = GlobalMotionParams.WARPEDMODEL_PREC_BITS - precBits;
        int round = index % 3 == 2 ? ONE : 0;
        int sub = index % 3 == 2 ? 1 << precBits : 0;
        int mx = 1 << absBits;
        int reference = (previous.gmParams().get(base + index) >> precDiff) - sub;
        int given = s.item("gm_params", v.gmParams(), base + index) - round;
        int coded = given >> precDiff;
        s.demand(
                coded << precDiff == given && coded >= -mx && coded <= mx,
                "gm_params",
                given + round,
                (-mx << precDiff) + round + " to " + ((mx << precDiff) + round) + " in steps of " + (1 << precDiff),
                "5.9.25");
        params[base + index] = (signedSubexp(s, -mx, mx + 1, reference, coded) << precDiff) + round;
    }

    /** {@code decode_signed_subexp_with_ref} (5.9.26). */
    static int signedSubexp(Syntax s, int low, int high, int reference, int value) {
        return unsignedSubexp(s, high - low, reference - low, value - low) + low;
    }

    private static int unsignedSubexp(Syntax s, int mx, int r, int value) {
        if (r << 1 <= mx) {
            return inverseRecenter(r, subexp(s, mx, recenter(r, value)));
        }
        int mirrored = mx - 1 - r;
        return mx - 1 - inverseRecenter(mirrored, subexp(s, mx, recenter(mirrored, mx - 1 - value)));
    }

    private static int subexp(Syntax s, int numSyms, int value) {
        int i = 0;
        int mk = 0;
        while (true) {
            int b2 = i > 0 ? 3 + i - 1 : 3;
            int a = 1 << b2;
            if (numSyms <= mk + 3 * a) {
                return s.ns("subexp_final_bits", numSyms - mk, value - mk) + mk;
            }
            if (!s.flag("subexp_more_bits", value >= mk + a)) {
                return s.f("subexp_bits", b2, value - mk) + mk;
            }
            i++;
            mk += a;
        }
    }

    private static int inverseRecenter(int r, int v) {
        if (v > 2 * r) {
            return v;
        }
        return (v & 1) != 0 ? r - ((v + 1) >> 1) : r + (v >> 1);
    }

    private static int recenter(int r, int x) {
        if (x > 2 * r) {
            return x;
        }
        return x >= r ? (x - r) << 1 : ((r - x) << 1) - 1;
    }
}
