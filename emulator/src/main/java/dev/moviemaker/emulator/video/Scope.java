// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A coding scope while it is recorded, and again while it is carried out. */
public final class Scope {
    private final EmulatedSession session;
    private final @Nullable EmulatedParameters parameters;
    private final List<SlotUse> slots;
    private final @Nullable EmulatedRateState rateControl;
    private EncodeRequest.@Nullable Query query;
    private boolean resent;

    Scope(
            EmulatedSession session,
            @Nullable EmulatedParameters parameters,
            List<SlotUse> slots,
            @Nullable EmulatedRateState rateControl) {
        this.session = session;
        this.parameters = parameters;
        this.slots = slots;
        this.rateControl = rateControl;
    }

    /** The session. */
    public EmulatedSession session() {
        return session;
    }

    @Nullable
    EmulatedParameters parameters() {
        return parameters;
    }

    List<SlotUse> slots() {
        return slots;
    }

    @Nullable
    EmulatedRateState rateControl() {
        return rateControl;
    }

    EncodeRequest.@Nullable Query query() {
        return query;
    }

    /** Begins or ends a query while recording. */
    public void query(@Nullable FeedbackPool pool, int index) {
        query = pool == null ? null : new EncodeRequest.Query(pool, index);
    }

    /** Whether a query is active. */
    public boolean hasQuery() {
        return query != null;
    }

    /** Takes note that reset, rate control and quality level were sent together in this scope. */
    void everythingSent() {
        resent = true;
    }

    boolean wasEverythingSent() {
        return resent;
    }

    /** Whether the scope has this picture. */
    boolean binds(@Nullable Resource resource) {
        for (SlotUse slot : slots) {
            Resource bound = slot.resource();
            if (bound != null && resource != null && bound.isSamePicture(resource)) {
                return true;
            }
        }
        return false;
    }
}
