package dev.moviemaker.encoder.session;

import dev.moviemaker.encoder.caps.SessionPlan;

/**
 * What a recorder needs of a session.
 *
 * @param plan decisions
 * @param sequence the driver's sequence
 * @param session video session
 * @param parameters session parameters
 * @param images DPB images
 * @param queries feedback queries
 */
record CodingObjects(
        SessionPlan plan,
        SequenceFacts sequence,
        VideoSession session,
        SessionParameters parameters,
        DpbImages images,
        FeedbackQueries queries) {}
