// SPDX-License-Identifier: Apache-2.0
/**
 * What the driver checks beyond validation layers: the rules, the violations found, and the driver's own log.
 *
 * <p>Values and lists only.
 *
 * <p>For any thread.
 */
@NullMarked
package dev.moviemaker.emulator.check;

import org.jspecify.annotations.NullMarked;
