// SPDX-License-Identifier: Apache-2.0
/**
 * What the driver remembers of instances, devices, images, buffers, memory and queries: its own objects and notes on
 * the base driver's.
 *
 * <p>Each object belongs to its device, a device to its instance, and they end with vkDestroy or with their owner.
 *
 * <p>For any thread; objects that Vulkan says are externally synchronised rely on that.
 */
@NullMarked
package dev.moviemaker.emulator.objects;

import org.jspecify.annotations.NullMarked;
