// SPDX-License-Identifier: Apache-2.0
/**
 * Images and semaphores that another graphics API imports, such as OpenGL.
 *
 * <p>Lifetimes: {@link dev.moviemaker.encoder.share.SharedDevice} owns the instance, the device and all that is on it.
 * Exported handles belong to who asked for them.
 *
 * <p>Threading: one thread at a time; queues are used under the lock of their device.
 */
@NullMarked
package dev.moviemaker.encoder.share;

import org.jspecify.annotations.NullMarked;
