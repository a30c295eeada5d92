// SPDX-License-Identifier: Apache-2.0
/**
 * A small program that encodes through Vulkan with nothing but raw bindings, to try the driver with: knows neither the
 * driver nor the encoder module.
 *
 * <p>Each class closes what it made.
 *
 * <p>One thread per client.
 */
@NullMarked
package dev.moviemaker.emulator.client;

import org.jspecify.annotations.NullMarked;
