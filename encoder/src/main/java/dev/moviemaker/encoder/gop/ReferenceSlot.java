// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.gop;

import java.util.stream.IntStream;

/**
 * One of the eight places where AV1's decoding model keeps pictures (AV1 7.20). Not a Vulkan DPB slot.
 *
 * @param index 0 to 7
 */
public record ReferenceSlot(int index) {

    /** Number of slots ({@code NUM_REF_FRAMES}). */
    public static final int COUNT = 8;

    private static final ReferenceSlot[] ALL =
            IntStream.range(0, COUNT).mapToObj(ReferenceSlot::new).toArray(ReferenceSlot[]::new);

    /** Checks the range. */
    public ReferenceSlot {
        if (index < 0 || index >= COUNT) {
            throw new IllegalArgumentException("reference slot: %d given, 0 to 7 allowed".formatted(index));
        }
    }

    /**
     * Returns the slot of an index, always the same object.
     *
     * @param index 0 to 7
     */
    public static ReferenceSlot of(int index) {
        return ALL[index];
    }
}
