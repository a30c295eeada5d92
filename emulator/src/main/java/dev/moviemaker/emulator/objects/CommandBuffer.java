// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import dev.moviemaker.vulkan.call.DeviceFunctions;
import dev.moviemaker.vulkan.raw.PFN_vkAllocateCommandBuffers;
import dev.moviemaker.vulkan.raw.PFN_vkBeginCommandBuffer;
import dev.moviemaker.vulkan.raw.PFN_vkEndCommandBuffer;
import dev.moviemaker.vulkan.raw.VkCommandBufferAllocateInfo;
import dev.moviemaker.vulkan.raw.VkCommandBufferBeginInfo;
import dev.moviemaker.vulkan.raw.VkCommandBufferInheritanceInfo;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command buffer. Its handle is always one of the base driver's, so that the loader's rules hold by themselves. In
 * those of the added family, commands that the base driver can do go into base command buffers as they are recorded,
 * and those it cannot become {@link Operation}s between them: the recording is a list of steps.
 */
public final class CommandBuffer {
    /** One step of a recording. */
    public sealed interface Step {}

    /** Commands of the base driver. */
    public record BaseStep(MemorySegment commandBuffer) implements Step {}

    /** A command of ours. */
    public record OwnStep(Operation operation) implements Step {}

    private final EmulatedCommandPool pool;
    private final MemorySegment handle;
    private final int level;
    private final Tracked use;
    private final List<MemorySegment> segments = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private int used;
    private int beginFlags;
    private boolean open;
    private int firstFailure;
    private @Nullable Object scope;

    /** A command buffer just allocated by the base driver. */
    public CommandBuffer(EmulatedCommandPool pool, MemorySegment handle, int level) {
        this.pool = pool;
        this.handle = MemorySegment.ofAddress(handle.address());
        this.level = level;
        use = new Tracked(pool.device(), "command buffer", handle.address());
        segments.add(this.handle);
    }

    /** Its pool. */
    public EmulatedCommandPool pool() {
        return pool;
    }

    /** Its device. */
    public EmulatedDevice device() {
        return pool.device();
    }

    /** The base driver's functions. */
    public DeviceFunctions functions() {
        return device().functions();
    }

    /** The handle that the application has. */
    public MemorySegment handle() {
        return handle;
    }

    /** Whether it is of the added family. */
    public boolean emulated() {
        return pool.emulated();
    }

    /** Its use by submitted work, which bears neither a reset nor its end. */
    public Tracked use() {
        return use;
    }

    /** Forgets the recording. */
    public void reset() {
        use.checkIdle();
        awaitReturn();
        steps.clear();
        used = 0;
        open = false;
        firstFailure = 0;
        scope = null;
    }

    /** Begins a recording after the base driver began the first segment. */
    public void begun(int flags) {
        reset();
        beginFlags = flags;
        steps.add(new BaseStep(handle));
        used = 1;
        open = true;
    }

    /** The base command buffer to record the next base command into. */
    public MemorySegment base() {
        if (!emulated() || open) {
            return segments.get(Math.max(0, used - 1));
        }
        if (used == segments.size()) {
            segments.add(allocate());
        }
        MemorySegment segment = segments.get(used++);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = VkCommandBufferBeginInfo.allocate(arena);
            VkCommandBufferBeginInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO());
            VkCommandBufferBeginInfo.flags(info, beginFlags);
            if (level == Vulkan.VK_COMMAND_BUFFER_LEVEL_SECONDARY()) {
                // Nothing to inherit: commands of the family stand in no render pass.
                MemorySegment inheritance = VkCommandBufferInheritanceInfo.allocate(arena);
                VkCommandBufferInheritanceInfo.sType(
                        inheritance, Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_INHERITANCE_INFO());
                VkCommandBufferBeginInfo.pInheritanceInfo(info, inheritance);
            }
            note(PFN_vkBeginCommandBuffer.invoke(functions().vkBeginCommandBuffer(), segment, info));
        }
        steps.add(new BaseStep(segment));
        open = true;
        return segment;
    }

    /** Adds a command of ours. */
    public void add(Operation operation) {
        closeSegment();
        steps.add(new OwnStep(operation));
    }

    /** Adds the steps recorded so far to a list. */
    public void addSteps(List<Step> list) {
        list.addAll(steps);
    }

    /** Ends the recording; the first failure of a base call on the way, or 0. */
    public int end() {
        closeSegment();
        return firstFailure;
    }

    private void closeSegment() {
        if (open) {
            open = false;
            note(PFN_vkEndCommandBuffer.invoke(functions().vkEndCommandBuffer(), segments.get(used - 1)));
        }
    }

    private void note(int result) {
        if (firstFailure == 0) {
            firstFailure = result;
        }
    }

    private MemorySegment allocate() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = VkCommandBufferAllocateInfo.allocate(arena);
            VkCommandBufferAllocateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO());
            VkCommandBufferAllocateInfo.commandPool(info, pool.handle());
            VkCommandBufferAllocateInfo.level(info, level);
            VkCommandBufferAllocateInfo.commandBufferCount(info, 1);
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            int result = PFN_vkAllocateCommandBuffers.invoke(
                    functions().vkAllocateCommandBuffers(), device().handle(), info, out);
            if (result != 0) {
                note(result);
                return handle;
            }
            return MemorySegment.ofAddress(out.get(ValueLayout.ADDRESS, 0).address());
        }
    }

    /** Base command buffers beyond the application's own, to be freed with it. */
    public List<MemorySegment> extraSegments() {
        return List.copyOf(segments.subList(1, segments.size()));
    }

    /** Returns when no thread of the driver is still handing it to the base driver. */
    public void awaitReturn() {
        if (emulated()) {
            segments.forEach(segment -> device().submissions().awaitReturn(segment.address()));
        }
    }

    /** The open coding scope, or null. */
    public @Nullable Object scope() {
        return scope;
    }

    /** Opens or closes a coding scope. */
    public void scope(@Nullable Object open) {
        scope = open;
    }
}
