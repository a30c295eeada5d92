// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.coder.PictureFigures;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.EmulatedVideoProfile;
import dev.moviemaker.emulator.objects.Tracked;
import dev.moviemaker.emulator.profile.Feedback;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** A pool of encode feedback queries. */
public final class FeedbackPool extends Tracked {
    private final int flags;
    private final EmulatedVideoProfile profile;
    private final @Nullable Values[] values;
    private final boolean[] ready;

    /**
     * What one query holds.
     *
     * @param bytes        bytes written
     * @param hasOverrides whether headers differ from what was asked
     * @param figures      what became of the picture's samples
     * @param partitions   tiles
     */
    public record Values(
            int offset, int bytes, boolean hasOverrides, PictureFigures figures, int partitions, int status) {

        /** Of a picture that failed. */
        static Values failed(int status) {
            return new Values(0, 0, false, NONE, 0, status);
        }

        /** The word of a flag. */
        private int word(Feedback flag) {
            return switch (flag) {
                case BITSTREAM_BUFFER_OFFSET -> offset;
                case BITSTREAM_BYTES_WRITTEN -> bytes;
                case BITSTREAM_HAS_OVERRIDES -> hasOverrides ? 1 : 0;
                case AVERAGE_QUANTIZATION -> figures.averageQIndex();
                case MIN_QUANTIZATION -> figures.minQIndex();
                case MAX_QUANTIZATION -> figures.maxQIndex();
                case INTRA_PIXELS -> (int) figures.intraPixels();
                case INTER_PIXELS -> (int) figures.interPixels();
                case SKIPPED_PIXELS -> (int) figures.skippedPixels();
                case PICTURE_PARTITION_COUNT -> partitions;
            };
        }
    }

    private static final PictureFigures NONE = new PictureFigures(0, 0, 0, 0, 0, 0);

    /** A pool of {@code count} queries that tell what {@code flags} name. */
    public FeedbackPool(EmulatedDevice device, long handle, int count, int flags, EmulatedVideoProfile profile) {
        super(device, "query pool", handle);
        this.flags = flags;
        this.profile = profile;
        values = new Values[count];
        ready = new boolean[count];
    }

    /** Whether an encode command of a session may use a query; records what is wrong with it. */
    public boolean admits(EmulatedSession session, int query) {
        EmulatedVideoProfile wanted = session.limits().profile();
        // The registry has no way to chain VkVideoEncodeProfileRgbConversionInfoVALVE to a query pool.
        if (!profile.equals(wanted) && !profile.equals(wanted.withoutRgb())) {
            device().violation(Rule.QUERY_SCOPE, "the pool was made for another profile: " + profile);
        }
        if (query < 0 || query >= values.length) {
            device().violation(Rule.QUERY_SCOPE, "query " + query + " of " + values.length);
            return false;
        }
        return true;
    }

    /** Makes queries unavailable and usable. */
    public synchronized void reset(int first, int count) {
        for (int i = first; i < Math.min(values.length, first + count); i++) {
            values[i] = null;
            ready[i] = true;
        }
    }

    /** Takes a query into use. */
    public synchronized void begin(int query) {
        if (!ready[query]) {
            device().violation(Rule.QUERY_NOT_RESET, "query " + query);
        }
        ready[query] = false;
        values[query] = null;
    }

    /** Makes a query available. */
    public synchronized void end(int query, Values result) {
        values[query] = result;
        notifyAll();
    }

    /** Writes results as vkGetQueryPoolResults lays them out. */
    public synchronized int results(int first, int count, MemorySegment data, long stride, int resultFlags) {
        if (first < 0 || first + count > values.length) {
            device().violation(
                            Rule.QUERY_SCOPE,
                            "results of queries " + first + " to " + (first + count - 1) + " of " + values.length);
            return ResultCode.UNKNOWN;
        }
        int result = ResultCode.SUCCESS;
        for (int i = 0; i < count; i++) {
            while ((resultFlags & Vulkan.VK_QUERY_RESULT_WAIT_BIT()) != 0 && values[first + i] == null) {
                if (device().lost()) {
                    return ResultCode.DEVICE_LOST;
                }
                try {
                    wait(20);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return ResultCode.NOT_READY;
                }
            }
            if (values[first + i] == null) {
                result = ResultCode.NOT_READY;
            }
            write(values[first + i], data.asSlice(i * stride), resultFlags);
        }
        return device().lost() ? ResultCode.DEVICE_LOST : result;
    }

    private void write(@Nullable Values value, MemorySegment out, int resultFlags) {
        boolean wide = (resultFlags & Vulkan.VK_QUERY_RESULT_64_BIT()) != 0;
        int at = 0;
        boolean shown = value != null || (resultFlags & Vulkan.VK_QUERY_RESULT_PARTIAL_BIT()) != 0;
        for (Feedback flag : Feedback.values()) {
            if ((flags & flag.bit()) != 0) {
                put(out, at++, value == null ? 0 : value.word(flag), wide, shown);
            }
        }
        if ((resultFlags & Vulkan.VK_QUERY_RESULT_WITH_STATUS_BIT_KHR()) != 0) {
            put(out, at, value == null ? 0 : value.status(), wide, true);
        } else if ((resultFlags & Vulkan.VK_QUERY_RESULT_WITH_AVAILABILITY_BIT()) != 0) {
            put(out, at, value == null ? 0 : 1, wide, true);
        }
    }

    private static void put(MemorySegment out, int index, int word, boolean wide, boolean shown) {
        if (!shown) {
            return;
        }
        if (wide) {
            out.set(ValueLayout.JAVA_LONG_UNALIGNED, 8L * index, word);
        } else {
            out.set(ValueLayout.JAVA_INT_UNALIGNED, 4L * index, word);
        }
    }

    /** Bytes of one query's results. */
    public int bytes(int resultFlags) {
        int tail = Vulkan.VK_QUERY_RESULT_WITH_STATUS_BIT_KHR() | Vulkan.VK_QUERY_RESULT_WITH_AVAILABILITY_BIT();
        int words = Integer.bitCount(flags) + ((resultFlags & tail) != 0 ? 1 : 0);
        return words * ((resultFlags & Vulkan.VK_QUERY_RESULT_64_BIT()) != 0 ? 8 : 4);
    }
}
