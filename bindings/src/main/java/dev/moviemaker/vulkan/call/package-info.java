// SPDX-License-Identifier: Apache-2.0
/**
 * Helpers for calling Vulkan through the generated bindings: structures and chains of them, tables of function
 * addresses, and names of results. Nothing in this package knows what Vulkan is used for.
 *
 * <p>Lifetimes: everything is allocated with the allocator of the caller. Tables hold plain addresses, which are valid
 * as long as their instance or device.
 *
 * <p>Threading: stateless; any thread may call.
 */
@NullMarked
package dev.moviemaker.vulkan.call;

import org.jspecify.annotations.NullMarked;
