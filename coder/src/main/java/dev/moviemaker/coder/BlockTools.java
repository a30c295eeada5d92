// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.MvPrediction;

/**
 * What a chooser may use for the block it works on.
 *
 * @param frame the frame
 * @param prediction finds motion vector stacks; may be used freely
 * @param inter predicts inter blocks
 * @param reconstruction gives the edges for intra prediction
 */
record BlockTools(FrameState frame, MvPrediction prediction, InterBlock inter, BlockReconstruction reconstruction) {}
