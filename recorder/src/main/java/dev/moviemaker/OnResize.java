// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

/** What a recording does with frames of another size than its own, such as those of a window that was resized. */
public enum OnResize {
    /** The frame is refused with an {@link IllegalArgumentException}, and the recording continues without it. */
    REFUSE,
    /**
     * The frame is scaled to the size of the recording. It keeps its proportions and is centred on black. Frames in
     * memory only; they must have no {@link QualityMap}.
     */
    SCALE
}
