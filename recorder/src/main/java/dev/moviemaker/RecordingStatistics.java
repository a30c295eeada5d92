// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.List;
import java.util.Optional;

/**
 * Figures of a recording at one moment.
 *
 * @param framesSubmitted frames handed over
 * @param framesEncoded packets received from the encoder
 * @param framesQueued frames handed over and not yet encoded
 * @param framesDropped frames that {@code MovieMaker.tryEncodeFrame} did not take
 * @param keyFrames key frames among the packets
 * @param bytes of video written
 * @param averageBitrate bits per second of movie time
 * @param framesPerSecond frames encoded per second of recording time
 * @param realtimeFactor movie time encoded per recording time; above 1 is faster than real time
 * @param movieSeconds movie time encoded
 * @param elapsedSeconds recording time
 * @param latency per-frame time from hand-over to packet
 * @param backend name of the backend
 * @param device name of the encoder's device, or of the software encoder
 * @param fallbackReason why a software encoder is used although hardware was asked for
 * @param notes how it is encoded, where there was a choice
 * @param warnings what could not be honoured as asked
 */
public record RecordingStatistics(
        long framesSubmitted,
        long framesEncoded,
        long framesQueued,
        long framesDropped,
        long keyFrames,
        long bytes,
        double averageBitrate,
        double framesPerSecond,
        double realtimeFactor,
        double movieSeconds,
        double elapsedSeconds,
        Latency latency,
        String backend,
        String device,
        Optional<String> fallbackReason,
        List<String> notes,
        List<String> warnings) {

    /** Copies the lists. */
    public RecordingStatistics {
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Figures before anything is recorded.
     *
     * @param backend its name
     * @return all zero
     */
    public static RecordingStatistics none(String backend) {
        return new RecordingStatistics(
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                new Latency(0, 0, 0, 0),
                backend,
                "",
                Optional.empty(),
                List.of(),
                List.of());
    }

    /**
     * Distribution of per-frame times, to within 1 %.
     *
     * @param p50Nanos half of the frames took at most this
     * @param p95Nanos 95 % did
     * @param p99Nanos 99 % did
     * @param maxNanos the slowest frame
     */
    public record Latency(long p50Nanos, long p95Nanos, long p99Nanos, long maxNanos) {}
}
