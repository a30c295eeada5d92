// SPDX-License-Identifier: Apache-2.0
/**
 * Failures on purpose: any result from any call, lost devices, bad feedback, slow and stuck encodes.
 *
 * <p>Stubs made here live as long as their driver.
 *
 * <p>For any thread.
 */
@NullMarked
package dev.moviemaker.emulator.fault;

import org.jspecify.annotations.NullMarked;
