// SPDX-License-Identifier: Apache-2.0
/**
 * The objects of one coding session: video session, session parameters, DPB images and slots, input images, bitstream
 * buffers, feedback queries, and the structures that describe a picture.
 *
 * <p>Lifetimes: each object owns its Vulkan handles and an arena of its own; all are closed before their device.
 *
 * <p>Threading: the pipeline's lock guards recording; finished pictures are read by its completion thread.
 */
@NullMarked
package dev.moviemaker.encoder.session;

import org.jspecify.annotations.NullMarked;
