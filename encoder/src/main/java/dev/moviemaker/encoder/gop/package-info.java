// SPDX-License-Identifier: Apache-2.0
/**
 * Which pictures are coded, in which order, from which references: pure planning, nothing of Vulkan in it.
 *
 * <p>Lifetimes: plans are the caller's and are filled again and again; nothing here needs closing.
 *
 * <p>Threading: a planner belongs to one thread.
 */
@NullMarked
package dev.moviemaker.encoder.gop;

import org.jspecify.annotations.NullMarked;
