// SPDX-License-Identifier: Apache-2.0
/**
 * The functions that programs call: one upcall stub per Vulkan command that the driver has something to say about,
 * everything else is the base driver's own address.
 *
 * <p>Stubs live for good, those of a driver's entry points as long as the driver.
 *
 * <p>For any thread; no exception leaves a stub.
 */
@NullMarked
package dev.moviemaker.emulator.dispatch;

import org.jspecify.annotations.NullMarked;
