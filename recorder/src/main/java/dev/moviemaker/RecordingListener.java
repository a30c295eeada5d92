// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.nio.file.Path;

/**
 * Is told how recordings go, for a progress bar or for metrics. Add one with
 * {@link dev.moviemaker.recorder.MovieMaker#addListener}.
 *
 * <p>A thread of the listener's own looks at the statistics at an interval and calls the methods here, so nothing is
 * added to a frame's way and a slow listener delays only itself. Calls come up to an interval late: {@code started},
 * then the others in the order of their numbers, and exactly one of {@code finished}, {@link #failed} and
 * {@link #cancelled} at the end. Calls of one recording and of the next never overlap.
 *
 * <p>What a method throws is logged once and has no other effect.
 */
public interface RecordingListener {

    /**
     * A recording has started.
     *
     * @param output the file that it will be, as given to {@code MovieMaker.start}
     */
    default void started(Path output) {}

    /**
     * A recording has started. The default implementation calls {@link #started(Path)} if it is one to a file.
     *
     * @param output where it goes
     */
    default void started(Output output) {
        if (output instanceof Output.File file) {
            started(file.path());
        } else if (output instanceof Output.Tapped tapped) {
            started(tapped.output());
        }
    }

    /**
     * The encoder has delivered its first packet.
     *
     * @param statistics as of now; {@link RecordingStatistics#elapsedTime()} is at most an interval too long
     */
    default void firstPacket(RecordingStatistics statistics) {}

    /**
     * The encoder has delivered a key frame.
     *
     * @param number counts key frames, from 1
     */
    default void keyFrame(long number) {}

    /**
     * {@code MovieMaker.tryRecord} has dropped a frame.
     *
     * @param number counts dropped frames, from 1
     */
    default void frameDropped(long number) {}

    /**
     * Packets came since the last call, an interval ago or at the end.
     *
     * @param statistics as of now
     */
    default void progress(RecordingStatistics statistics) {}

    /**
     * The recording is complete and its file has its name.
     *
     * @param output the file
     * @param statistics of the whole recording
     */
    default void finished(Path output, RecordingStatistics statistics) {}

    /**
     * The recording is complete. The default implementation calls {@link #finished(Path, RecordingStatistics)} if it
     * was one to a file.
     *
     * @param output where it went
     * @param statistics of the whole recording
     */
    default void finished(Output output, RecordingStatistics statistics) {
        if (output instanceof Output.File file) {
            finished(file.path(), statistics);
        } else if (output instanceof Output.Tapped tapped) {
            finished(tapped.output(), statistics);
        }
    }

    /**
     * The recording has ended without being complete: by an error, or because the movie maker was closed.
     *
     * @param cause the error
     * @param statistics of what was recorded
     */
    default void failed(Throwable cause, RecordingStatistics statistics) {}

    /**
     * The recording was cancelled and its file deleted.
     *
     * @param statistics of what had been recorded
     */
    default void cancelled(RecordingStatistics statistics) {}
}
