// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_QUERY_RESULT_WITH_STATUS_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_QUERY_TYPE_VIDEO_ENCODE_FEEDBACK_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_QUERY_POOL_VIDEO_ENCODE_FEEDBACK_CREATE_INFO_KHR;

import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.vk.CallMemory;
import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCreateQueryPool;
import dev.moviemaker.vulkan.raw.PFN_vkDestroyQueryPool;
import dev.moviemaker.vulkan.raw.PFN_vkGetQueryPoolResults;
import dev.moviemaker.vulkan.raw.VkQueryPoolCreateInfo;
import dev.moviemaker.vulkan.raw.VkQueryPoolVideoEncodeFeedbackCreateInfoKHR;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The feedback queries of all pictures in flight, owned: one each. A result is a word for each flag of the plan, offset
 * and length of the bitstream first, and a status where the queue family has that.
 */
public final class FeedbackQueries implements AutoCloseable {
    /** Status of a picture that is coded. */
    public static final int COMPLETE = 1;

    private final CloseStack closer = new CloseStack();
    private final Device device;
    private final long handle;
    private final boolean withStatus;
    private final int flagWords;
    private final long bytes;
    private final MemorySegment result;

    /**
     * Makes the pool.
     *
     * @param plan whose profile and number of pictures in flight
     */
    public FeedbackQueries(Device device, SessionPlan plan) {
        this.device = device;
        this.withStatus = plan.resultStatus();
        this.flagWords = Integer.bitCount(plan.feedbackFlags());
        this.bytes = (flagWords + 1L) * Integer.BYTES;
        try {
            Arena arena = CallMemory.arena();
            result = arena.allocate(ValueLayout.JAVA_INT, flagWords + 1L);
            MemorySegment info =
                    Structs.make(arena, VkQueryPoolCreateInfo.layout(), VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO());
            VkQueryPoolCreateInfo.queryType(info, VK_QUERY_TYPE_VIDEO_ENCODE_FEEDBACK_KHR());
            VkQueryPoolCreateInfo.queryCount(info, plan.framesInFlight());
            MemorySegment feedback = Structs.make(
                    arena,
                    VkQueryPoolVideoEncodeFeedbackCreateInfoKHR.layout(),
                    VK_STRUCTURE_TYPE_QUERY_POOL_VIDEO_ENCODE_FEEDBACK_CREATE_INFO_KHR());
            VkQueryPoolVideoEncodeFeedbackCreateInfoKHR.encodeFeedbackFlags(feedback, plan.feedbackFlags());
            Structs.setNext(info, feedback);
            Structs.setNext(feedback, plan.videoProfile().forQueries().info(arena));
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            VulkanResult.check(
                    "vkCreateQueryPool",
                    PFN_vkCreateQueryPool.invoke(
                            device.functions().vkCreateQueryPool(), device.handle(), info, MemorySegment.NULL, out));
            handle = out.get(ValueLayout.JAVA_LONG, 0);
            closer.add(
                    this,
                    () -> PFN_vkDestroyQueryPool.invoke(
                            device.functions().vkDestroyQueryPool(), device.handle(), handle, MemorySegment.NULL));
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    long handle() {
        return handle;
    }

    /**
     * Fetches the result of a picture that is done. Allocates nothing.
     *
     * @return status: {@link #COMPLETE} or an error (negative; 0 if there is no result, which is one too)
     */
    public int fetch(int query) {
        int code = PFN_vkGetQueryPoolResults.invoke(
                device.functions().vkGetQueryPoolResults(),
                device.handle(),
                handle,
                query,
                1,
                bytes,
                result,
                bytes,
                withStatus ? VK_QUERY_RESULT_WITH_STATUS_BIT_KHR() : 0);
        VulkanResult.check("vkGetQueryPoolResults", code);
        if (code != ResultCode.SUCCESS) {
            return 0;
        }
        return withStatus ? result.getAtIndex(ValueLayout.JAVA_INT, flagWords) : COMPLETE;
    }

    /**
     * Returns where the bitstream of the fetched picture starts.
     *
     * @return bytes from the start of its range
     */
    public long offset() {
        return Integer.toUnsignedLong(result.getAtIndex(ValueLayout.JAVA_INT, 0));
    }

    /**
     * Returns how long the bitstream of the fetched picture is.
     *
     * @return bytes
     */
    public long bytesWritten() {
        return Integer.toUnsignedLong(result.getAtIndex(ValueLayout.JAVA_INT, 1));
    }

    /** Adds what else the fetched picture's feedback tells to the sums of its packet. */
    public void addTo(FeedbackWords sums) {
        sums.add(result);
    }

    @Override
    public void close() {
        closer.close();
    }
}
