// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of a recording at one moment. Immutable. Bitrates are in bits per second and frame rates in frames per
 * second.
 */
public final class RecordingStatistics {
    private final long framesSubmitted;
    private final long framesEncoded;
    private final long framesQueued;
    private final long framesDropped;
    private final long framesDuplicated;
    private final long samplesClamped;
    private final long keyFrames;
    private final long bytes;
    private final double averageBitrate;
    private final double framesPerSecond;
    private final double realtimeFactor;
    private final Duration movieTime;
    private final Duration elapsedTime;
    private final Latency latency;
    private final Optional<LiveStatistics> live;
    private final String backend;
    private final String device;
    private final Optional<String> fallbackReason;
    private final List<String> notes;
    private final List<String> warnings;

    private RecordingStatistics(Builder from) {
        framesSubmitted = from.framesSubmitted;
        framesEncoded = from.framesEncoded;
        framesQueued = from.framesQueued;
        framesDropped = from.framesDropped;
        framesDuplicated = from.framesDuplicated;
        samplesClamped = from.samplesClamped;
        keyFrames = from.keyFrames;
        bytes = from.bytes;
        averageBitrate = from.averageBitrate;
        framesPerSecond = from.framesPerSecond;
        realtimeFactor = from.realtimeFactor;
        movieTime = from.movieTime;
        elapsedTime = from.elapsedTime;
        latency = from.latency;
        live = from.live;
        backend = from.backend;
        device = from.device;
        fallbackReason = from.fallbackReason;
        notes = List.copyOf(from.notes);
        warnings = List.copyOf(from.warnings);
    }

    /**
     * Returns a new builder with all numbers zero, for backends of other modules.
     *
     * @param backend the name of the backend
     * @return the builder
     */
    public static Builder builder(String backend) {
        return new Builder(backend);
    }

    /**
     * Returns the statistics before anything has been recorded.
     *
     * @param backend the name of the backend
     * @return statistics with all numbers zero
     */
    public static RecordingStatistics none(String backend) {
        return builder(backend).build();
    }

    /** Returns the number of frames handed over. */
    public long framesSubmitted() {
        return framesSubmitted;
    }

    /** Returns the number of packets that the encoder has delivered. */
    public long framesEncoded() {
        return framesEncoded;
    }

    /** Returns the number of frames handed over but not yet encoded. */
    public long framesQueued() {
        return framesQueued;
    }

    /**
     * Returns the number of frames that are not in the movie: those that {@code MovieMaker.tryRecord} did not accept
     * and, at a {@linkplain EncoderSettings#constantFrameRate() constant frame rate}, those that the next one followed
     * too early.
     */
    public long framesDropped() {
        return framesDropped;
    }

    /**
     * Returns how often a frame was repeated because the next one came too late, at a
     * {@linkplain EncoderSettings#constantFrameRate() constant frame rate}.
     */
    public long framesDuplicated() {
        return framesDuplicated;
    }

    /**
     * Returns the number of samples of sound that were changed because no codec takes them: no numbers, or far beyond
     * full scale.
     */
    public long samplesClamped() {
        return samplesClamped;
    }

    /** Returns the number of key frames among the packets. */
    public long keyFrames() {
        return keyFrames;
    }

    /** Returns the number of bytes of video written. */
    public long bytes() {
        return bytes;
    }

    /** Returns the average bitrate of the movie in bits per second. */
    public double averageBitrate() {
        return averageBitrate;
    }

    /** Returns the number of frames encoded per second of elapsed time. */
    public double framesPerSecond() {
        return framesPerSecond;
    }

    /** Returns the encoded movie time divided by the elapsed time; above 1 is faster than real time. */
    public double realtimeFactor() {
        return realtimeFactor;
    }

    /** Returns the duration of the movie encoded so far. */
    public Duration movieTime() {
        return movieTime;
    }

    /** Returns how long the recording has been running. */
    public Duration elapsedTime() {
        return elapsedTime;
    }

    /** Returns the time from the hand-over of a frame to its packet. */
    public Latency latency() {
        return latency;
    }

    /** Returns how sending goes, if the recording goes to a {@link LiveOutput}. */
    public Optional<LiveStatistics> live() {
        return live;
    }

    /** Returns the name of the backend. */
    public String backend() {
        return backend;
    }

    /** Returns the name of the device that encodes, or of the software encoder. */
    public String device() {
        return device;
    }

