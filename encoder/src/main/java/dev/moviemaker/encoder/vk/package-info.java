// SPDX-License-Identifier: Apache-2.0
/**
 * Vulkan's objects in Java: the loader, tables of function addresses, and one owner for each instance, device, memory,
 * image and so on.
 *
 * <p>Lifetimes: the creator of an object closes it; a device outlives what was made on it, an instance outlives its
 * devices.
 *
 * <p>Threading: as Vulkan says for each object: what Vulkan wants externally synchronised, the caller synchronises.
 */
@NullMarked
package dev.moviemaker.encoder.vk;

import org.jspecify.annotations.NullMarked;
