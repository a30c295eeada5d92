// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

/**
 * {@code VkVideoEncodeIntraRefreshCapabilitiesKHR}.
 *
 * @param modes mode bits; none where the driver has no intra refresh
 * @param maxCycleDuration most pictures until everything is refreshed
 * @param maxActiveReferences most references of a picture of which a part is refreshed
 * @param partitionIndependent whether regions go with any tiles
 * @param nonRectangular whether regions need not be rectangles
 */
public record IntraRefreshLimits(
        int modes,
        int maxCycleDuration,
        int maxActiveReferences,
        boolean partitionIndependent,
        boolean nonRectangular) {

    /** No intra refresh. */
    public static final IntraRefreshLimits NONE = new IntraRefreshLimits(0, 0, 0, false, false);
}