    /** Returns why a software encoder is used although hardware was requested. */
    public Optional<String> fallbackReason() {
        return fallbackReason;
    }

    /** Returns what the encoder decided where it had a choice. */
    public List<String> notes() {
        return notes;
    }

    /** Returns what could not be done as requested. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * The distribution of the latency of frames, accurate to 1 %.
     *
     * @param p50 the median
     * @param p95 the 95th percentile
     * @param p99 the 99th percentile
     * @param max the maximum
     */
    public record Latency(Duration p50, Duration p95, Duration p99, Duration max) {
        /** The distribution of no frames. */
        public static final Latency NONE = new Latency(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** Returns all values by name, in a fixed order. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("framesSubmitted", framesSubmitted);
        map.put("framesEncoded", framesEncoded);
        map.put("framesQueued", framesQueued);
        map.put("framesDropped", framesDropped);
        map.put("framesDuplicated", framesDuplicated);
        map.put("samplesClamped", samplesClamped);
        map.put("keyFrames", keyFrames);
        map.put("bytes", bytes);
        map.put("averageBitrate", averageBitrate);
        map.put("framesPerSecond", framesPerSecond);
        map.put("realtimeFactor", realtimeFactor);
        map.put("movieTime", movieTime);
        map.put("elapsedTime", elapsedTime);
        map.put("latency", latency);
        map.put("live", live);
        map.put("backend", backend);
        map.put("device", device);
        map.put("fallbackReason", fallbackReason);
        map.put("notes", notes);
        map.put("warnings", warnings);
        return Collections.unmodifiableMap(map);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordingStatistics that && asMap().equals(that.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return "RecordingStatistics" + asMap();
    }

    /** Builds {@link RecordingStatistics}. Not thread-safe. */
    public static final class Builder {
        private long framesSubmitted;
        private long framesEncoded;
        private long framesQueued;
        private long framesDropped;
        private long framesDuplicated;
        private long samplesClamped;
        private long keyFrames;
        private long bytes;
        private double averageBitrate;
        private double framesPerSecond;
        private double realtimeFactor;
        private Duration movieTime = Duration.ZERO;
        private Duration elapsedTime = Duration.ZERO;
        private Latency latency = Latency.NONE;
        private Optional<LiveStatistics> live = Optional.empty();
        private final String backend;
        private String device = "";
        private Optional<String> fallbackReason = Optional.empty();
        private List<String> notes = List.of();
        private List<String> warnings = List.of();

        private Builder(String backend) {
            this.backend = backend;
        }

        /** Sets {@link RecordingStatistics#framesSubmitted()}. */
        public Builder framesSubmitted(long value) {
            framesSubmitted = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#framesEncoded()}. */
        public Builder framesEncoded(long value) {
            framesEncoded = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#framesQueued()}. */
        public Builder framesQueued(long value) {
            framesQueued = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#framesDropped()}. */
        public Builder framesDropped(long value) {
            framesDropped = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#framesDuplicated()}. */
        public Builder framesDuplicated(long value) {
            framesDuplicated = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#samplesClamped()}. */
        public Builder samplesClamped(long value) {
            samplesClamped = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#keyFrames()}. */
        public Builder keyFrames(long value) {
            keyFrames = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#bytes()}. */
        public Builder bytes(long value) {
            bytes = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#averageBitrate()}. */
        public Builder averageBitrate(double value) {
            averageBitrate = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#framesPerSecond()}. */
        public Builder framesPerSecond(double value) {
            framesPerSecond = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#realtimeFactor()}. */
        public Builder realtimeFactor(double value) {
            realtimeFactor = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#movieTime()}. */
        public Builder movieTime(Duration value) {
            movieTime = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#elapsedTime()}. */
        public Builder elapsedTime(Duration value) {
            elapsedTime = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#latency()}. */
        public Builder latency(Latency value) {
            latency = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#live()}. */
        public Builder live(Optional<LiveStatistics> value) {
            live = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#device()}. */
        public Builder device(String value) {
            device = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#fallbackReason()}. */
        public Builder fallbackReason(Optional<String> value) {
            fallbackReason = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#notes()}. */
        public Builder notes(List<String> value) {
            notes = value;
            return this;
        }

        /** Sets {@link RecordingStatistics#warnings()}. */
        public Builder warnings(List<String> value) {
            warnings = value;
            return this;
        }

        /** Returns the statistics. Later changes to this builder do not affect them. */
        public RecordingStatistics build() {
            return new RecordingStatistics(this);
        }
    }
}
