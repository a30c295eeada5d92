package dev.moviemaker.emulator.objects;

import dev.moviemaker.vulkan.call.InstanceFunctions;
import java.lang.foreign.MemorySegment;

/**
 * An instance of the base driver, whose handle the application has.
 *
 * @param driver    the driver it belongs to
 * @param handle    the base driver's handle
 * @param functions the base driver's functions
 */
public record Instance(Driver driver, MemorySegment handle, InstanceFunctions functions) {}
