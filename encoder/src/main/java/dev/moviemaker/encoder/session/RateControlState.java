// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import dev.moviemaker.encoder.caps.RatePlan;
import org.jspecify.annotations.Nullable;

/**
 * The session's rate-control state in submission order. Every coding scope begins by repeating the state that the scope
 * before left behind (nothing before the first and after none was ever set); what changes is sent inside the scope, and
 * a reset forgets it all, so that it is followed by rate control and quality level in the same command. Pure.
 */
public final class RateControlState {
    private @Nullable RatePlan current;
    private RatePlan wanted;
    private boolean reset = true;

    /** Creates the state of a new session. */
    public RateControlState(RatePlan wanted) {
        this.wanted = wanted;
    }

    /** Changes rate control from the next picture on, without reset and without key frame. */
    public void change(RatePlan plan) {
        wanted = plan;
    }

    /** Has the next scope reset the session: after failures, and at key frames of drivers that need it. */
    public void requestReset() {
        reset = true;
    }

    /**
     * Returns what the next scope's begin must repeat.
     *
     * @return null before anything was set
     */
    public @Nullable RatePlan atBegin() {
        return current;
    }

    /** Returns what is set from the next scope on. */
    public RatePlan wanted() {
        return wanted;
    }

    /** Returns whether the next scope resets the session. */
    public boolean needsReset() {
        return reset;
    }

    /**
     * Returns whether the next scope sends rate control.
     *
     * @return true after a change and with a reset
     */
    public boolean needsRateControl() {
        return reset || !wanted.equals(current);
    }

    /** The scope was recorded. */
    public void recorded() {
        current = wanted;
        reset = false;
    }
}
