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

/** The base driver's own commands that the added family has too: recorded into the base command buffer that stands for the part of the recording. */
final class CommandCalls {
    private CommandCalls() {}

    private static void record(String call, MemorySegment handle, Consumer<CommandBuffer> command) {
        Guard.run(call, handle, () -> command.accept(Handles.COMMAND_BUFFERS.get(handle)));
    }

    static void register(Stubs stubs) {
        stubs.replace(
                "vkCmdCopyBuffer",
                arena -> PFN_vkCmdCopyBuffer.allocate(
                        (commands, srcBuffer, dstBuffer, regionCount, regions) -> record(
                                "vkCmdCopyBuffer",
                                commands,
                                c -> PFN_vkCmdCopyBuffer.invoke(
                                        c.functions().vkCmdCopyBuffer(),
                                        c.base(),
                                        srcBuffer,
                                        dstBuffer,
                                        regionCount,
                                        regions)),
                        arena));
        stubs.replace(
                "vkCmdCopyBuffer2",
                arena -> PFN_vkCmdCopyBuffer2.allocate(
                        (commands, copyBufferInfo) -> record(
                                "vkCmdCopyBuffer2",
                                commands,
                                c -> PFN_vkCmdCopyBuffer2.invoke(
                                        c.functions().vkCmdCopyBuffer2(), c.base(), copyBufferInfo)),
                        arena));
        stubs.replace(
                "vkCmdCopyImage",
                arena -> PFN_vkCmdCopyImage.allocate(
                        (commands, srcImage, srcImageLayout, dstImage, dstImageLayout, regionCount, regions) -> record(
                                "vkCmdCopyImage",
                                commands,
                                c -> PFN_vkCmdCopyImage.invoke(
                                        c.functions().vkCmdCopyImage(),
                                        c.base(),
                                        srcImage,
                                        srcImageLayout,
                                        dstImage,
                                        dstImageLayout,
                                        regionCount,
                                        regions)),
                        arena));
        stubs.replace(
                "vkCmdCopyImage2",
                arena -> PFN_vkCmdCopyImage2.allocate(
                        (commands, copyImageInfo) -> record(
                                "vkCmdCopyImage2",
                                commands,
                                c -> PFN_vkCmdCopyImage2.invoke(
                                        c.functions().vkCmdCopyImage2(), c.base(), copyImageInfo)),
                        arena));
        stubs.replace(
                "vkCmdCopyBufferToImage",
                arena -> PFN_vkCmdCopyBufferToImage.allocate(
                        (commands, srcBuffer, dstImage, dstImageLayout, regionCount, regions) -> record(
                                "vkCmdCopyBufferToImage",
                                commands,
                                c -> PFN_vkCmdCopyBufferToImage.invoke(
                                        c.functions().vkCmdCopyBufferToImage(),
                                        c.base(),
                                        srcBuffer,
                                        dstImage,
                                        dstImageLayout,
                                        regionCount,
                                        regions)),
                        arena));
        stubs.replace(
                "vkCmdCopyBufferToImage2",
                arena -> PFN_vkCmdCopyBufferToImage2.allocate(
                        (commands, copyBufferToImageInfo) -> record(
                                "vkCmdCopyBufferToImage2",
                                commands,
                                c -> PFN_vkCmdCopyBufferToImage2.invoke(
                                        c.functions().vkCmdCopyBufferToImage2(), c.base(), copyBufferToImageInfo)),
                        arena));
        stubs.replace(
                "vkCmdCopyImageToBuffer",
                arena -> PFN_vkCmdCopyImageToBuffer.allocate(
                        (commands, srcImage, srcImageLayout, dstBuffer, regionCount, regions) -> record(
                                "vkCmdCopyImageToBuffer",
                                commands,
                                c -> PFN_vkCmdCopyImageToBuffer.invoke(
                                        c.functions().vkCmdCopyImageToBuffer(),
                                        c.base(),
                                        srcImage,
                                        srcImageLayout,
                                        dstBuffer,
                                        regionCount,
                                        regions)),
                        arena));
        stubs.replace(
                "vkCmdCopyImageToBuffer2",
                arena -> PFN_vkCmdCopyImageToBuffer2.allocate(
                        (commands, copyImageToBufferInfo) -> record(
                                "vkCmdCopyImageToBuffer2",
                                commands,
                                c -> PFN_vkCmdCopyImageToBuffer2.invoke(
                                        c.functions().vkCmdCopyImageToBuffer2(), c.base(), copyImageToBufferInfo)),
                        arena));
        stubs.replace(
                "vkCmdFillBuffer",
                arena -> PFN_vkCmdFillBuffer.allocate(
                        (commands, dstBuffer, dstOffset, size, data) -> record(
                                "vkCmdFillBuffer",
                                commands,
                                c -> PFN_vkCmdFillBuffer.invoke(
                                        c.functions().vkCmdFillBuffer(), c.base(), dstBuffer, dstOffset, size, data)),
                        arena));
        stubs.replace(
                "vkCmdUpdateBuffer",
                arena -> PFN_vkCmdUpdateBuffer.allocate(
                        (commands, dstBuffer, dstOffset, dataSize, data) -> record(
                                "vkCmdUpdateBuffer",
                                commands,
                                c -> PFN_vkCmdUpdateBuffer.invoke(
                                        c.functions().vkCmdUpdateBuffer(),
                                        c.base(),
                                        dstBuffer,
                                        dstOffset,
                                        dataSize,
                                        data)),
                        arena));
        stubs.replace(
                "vkCmdSetEvent",
                arena -> PFN_vkCmdSetEvent.allocate(
                        (commands, event, stageMask) -> record(
                                "vkCmdSetEvent",
                                commands,
                                c -> PFN_vkCmdSetEvent.invoke(
                                        c.functions().vkCmdSetEvent(), c.base(), event, stageMask)),
                        arena));
        stubs.replace(
                "vkCmdResetEvent",
                arena -> PFN_vkCmdResetEvent.allocate(
                        (commands, event, stageMask) -> record(
                                "vkCmdResetEvent",
                                commands,
                                c -> PFN_vkCmdResetEvent.invoke(
                                        c.functions().vkCmdResetEvent(), c.base(), event, stageMask)),
                        arena));
        stubs.replace(
                "vkCmdResetEvent2",
                arena -> PFN_vkCmdResetEvent2.allocate(
                        (commands, event, stageMask) -> record(
                                "vkCmdResetEvent2",
                                commands,
                                c -> PFN_vkCmdResetEvent2.invoke(
                                        c.functions().vkCmdResetEvent2(),
                                        c.base(),
                                        event,
                                        BarrierCalls.baseStages(stageMask))),
                        arena));
        stubs.replace(
                "vkCmdWriteTimestamp",
                arena -> PFN_vkCmdWriteTimestamp.allocate(
                        (commands, pipelineStage, queryPool, query) -> record(
                                "vkCmdWriteTimestamp",
                                commands,
                                c -> PFN_vkCmdWriteTimestamp.invoke(
                                        c.functions().vkCmdWriteTimestamp(),
                                        c.base(),
                                        pipelineStage,
                                        queryPool,
                                        query)),
                        arena));
        stubs.replace(
                "vkCmdWriteTimestamp2",
                arena -> PFN_vkCmdWriteTimestamp2.allocate(
                        (commands, stage, queryPool, query) -> record(
                                "vkCmdWriteTimestamp2",
                                commands,
                                c -> PFN_vkCmdWriteTimestamp2.invoke(
                                        c.functions().vkCmdWriteTimestamp2(),
                                        c.base(),
                                        BarrierCalls.baseStages(stage),
                                        queryPool,
                                        query)),
                        arena));
        stubs.replace(
                "vkCmdBeginDebugUtilsLabelEXT",
                arena -> PFN_vkCmdBeginDebugUtilsLabelEXT.allocate(
                        (commands, labelInfo) -> record(
                                "vkCmdBeginDebugUtilsLabelEXT",
                                commands,
                                c -> PFN_vkCmdBeginDebugUtilsLabelEXT.invoke(
                                        c.functions().vkCmdBeginDebugUtilsLabelEXT(), c.base(), labelInfo)),
                        arena));
        stubs.replace(
                "vkCmdEndDebugUtilsLabelEXT",
                arena -> PFN_vkCmdEndDebugUtilsLabelEXT.allocate(
                        commands -> record(
                                "vkCmdEndDebugUtilsLabelEXT",
                                commands,
                                c -> PFN_vkCmdEndDebugUtilsLabelEXT.invoke(
                                        c.functions().vkCmdEndDebugUtilsLabelEXT(), c.base())),
                        arena));
        stubs.replace(
                "vkCmdInsertDebugUtilsLabelEXT",
                arena -> PFN_vkCmdInsertDebugUtilsLabelEXT.allocate(
                        (commands, labelInfo) -> record(
                                "vkCmdInsertDebugUtilsLabelEXT",
                                commands,
                                c -> PFN_vkCmdInsertDebugUtilsLabelEXT.invoke(
                                        c.functions().vkCmdInsertDebugUtilsLabelEXT(), c.base(), labelInfo)),
                        arena));
        stubs.replace(
                "vkCmdExecuteCommands",
                arena -> PFN_vkCmdExecuteCommands.allocate(
                        (commands, count, secondaries) -> record("vkCmdExecuteCommands", commands, c -> {
                            if (c.emulated()) {
                                for (int i = 0; i < count; i++) {
                                    execute(
                                            c,
                                            Handles.COMMAND_BUFFERS.get(
                                                    secondaries.getAtIndex(ValueLayout.ADDRESS, i)));
                                }
                            } else {
                                PFN_vkCmdExecuteCommands.invoke(
                                        c.functions().vkCmdExecuteCommands(), c.base(), count, secondaries);
                            }
                        }),
                        arena));
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
