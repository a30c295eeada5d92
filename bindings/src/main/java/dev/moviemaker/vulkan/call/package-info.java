// SPDX-License-Identifier: Apache-2.0
/**
 * Calling Vulkan by hand: structures and their chains, tables of commands by name, names of results. Nothing here knows
 * what Vulkan is used for.
 *
 * <p>Lifetimes: everything is allocated where the caller says. Tables hold plain addresses, valid as long as the
 * instance or device they are of.
 *
 * <p>Threading: no state; any thread.
 */
@NullMarked
package dev.moviemaker.vulkan.call;

import org.jspecify.annotations.NullMarked;
