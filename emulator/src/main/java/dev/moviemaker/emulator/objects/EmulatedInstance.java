// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import dev.moviemaker.vulkan.call.InstanceFunctions;
import java.lang.foreign.MemorySegment;

/** An instance of the base driver, whose handle the application has. */
public record EmulatedInstance(Driver driver, MemorySegment handle, InstanceFunctions functions) {}
