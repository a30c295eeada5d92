// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import dev.moviemaker.encoder.caps.SessionPlan;

/** What a recorder needs of a session. */
record CodingObjects(
        SessionPlan plan,
        SequenceFacts sequence,
        VideoSession session,
        SessionParameters parameters,
        DpbImages images,
        FeedbackQueries queries) {}
