// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.encoder.gop.PictureKind;
import dev.moviemaker.encoder.gop.PicturePlan;
import dev.moviemaker.encoder.gop.ReferenceSlot;
import dev.moviemaker.encoder.session.EncodeSlot;
import org.jspecify.annotations.Nullable;

/** A picture under way, or one to be shown when its turn comes. Filled again and again. */
final class PictureInFlight {
    @Nullable
    EncodeSlot slot;

    @Nullable
    ReferenceSlot showExisting;

    long submission;
    long frame;
    long pts;
    long duration;
    boolean key;
    boolean shown;
    int temporalLayer;

    void encode(PicturePlan picture, EncodeSlot newSlot, long newSubmission) {
        slot = newSlot;
        showExisting = null;
        submission = newSubmission;
        frame = picture.frameNumber();
        key = picture.kind() == PictureKind.KEY;
        shown = picture.shown();
        temporalLayer = picture.temporalLayer();
    }

    /** When its frame is shown and for how long, in units of the time base. */
    void times(long newPts, long newDuration) {
        pts = newPts;
        duration = newDuration;
    }

    void show(PicturePlan picture) {
        slot = null;
        showExisting = picture.showExistingSlot();
        submission = 0;
        frame = picture.frameNumber();
        key = false;
        shown = true;
        temporalLayer = 0;
    }
}
