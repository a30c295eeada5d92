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
        stubs.replace("vkCreateQueryPool", PFN_vkCreateQueryPool::allocate, QueryCalls::createQueryPool);
        stubs.replace("vkDestroyQueryPool", PFN_vkDestroyQueryPool::allocate, QueryCalls::destroyQueryPool);
        stubs.replace("vkGetQueryPoolResults", PFN_vkGetQueryPoolResults::allocate, QueryCalls::getQueryPoolResults);
        stubs.replace("vkResetQueryPool", PFN_vkResetQueryPool::allocate, QueryCalls::resetQueryPool);
        stubs.replace("vkCmdResetQueryPool", PFN_vkCmdResetQueryPool::allocate, QueryCalls::cmdResetQueryPool);
        stubs.replace("vkCmdBeginQuery", PFN_vkCmdBeginQuery::allocate, QueryCalls::cmdBeginQuery);
        stubs.replace("vkCmdEndQuery", PFN_vkCmdEndQuery::allocate, QueryCalls::cmdEndQuery);
        stubs.replace(
                "vkCmdCopyQueryPoolResults",
                PFN_vkCmdCopyQueryPoolResults::allocate,
                QueryCalls::cmdCopyQueryPoolResults);
    }

    private static int createQueryPool(
            MemorySegment device, MemorySegment info, MemorySegment allocator, MemorySegment out) {
        return Guard.result("vkCreateQueryPool", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            if (VkQueryPoolCreateInfo.queryType(info) != Vulkan.VK_QUERY_TYPE_VIDEO_ENCODE_FEEDBACK_KHR()) {
                return PFN_vkCreateQueryPool.invoke(
                        owner.functions().vkCreateQueryPool(), device, info, allocator, out);
            }
            MemorySegment feedback =
                    Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_QUERY_POOL_VIDEO_ENCODE_FEEDBACK_CREATE_INFO_KHR());
            // The profile is chained to the pool itself, so that its own structure is found like any
            // other.
            MemorySegment profile = Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_PROFILE_INFO_KHR());
            if (feedback == null || profile == null) {
                throw new IllegalArgumentException("a feedback pool needs its flags and its video profile");
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
        });
    }

    private static void destroyQueryPool(MemorySegment device, long pool, MemorySegment allocator) {
        Guard.run("vkDestroyQueryPool", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            FeedbackPool gone = owner.remove(FeedbackPool.class, pool);
            if (gone != null) {
                gone.destroy();
            } else {
                PFN_vkDestroyQueryPool.invoke(owner.functions().vkDestroyQueryPool(), device, pool, allocator);
            }
        });
    }

    private static int getQueryPoolResults(
            MemorySegment device,
            long pool,
            int first,
            int count,
            long size,
            MemorySegment data,
            long stride,
            int flags) {
        return Guard.result("vkGetQueryPoolResults", device, () -> {
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
        });
    }

    private static void resetQueryPool(MemorySegment device, long pool, int first, int count) {
        Guard.run("vkResetQueryPool", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            FeedbackPool own = owner.find(FeedbackPool.class, pool);
            if (own != null) {
                own.reset(first, count);
            } else {
                PFN_vkResetQueryPool.invoke(owner.functions().vkResetQueryPool(), device, pool, first, count);
            }
        });
    }

    private static void cmdResetQueryPool(MemorySegment commands, long pool, int first, int count) {
        Guard.run("vkCmdResetQueryPool", commands, () -> {
            CommandBuffer c = Handles.COMMAND_BUFFERS.get(commands);
            FeedbackPool own = c.device().find(FeedbackPool.class, pool);
            if (own == null) {
                PFN_vkCmdResetQueryPool.invoke(c.functions().vkCmdResetQueryPool(), c.base(), pool, first, count);
                return;
            }
            if (c.scope() != null) {
                c.device().violation(Rule.QUERY_SCOPE, "queries are reset inside a coding scope");
            }
            c.add(copies -> own.reset(first, count));
        });
    }

    private static void cmdBeginQuery(MemorySegment commands, long pool, int query, int flags) {
        Guard.run("vkCmdBeginQuery", commands, () -> {
            CommandBuffer c = Handles.COMMAND_BUFFERS.get(commands);
            FeedbackPool own = c.device().find(FeedbackPool.class, pool);
            if (own == null) {
                PFN_vkCmdBeginQuery.invoke(c.functions().vkCmdBeginQuery(), c.base(), pool, query, flags);
            } else {
                begin(c, own, query);
            }
        });
    }

    private static void cmdEndQuery(MemorySegment commands, long pool, int query) {
        Guard.run("vkCmdEndQuery", commands, () -> {
            CommandBuffer c = Handles.COMMAND_BUFFERS.get(commands);
            if (c.device().find(FeedbackPool.class, pool) == null) {
                PFN_vkCmdEndQuery.invoke(c.functions().vkCmdEndQuery(), c.base(), pool, query);
            } else if (c.scope() instanceof Scope scope && scope.hasQuery()) {
                scope.query(null, 0);
            } else {
                c.device().violation(Rule.QUERY_SCOPE, "query " + query + " ends without having begun");
            }
        });
    }

    private static void cmdCopyQueryPoolResults(
            MemorySegment commands, long pool, int first, int count, long buffer, long offset, long stride, int flags) {
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
        });
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
