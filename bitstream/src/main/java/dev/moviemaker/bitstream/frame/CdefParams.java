// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

import dev.moviemaker.bitstream.bits.Ints;

/**
 * {@code cdef_params()} (AV1 specification, 5.9.19 and 6.10.14), strengths as coded: a secondary strength of 3 means 4.
 *
 * @param cdefDampingMinus3 {@code cdef_damping_minus_3}, 0 to 3
 * @param cdefBits {@code cdef_bits}, 0 to 3: the rows below have {@code 1 << cdefBits} values
 * @param cdefYPriStrength {@code cdef_y_pri_strength}, each 0 to 15
 * @param cdefYSecStrength {@code cdef_y_sec_strength} as coded, each 0 to 3
 * @param cdefUvPriStrength {@code cdef_uv_pri_strength}, each 0 to 15; zeros where there is no chroma
 * @param cdefUvSecStrength {@code cdef_uv_sec_strength} as coded, each 0 to 3; zeros where there is no chroma
 */
public record CdefParams(
        int cdefDampingMinus3,
        int cdefBits,
        Ints cdefYPriStrength,
        Ints cdefYSecStrength,
        Ints cdefUvPriStrength,
        Ints cdefUvSecStrength) {
    /** No filtering: what the specification infers where nothing is coded. */
    public static final CdefParams OFF = of(0, 0, 0, 0);

    /** Returns parameters with one set of strengths and damping 3. */
    public static CdefParams of(int yPri, int ySec, int uvPri, int uvSec) {
        return new CdefParams(0, 0, Ints.of(yPri), Ints.of(ySec), Ints.of(uvPri), Ints.of(uvSec));
    }
}
