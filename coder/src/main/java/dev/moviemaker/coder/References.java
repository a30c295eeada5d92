// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.ReferenceNames;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.coder.block.FrameParameters;
import dev.moviemaker.coder.picture.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The references of one inter frame.
 *
 * @param pictures by reference name (1 to 7); null where the size differs from the frame's, since the coder does not
 *     scale references
 * @param searchedNames the first name of every different picture
 */
@SuppressWarnings("ArrayRecordComponent") // made once per frame, never compared
record References(@Nullable Picture[] pictures, int[] searchedNames) {

    /**
     * Looks up what the header's names stand for, and puts order hints and sign biases into {@code parameters} (5.9.2).
     */
    static References of(PictureRequest request, FrameHeader header, FrameParameters parameters) {
        @Nullable Picture[] pictures = new Picture[ReferenceNames.REFS_PER_FRAME + 1];
        if (header.frameIsIntra()) {
            return new References(pictures, new int[0]);
        }
        int[] names = new int[ReferenceNames.REFS_PER_FRAME];
        int count = 0;
        for (int name = 1; name <= ReferenceNames.REFS_PER_FRAME; name++) {
            int slotIndex = header.referenceNames().refFrameIdx().get(name - 1);
            DecodedReference slot = HeaderRules.reference(request, name, slotIndex);
            int hint = slot.frameHeader().orderHint();
            parameters.orderHints[name] = hint;
            parameters.refFrameSignBias[name] = parameters.relativeDistance(hint, header.orderHint()) > 0;
            Picture picture = slot.reconstruction();
            if (!picture.hasFormatOf(request.source())) {
                continue;
            }
            if (!contains(pictures, picture)) {
                names[count++] = name;
            }
            pictures[name] = picture;
        }
        return new References(pictures, Arrays.copyOf(names, count));
    }

    @SuppressWarnings("ReferenceEquality") // whether it is the same picture, not an equal one
    private static boolean contains(@Nullable Picture[] pictures, Picture picture) {
        for (Picture other : pictures) {
            if (other == picture) {
                return true;
            }
        }
        return false;
    }

    /** The slots as the header writer wants to see them. */
    static ReferenceState stateOf(PictureRequest request) {
        List<dev.moviemaker.bitstream.reference.SavedReference> slots = new ArrayList<>();
        for (DecodedReference slot : request.slots()) {
            slots.add(slot == null ? dev.moviemaker.bitstream.reference.SavedReference.EMPTY : slot.forHeaders());
        }
        return new ReferenceState(slots, 0);
    }
}
