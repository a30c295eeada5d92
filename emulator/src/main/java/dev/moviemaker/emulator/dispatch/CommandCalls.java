// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.objects.CommandBuffer;
import dev.moviemaker.emulator.objects.CommandBuffer.BaseStep;
import dev.moviemaker.emulator.objects.CommandBuffer.OwnStep;
import dev.moviemaker.emulator.objects.CommandBuffer.Step;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The base driver's own commands that the added family has too: recorded into the base command buffer that stands for
 * the part of the recording.
 */
final class CommandCalls {
    /** Those of which nothing but the command buffer has to be replaced. */
    private static final List<String> FORWARDED = List.of(
            "vkCmdCopyBuffer",
            "vkCmdCopyBuffer2",
            "vkCmdCopyImage",
            "vkCmdCopyImage2",
            "vkCmdCopyBufferToImage",
            "vkCmdCopyBufferToImage2",
            "vkCmdCopyImageToBuffer",
            "vkCmdCopyImageToBuffer2",
            "vkCmdFillBuffer",
            "vkCmdUpdateBuffer",
            "vkCmdSetEvent",
            "vkCmdResetEvent",
            "vkCmdWriteTimestamp",
            "vkCmdBeginDebugUtilsLabelEXT",
            "vkCmdEndDebugUtilsLabelEXT",
            "vkCmdInsertDebugUtilsLabelEXT");

    private CommandCalls() {}

    private static void record(String call, MemorySegment handle, Consumer<CommandBuffer> command) {
        Guard.run(call, handle, () -> command.accept(Handles.COMMAND_BUFFERS.get(handle)));
    }

    static void register(Stubs stubs) {
        FORWARDED.forEach(name -> stubs.replace(name, Forwarding.recorded(name)));
        stubs.replace(
                "vkCmdResetEvent2",
                PFN_vkCmdResetEvent2::allocate,
                (commands, event, stageMask) -> record(
                        "vkCmdResetEvent2",
                        commands,
                        c -> PFN_vkCmdResetEvent2.invoke(
                                c.functions().vkCmdResetEvent2(),
                                c.base(),
                                event,
                                BarrierCalls.baseStages(stageMask))));
        stubs.replace("vkCmdWriteTimestamp2", PFN_vkCmdWriteTimestamp2::allocate, CommandCalls::cmdWriteTimestamp2);
        stubs.replace("vkCmdExecuteCommands", PFN_vkCmdExecuteCommands::allocate, CommandCalls::cmdExecuteCommands);
    }

    private static void cmdWriteTimestamp2(MemorySegment commands, long stage, long queryPool, int query) {
        record(
                "vkCmdWriteTimestamp2",
                commands,
                c -> PFN_vkCmdWriteTimestamp2.invoke(
                        c.functions().vkCmdWriteTimestamp2(),
                        c.base(),
                        BarrierCalls.baseStages(stage),
                        queryPool,
                        query));
    }

    private static void cmdExecuteCommands(MemorySegment commands, int count, MemorySegment secondaries) {
        record("vkCmdExecuteCommands", commands, c -> {
            if (c.emulated()) {
                for (int i = 0; i < count; i++) {
                    execute(c, Handles.COMMAND_BUFFERS.get(secondaries.getAtIndex(ValueLayout.ADDRESS, i)));
                }
            } else {
                PFN_vkCmdExecuteCommands.invoke(c.functions().vkCmdExecuteCommands(), c.base(), count, secondaries);
            }
        });
    }

    private static void execute(CommandBuffer primary, CommandBuffer secondary) {
        List<Step> steps = new ArrayList<>();
        secondary.addSteps(steps);
        for (Step step : steps) {
            switch (step) {
                case BaseStep base -> {
                    try (Arena arena = Arena.ofConfined()) {
                        PFN_vkCmdExecuteCommands.invoke(
                                primary.functions().vkCmdExecuteCommands(),
                                primary.base(),
                                1,
                                arena.allocateFrom(ValueLayout.ADDRESS, base.commandBuffer()));
                    }
                }
                case OwnStep own -> primary.add(own.operation());
            }
        }
    }
}
