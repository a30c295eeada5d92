// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import java.util.List;

/** Whether settings and a device go together. */
public sealed interface PlanResult {

    /** They do. */
    record Planned(SessionPlan plan) implements PlanResult {}

    /** They do not. */
    record Refused(List<String> reasons) implements PlanResult {
        /** Copies the list. */
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}
