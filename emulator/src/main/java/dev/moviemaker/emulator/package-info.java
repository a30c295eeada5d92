// SPDX-License-Identifier: Apache-2.0
/**
 * A Vulkan driver in Java: it stands in front of an installed driver, passes everything on and adds AV1 encode in
 * software.
 *
 * <p>An {@link dev.moviemaker.emulator.EmulatedDriver} owns its entry points; instances and devices belong to the
 * program that makes them.
 *
 * <p>Thread-safe where Vulkan is.
 */
@NullMarked
package dev.moviemaker.emulator;

import org.jspecify.annotations.NullMarked;
