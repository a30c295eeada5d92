// SPDX-License-Identifier: Apache-2.0
/**
 * What the generated bindings lack: the bit-field structs of the AV1 Std headers and the macros of the Vulkan headers.
 *
 * <p>Owns nothing: every segment belongs to the caller, who keeps it alive for the call.
 *
 * <p>Stateless, so safe from any thread; a segment must not be written by two threads at once.
 */
@NullMarked
package dev.moviemaker.vulkan.std;

import org.jspecify.annotations.NullMarked;
