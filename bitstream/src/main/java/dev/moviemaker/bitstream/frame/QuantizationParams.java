// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

/**
 * {@code quantization_params()} (AV1 specification, 5.9.12 and 6.8.11).
 *
 * @param baseQIdx {@code base_q_idx}, 0 to 255
 * @param deltaQYDc {@code DeltaQYDc}, -64 to 63
 * @param diffUvDelta whether V has offsets of its own; needs {@code separate_uv_delta_q}
 * @param deltaQUDc {@code DeltaQUDc}, -64 to 63
 * @param deltaQUAc {@code DeltaQUAc}, -64 to 63
 * @param deltaQVDc {@code DeltaQVDc}, -64 to 63; equals U unless {@code diffUvDelta}
 * @param deltaQVAc {@code DeltaQVAc}, -64 to 63; equals U unless {@code diffUvDelta}
 * @param usingQmatrix whether quantizer matrices are used
 * @param qmY {@code qm_y}, 0 to 15; 0 unless {@code usingQmatrix}
 * @param qmU {@code qm_u}, 0 to 15; 0 unless {@code usingQmatrix}
 * @param qmV {@code qm_v}, 0 to 15; 0 unless {@code usingQmatrix}; equals {@code qmU} without
 *     {@code separate_uv_delta_q}
 */
public record QuantizationParams(
        int baseQIdx,
        int deltaQYDc,
        boolean diffUvDelta,
        int deltaQUDc,
        int deltaQUAc,
        int deltaQVDc,
        int deltaQVAc,
        boolean usingQmatrix,
        int qmY,
        int qmU,
        int qmV) {

    /** Returns parameters with this {@code base_q_idx} and nothing else. */
    public static QuantizationParams of(int baseQIdx) {
        return new QuantizationParams(baseQIdx, 0, false, 0, 0, 0, 0, false, 0, 0, 0);
    }

    /** Returns parameters with these plane offsets, the same for U and V. */
    public static QuantizationParams of(int baseQIdx, int deltaQYDc, int deltaQUvDc, int deltaQUvAc) {
        return new QuantizationParams(
                baseQIdx, deltaQYDc, false, deltaQUvDc, deltaQUvAc, deltaQUvDc, deltaQUvAc, false, 0, 0, 0);
    }

    /** Returns whether every plane offset is zero, which lossless coding needs (5.9.2). */
    public boolean hasNoPlaneDeltas() {
        return deltaQYDc == 0 && deltaQUDc == 0 && deltaQUAc == 0 && deltaQVDc == 0 && deltaQVAc == 0;
    }
}
