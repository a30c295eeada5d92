// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.CommandBuffer;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.EmulatedVideoProfile;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.emulator.video.CopyResults;
import dev.moviemaker.emulator.video.FeedbackPool;
import dev.moviemaker.emulator.video.Scope;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Query pools: feedback pools are ours, all others the base driver's. */
final class QueryCalls {
    private QueryCalls() {}

    static void register(Stubs stubs) {
        stubs.replace(
                "vkCreateQueryPool",
                arena -> PFN_vkCreateQueryPool.allocate(
                        (device, info, allocator, out) -> Guard.result("vkCreateQueryPool", device, () -> {
                            EmulatedDevice owner = Handles.DEVICES.get(device);
                            if (VkQueryPoolCreateInfo.queryType(info)
                                    != Vulkan.VK_QUERY_TYPE_VIDEO_ENCODE_FEEDBACK_KHR()) {
                                return PFN_vkCreateQueryPool.invoke(
                                        owner.functions().vkCreateQueryPool(), device, info, allocator, out);
                            }
                            MemorySegment feedback = Structs.find(
                                    info, Vulkan.VK_STRUCTURE_TYPE_QUERY_POOL_VIDEO_ENCODE_FEEDBACK_CREATE_INFO_KHR());
                            // The profile is chained to the pool itself, so that its own structure is found like any
                            // other.
                            MemorySegment profile =
                                    Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_PROFILE_INFO_KHR());
                            if (feedback == null || profile == null) {
                                throw new IllegalArgumentException(
                                        "a feedback pool needs its flags and its video profile");
                            }
                            long handle = Handles.fresh();
                            owner.put(
                                    FeedbackPool.class,
                                    handle,
                                    new FeedbackPool(
                                            owner,
                                            handle,
                                            VkQueryPoolCreateInfo.queryCount(info),
                                            VkQueryPoolVideoEncodeFeedbackCreateInfoKHR.encodeFeedbackFlags(feedback),
                                            EmulatedVideoProfile.read(profile)));
                            out.set(ValueLayout.JAVA_LONG, 0, handle);
                            return 0;
                        }),
                        arena));
        stubs.replace(
                "vkDestroyQueryPool",
                arena -> PFN_vkDestroyQueryPool.allocate(
                        (device, pool, allocator) -> Guard.run("vkDestroyQueryPool", device, () -> {
                            EmulatedDevice owner = Handles.DEVICES.get(device);
                            FeedbackPool gone = owner.remove(FeedbackPool.class, pool);
                            if (gone != null) {
                                gone.destroy();
                            } else {
                                PFN_vkDestroyQueryPool.invoke(
                                        owner.functions().vkDestroyQueryPool(), device, pool, allocator);
                            }
                        }),
                        arena));
        stubs.replace(
                "vkGetQueryPoolResults",
                arena -> PFN_vkGetQueryPoolResults.allocate(
                        (device, pool, first, count, size, data, stride, flags) ->
                                Guard.result("vkGetQueryPoolResults", device, () -> {
                                    EmulatedDevice owner = Handles.DEVICES.get(device);
                                    FeedbackPool own = owner.find(FeedbackPool.class, pool);
                                    return own != null
                                            ? own.results(first, count, data, stride, flags)
                                            : PFN_vkGetQueryPoolResults.invoke(
                                                    owner.functions().vkGetQueryPoolResults(),
                                                    device,
                                                    pool,
                                                    first,
                                                    count,
                                                    size,
                                                    data,
                                                    stride,
                                                    flags);
                                }),
                        arena));
        stubs.replace(
                "vkResetQueryPool",
                arena -> PFN_vkResetQueryPool.allocate(
                        (device, pool, first, count) -> Guard.run("vkResetQueryPool", device, () -> {
                            EmulatedDevice owner = Handles.DEVICES.get(device);
                            FeedbackPool own = owner.find(FeedbackPool.class, pool);
                            if (own != null) {
                                own.reset(first, count);
                            } else {
                                PFN_vkResetQueryPool.invoke(
                                        owner.functions().vkResetQueryPool(), device, pool, first, count);
                            }
                        }),
                        arena));
        stubs.replace(
                "vkCmdResetQueryPool",
                arena -> PFN_vkCmdResetQueryPool.allocate(
                        (commands, pool, first, count) -> Guard.run("vkCmdResetQueryPool", commands, () -> {
                            CommandBuffer c = Handles.COMMAND_BUFFERS.get(commands);
                            FeedbackPool own = c.device().find(FeedbackPool.class, pool);
                            if (own == null) {
                                PFN_vkCmdResetQueryPool.invoke(
                                        c.functions().vkCmdResetQueryPool(), c.base(), pool, first, count);
                                return;
                            }
                            if (c.scope() != null) {
                                c.device().violation(Rule.QUERY_SCOPE, "queries are reset inside a coding scope");
                            }
                            c.add(copies -> own.reset(first, count));
                        }),
                        arena));
        stubs.replace(
                "vkCmdBeginQuery",
                arena -> PFN_vkCmdBeginQuery.allocate(
                        (commands, pool, query, flags) -> Guard.run("vkCmdBeginQuery", commands, () -> {
                            CommandBuffer c = Handles.COMMAND_BUFFERS.get(commands);
                            FeedbackPool own = c.device().find(FeedbackPool.class, pool);
                            if (own == null) {
                                PFN_vkCmdBeginQuery.invoke(
                                        c.functions().vkCmdBeginQuery(), c.base(), pool, query, flags);
                            } else {
                                begin(c, own, query);
                            }
                        }),
                        arena));
        stubs.replace(
                "vkCmdEndQuery",
                arena -> PFN_vkCmdEndQuery.allocate(
                        (commands, pool, query) -> Guard.run("vkCmdEndQuery", commands, () -> {
                            CommandBuffer c = Handles.COMMAND_BUFFERS.get(commands);
                            if (c.device().find(FeedbackPool.class, pool) == null) {
                                PFN_vkCmdEndQuery.invoke(c.functions().vkCmdEndQuery(), c.base(), pool, query);
                            } else if (c.scope() instanceof Scope scope && scope.hasQuery()) {
                                scope.query(null, 0);
                            } else {
                                c.device().violation(Rule.QUERY_SCOPE, "query " + query + " ends without having begun");
                            }
                        }),
                        arena));
        stubs.replace(
                "vkCmdCopyQueryPoolResults",
                arena -> PFN_vkCmdCopyQueryPoolResults.allocate(
                        (commands, pool, first, count, buffer, offset, stride, flags) ->
                                Guard.run("vkCmdCopyQueryPoolResults", commands, () -> {
                                    CommandBuffer c = Handles.COMMAND_BUFFERS.get(commands);
                                    FeedbackPool own = c.device().find(FeedbackPool.class, pool);
                                    if (own == null) {
                                        PFN_vkCmdCopyQueryPoolResults.invoke(
                                                c.functions().vkCmdCopyQueryPoolResults(),
                                                c.base(),
                                                pool,
                                                first,
                                                count,
                                                buffer,
                                                offset,
                                                stride,
                                                flags);
                                    } else {
                                        c.add(new CopyResults(own, first, count, buffer, offset, stride, flags));
                                    }
                                }),
                        arena));
    }

    private static void begin(CommandBuffer c, FeedbackPool pool, int query) {
        if (!(c.scope() instanceof Scope scope)) {
            c.device().violation(Rule.QUERY_SCOPE, "query " + query + " begins outside of a coding scope");
            return;
        }
        if (scope.hasQuery()) {
            c.device().violation(Rule.QUERY_SCOPE, "query " + query + " begins while another is active");
        }
        if (pool.admits(scope.session(), query)) {
            scope.query(pool, query);
        }
    }
}
