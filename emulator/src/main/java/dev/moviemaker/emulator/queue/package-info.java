// SPDX-License-Identifier: Apache-2.0
/**
 * Queues: those of the base driver, held back where they would wait for us, and those of the added family with a worker
 * each.
 *
 * <p>Queues belong to their device; a worker owns its staging memory and its command buffers.
 *
 * <p>Submitting is for any thread; everything a worker does happens on its own thread.
 */
@NullMarked
package dev.moviemaker.emulator.queue;

import org.jspecify.annotations.NullMarked;
