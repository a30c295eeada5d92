package dev.moviemaker.encoder.caps;

import java.util.List;

/** Whether settings and a device go together. */
public sealed interface PlanResult {

    /**
     * They do.
     *
     * @param plan how
     */
    record Planned(SessionPlan plan) implements PlanResult {}

    /**
     * They do not.
     *
     * @param reasons all there are, one sentence each
     */
    record Refused(List<String> reasons) implements PlanResult {
        /** Copies the list. */
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}
