// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.transcode;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RecordingStatistics;
import java.util.List;

/**
 * What a conversion came to.
 *
 * @param settings the settings of the recording: those of the input, changed as asked
 * @param statistics the statistics of the recording
 * @param notes what was assumed of the input or could not be read as it is, one sentence each; the warnings of the
 *     recording itself are in the statistics
 * @param stopped whether {@link Transcoder#stop} or an interrupt ended it before the end of the input
 */
public record TranscodeResult(
        EncoderSettings settings, RecordingStatistics statistics, List<String> notes, boolean stopped) {
    /** Copies the list. */
    public TranscodeResult {
        notes = List.copyOf(notes);
    }
}
