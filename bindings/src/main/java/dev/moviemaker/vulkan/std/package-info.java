// SPDX-License-Identifier: Apache-2.0
/**
 * The parts of the Vulkan headers that jextract cannot generate: the bit-field structs of the Std headers and the
 * macros.
 *
 * <p>Lifetimes: every segment belongs to the caller, who keeps it alive for the call.
 *
 * <p>Threading: stateless; any thread may call, but two threads must not write to a segment at once.
 */
@NullMarked
package dev.moviemaker.vulkan.std;

import org.jspecify.annotations.NullMarked;
