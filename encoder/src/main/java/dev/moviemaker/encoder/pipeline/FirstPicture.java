// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import dev.moviemaker.bitstream.obu.StreamParser;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.session.HeaderCheck;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;

/**
 * Reads the first picture's header to tell what the driver coded otherwise than asked: the one thing that only a
 * picture shows is tiles, and they stay as they are. What is wrong with a stream is not looked for here; that is the
 * self-test's.
 */
final class FirstPicture {
    private static final System.Logger LOG = System.getLogger(FirstPicture.class.getName());

    private final SessionPlan plan;
    private final Consumer<String> warnings;
    private boolean seen;

    FirstPicture(SessionPlan plan, Consumer<String> warnings) {
        this.plan = plan;
        this.warnings = warnings;
    }

    /** Looks at a temporal unit; at the first only. */
    void look(TemporalUnit unit) {
        if (seen) {
            return;
        }
        seen = true;
        for (UncompressedHeader header : new StreamParser()
                .parse(unit.data().toArray(ValueLayout.JAVA_BYTE))
                .frameHeaders()) {
            if (header instanceof FrameHeader frame) {
                HeaderCheck.tileDifference(frame, plan).ifPresent(warning -> {
                    LOG.log(System.Logger.Level.WARNING, warning);
                    warnings.accept(warning);
                });
                return;
            }
        }
    }
}
