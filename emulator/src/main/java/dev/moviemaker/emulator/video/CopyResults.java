// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.emulator.objects.Copies;
import dev.moviemaker.emulator.objects.Operation;
import dev.moviemaker.emulator.objects.Tracked;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * vkCmdCopyQueryPoolResults of a feedback pool.
 *
 * @param offset of the first query's results in it
 * @param stride from one query's results to the next
 */
public record CopyResults(FeedbackPool pool, int first, int count, long buffer, long offset, long stride, int flags)
        implements Operation {
    private static final int TAIL =
            Vulkan.VK_QUERY_RESULT_WITH_STATUS_BIT_KHR() | Vulkan.VK_QUERY_RESULT_WITH_AVAILABILITY_BIT();

    @Override
    public boolean needsBase() {
        return true;
    }

    @Override
    public void addUses(List<Tracked> uses) {
        uses.add(pool);
    }

    @Override
    public void run(Copies copies) {
        // Whatever it could wait for stands before it in the same queue.
        int asked = flags & ~Vulkan.VK_QUERY_RESULT_WAIT_BIT();
        int bytes = pool.bytes(flags);
        int word = (flags & Vulkan.VK_QUERY_RESULT_64_BIT()) != 0 ? Long.BYTES : Integer.BYTES;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocate(Math.max(1, bytes), Long.BYTES);
            for (int i = 0; i < count; i++) {
                int result = pool.results(first + i, 1, data, bytes, asked);
                if (result < 0) {
                    return;
                }
                // If a query is not available, only that is written.
                boolean told = result == 0 || (flags & Vulkan.VK_QUERY_RESULT_PARTIAL_BIT()) != 0;
                int start = told ? 0 : bytes - ((flags & TAIL) != 0 ? word : 0);
                copies.writeBuffer(
                        buffer,
                        offset + i * stride + start,
                        data.asSlice(start, bytes - start).toArray(ValueLayout.JAVA_BYTE));
            }
        }
    }
}
