// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.transcode;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The input failed or ended before its end. The output is complete, and contains the frames before that.
 */
public final class IncompleteInputException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient TranscodeResult result;
    private final String reason;

    IncompleteInputException(String reason, String output, TranscodeResult result, @Nullable Throwable cause) {
        super(
                "%s; %s holds the %d frames before that"
                        .formatted(reason, output, result.statistics().framesEncoded()),
                cause);
        this.result = result;
        this.reason = reason;
    }

    /** Returns what is wrong with the input, in one line. */
    public String reason() {
        return reason;
    }

    /** Returns what was converted before. */
    public TranscodeResult result() {
        return result;
    }
}
