// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.gop;

/**
 * The rules a planner follows: what is wished and what the device can.
 *
 * @param keyframeInterval frames from one key frame to the next, at least 1
 * @param miniGopSize frames from one anchor to the next: 1 (every picture is predicted from the past, lowest delay), 2,
 *     4 or 8
 * @param goldenInterval frames between refreshes of the GOLDEN reference, 1 to {@value #MAX_GOLDEN_INTERVAL}
 * @param heldPictures different pictures that may be held as references at once, 1 to 8: one less than the device's DPB
 *     slots
 * @param activeReferences different pictures one picture may refer to, at least 1
 * @param singleNames mask of the names usable with {@link PredictionMode#SINGLE_REFERENCE}; must have LAST
 * @param unidirectionalNames mask for {@link PredictionMode#UNIDIRECTIONAL_COMPOUND}; 0 where the device has none
 * @param bidirectionalNames mask for {@link PredictionMode#BIDIRECTIONAL_COMPOUND}; 0 where the device has none
 * @param temporalLayers 1 to 3; with more than 1 every picture is predicted from the past, and none from a higher layer
 */
public record GopStructure(
        int keyframeInterval,
        int miniGopSize,
        int goldenInterval,
        int heldPictures,
        int activeReferences,
        int singleNames,
        int unidirectionalNames,
        int bidirectionalNames,
        int temporalLayers) {

    /** Keeps order-hint distances below half of the 8-bit range. */
    public static final int MAX_GOLDEN_INTERVAL = 64;

    private static final int PAST = ReferenceName.LAST.bit()
            | ReferenceName.LAST2.bit()
            | ReferenceName.LAST3.bit()
            | ReferenceName.GOLDEN.bit();

    /** Checks the ranges and that the references suffice for the mini-GOP. */
    public GopStructure {
        require("keyframeInterval", keyframeInterval, 1, Integer.MAX_VALUE);
        require("goldenInterval", goldenInterval, 1, MAX_GOLDEN_INTERVAL);
        require("heldPictures", heldPictures, 1, ReferenceSlot.COUNT);
        require("activeReferences", activeReferences, 1, ReferenceName.COUNT);
        if (miniGopSize != 1 && miniGopSize != 2 && miniGopSize != 4 && miniGopSize != 8) {
            throw new IllegalArgumentException("miniGopSize: %d given, 1, 2, 4 or 8 allowed".formatted(miniGopSize));
        }
        if ((singleNames & ReferenceName.LAST.bit()) == 0) {
            throw new IllegalArgumentException("singleNames: mask %#x given, LAST needed".formatted(singleNames));
        }
        require("temporalLayers", temporalLayers, 1, 3);
        if (temporalLayers > 1) {
            require("miniGopSize of temporal layers", miniGopSize, 1, 1);
            require("heldPictures of temporal layers", heldPictures, temporalLayers - 1, ReferenceSlot.COUNT);
        }
        if (miniGopSize > 1) {
            if ((bidirectionalNames & PAST) == 0 || (bidirectionalNames & ~PAST) == 0) {
                throw new IllegalArgumentException(
                        "bidirectionalNames: mask %#x given; miniGopSize %d needs a name of each direction"
                                .formatted(bidirectionalNames, miniGopSize));
            }
            require("heldPictures for B pictures", heldPictures, 2, ReferenceSlot.COUNT);
            require("activeReferences for B pictures", activeReferences, 2, ReferenceName.COUNT);
        }
    }

    /**
     * Levels of hidden B pictures inside a mini-GOP that the held pictures allow; without them the B pictures between
     * two anchors refer to the anchors only.
     *
     * @return 0 to 2
     */
    public int pyramidLevels() {
        int wished = Integer.numberOfTrailingZeros(miniGopSize) - 1;
        return Math.max(0, Math.min(wished, heldPictures - 2));
    }

    /** Returns whether one of the held pictures is kept as GOLDEN. */
    public boolean hasGolden() {
        int busy = miniGopSize == 1 ? 1 : 2 + pyramidLevels();
        return temporalLayers == 1
                && heldPictures > busy
                && activeReferences > 1
                && (singleNames & ReferenceName.GOLDEN.bit()) != 0;
    }

    private static void require(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("%s: %d given, %d to %d allowed".formatted(field, value, min, max));
        }
    }
}
