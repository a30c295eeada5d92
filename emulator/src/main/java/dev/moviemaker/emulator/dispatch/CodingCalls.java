// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.CommandBuffer;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.emulator.video.BeginCoding;
import dev.moviemaker.emulator.video.ControlCoding;
import dev.moviemaker.emulator.video.Encoding;
import dev.moviemaker.emulator.video.Scope;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Coding scopes and what stands in them. */
final class CodingCalls {
    private CodingCalls() {}

    static void register(Stubs stubs) {
        stubs.add("vkCmdBeginVideoCodingKHR", PFN_vkCmdBeginVideoCodingKHR::allocate, CodingCalls::cmdBeginVideoCoding);
        stubs.add(
                "vkCmdControlVideoCodingKHR",
                PFN_vkCmdControlVideoCodingKHR::allocate,
                CodingCalls::cmdControlVideoCoding);
        stubs.add("vkCmdEncodeVideoKHR", PFN_vkCmdEncodeVideoKHR::allocate, CodingCalls::cmdEncodeVideo);
        stubs.add("vkCmdEndVideoCodingKHR", PFN_vkCmdEndVideoCodingKHR::allocate, CodingCalls::cmdEndVideoCoding);
    }

    private static void cmdBeginVideoCoding(MemorySegment commands, MemorySegment info) {
        Guard.run("vkCmdBeginVideoCodingKHR", commands, () -> {
            CommandBuffer c = ours(commands);
            if (c.scope() != null) {
                c.device().violation(Rule.CODING_SCOPE, "a scope begins in a scope");
            }
            BeginCoding begin = BeginCoding.read(c.device(), info);
            c.scope(begin.scope());
            c.add(begin);
        });
    }

    private static void cmdControlVideoCoding(MemorySegment commands, MemorySegment info) {
        Guard.run("vkCmdControlVideoCodingKHR", commands, () -> {
            CommandBuffer c = ours(commands);
            Scope scope = scope(c, "vkCmdControlVideoCodingKHR");
            if (scope != null) {
                c.add(ControlCoding.read(scope, info));
            }
        });
    }

    private static void cmdEncodeVideo(MemorySegment commands, MemorySegment info) {
        Guard.run("vkCmdEncodeVideoKHR", commands, () -> {
            CommandBuffer c = ours(commands);
            Scope scope = scope(c, "vkCmdEncodeVideoKHR");
            if (scope != null) {
                c.add(Encoding.read(scope, info));
            }
        });
    }

    private static void cmdEndVideoCoding(MemorySegment commands, MemorySegment info) {
        Guard.run("vkCmdEndVideoCodingKHR", commands, () -> {
            CommandBuffer c = ours(commands);
            Scope scope = scope(c, "vkCmdEndVideoCodingKHR");
            if (scope != null && scope.hasQuery()) {
                c.device().violation(Rule.QUERY_SCOPE, "the scope ends with an active query");
            }
            c.scope(null);
        });
    }

    private static CommandBuffer ours(java.lang.foreign.MemorySegment commands) {
        CommandBuffer c = Handles.COMMAND_BUFFERS.get(commands);
        if (!c.emulated()) {
            c.device().violation(Rule.QUEUE_COMMAND, "a video command in a command buffer of another family");
            throw new IllegalStateException("a video command in a command buffer of another family");
        }
        return c;
    }

    private static @Nullable Scope scope(CommandBuffer c, String call) {
        if (c.scope() instanceof Scope scope) {
            return scope;
        }
        c.device().violation(Rule.CODING_SCOPE, call + " outside of a scope");
        return null;
    }
}
