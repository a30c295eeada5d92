// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_FEEDBACK_AVERAGE_QUANTIZATION_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_FEEDBACK_INTER_PIXELS_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_FEEDBACK_INTRA_PIXELS_BIT_KHR;

import dev.moviemaker.PictureFeedback;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Sums of what feedback queries tell of the pictures of a packet beyond the place of their bitstreams: a word for each
 * flag, in the order of the bits. Filled by one thread; allocates only where it is asked for the sums.
 */
public final class FeedbackWords {
    private static final int NOT_TOLD = -1;

    private final int qIndexAt;
    private final int intraAt;
    private final int interAt;
    private long qIndexes;
    private long intra;
    private long inter;
    private int pictures;

    /**
     * Of queries with these flags.
     *
     * @param flags of the query pool
     */
    public FeedbackWords(int flags) {
        qIndexAt = place(flags, VK_VIDEO_ENCODE_FEEDBACK_AVERAGE_QUANTIZATION_BIT_KHR());
        intraAt = place(flags, VK_VIDEO_ENCODE_FEEDBACK_INTRA_PIXELS_BIT_KHR());
        interAt = place(flags, VK_VIDEO_ENCODE_FEEDBACK_INTER_PIXELS_BIT_KHR());
    }

    private static int place(int flags, int flag) {
        return (flags & flag) == 0 ? NOT_TOLD : Integer.bitCount(flags & (flag - 1));
    }

    /** A packet begins. */
    public void clear() {
        qIndexes = 0;
        intra = 0;
        inter = 0;
        pictures = 0;
    }

    /** Adds the words of a picture. */
    void add(MemorySegment words) {
        pictures++;
        qIndexes += qIndexAt == NOT_TOLD ? 0 : words.getAtIndex(ValueLayout.JAVA_INT, qIndexAt);
        intra += intraAt == NOT_TOLD ? 0 : Integer.toUnsignedLong(words.getAtIndex(ValueLayout.JAVA_INT, intraAt));
        inter += interAt == NOT_TOLD ? 0 : Integer.toUnsignedLong(words.getAtIndex(ValueLayout.JAVA_INT, interAt));
    }

    /** What was told of the packet's pictures. */
    public PictureFeedback sums() {
        if (pictures == 0 || (qIndexAt & intraAt & interAt) == NOT_TOLD) {
            return PictureFeedback.NONE;
        }
        return new PictureFeedback(
                qIndexAt == NOT_TOLD
                        ? OptionalInt.empty()
                        : OptionalInt.of((int) Math.round((double) qIndexes / pictures)),
                intraAt == NOT_TOLD ? OptionalLong.empty() : OptionalLong.of(intra),
                interAt == NOT_TOLD ? OptionalLong.empty() : OptionalLong.of(inter));
    }
}
