// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import java.util.stream.IntStream;

/**
 * One of Vulkan's places for reconstructed pictures. Not a {@link dev.moviemaker.encoder.gop.ReferenceSlot}, which is
 * one of AV1's: several of those may name one picture.
 *
 * @param index 0 to 16
 */
public record DpbSlot(int index) {

    /** More than any plan has. */
    static final int MAX_COUNT = 17;

    private static final DpbSlot[] ALL =
            IntStream.range(0, MAX_COUNT).mapToObj(DpbSlot::new).toArray(DpbSlot[]::new);

    /** Checks the range. */
    public DpbSlot {
        if (index < 0 || index >= MAX_COUNT) {
            throw new IllegalArgumentException("DPB slot: %d given, 0 to %d allowed".formatted(index, MAX_COUNT - 1));
        }
    }

    /**
     * Returns the slot of an index, always the same object.
     *
     * @param index 0 to 16
     */
    public static DpbSlot of(int index) {
        return ALL[index];
    }
}
