// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Rational;
import dev.moviemaker.RunningRecording;
import dev.moviemaker.trace.Loggers;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts blocks of sound that have times of their own where they belong in their track, with silence before them or
 * without what overlaps. One thread at a time.
 */
final class SoundTimes {
    /** Clocks jitter: less than this is no gap. */
    private static final double TOLERANCE_SECONDS = 0.02;

    private static final class Track {
        private long frames;
        private boolean told;
        /** The next block follows the last one before a pause. */
        private boolean closesUp;
        /** Sample frames that pauses took away. */
        private long shift;
    }

    private final Rational timeBase;
    private final Pauses times;
    private final Map<Integer, Track> tracks = new HashMap<>();

    /** Of a recording that has just started. */
    SoundTimes(EncoderSettings settings, Pauses times) {
        timeBase = settings.timeBase();
        this.times = times;
    }

    void resume() {
        tracks.values().forEach(track -> track.closesUp = true);
    }

    void record(RunningRecording recording, AudioBlock block, int index) {
        Track track = tracks.computeIfAbsent(index, number -> new Track());
        AudioBlock rest = block.pts() == AudioBlock.FOLLOWS ? block : placed(recording, block, track, index);
        if (rest.frames() > 0 || block.frames() == 0) {
            recording.record(rest, index);
            track.frames += rest.frames();
        }
    }

    /** The part of a block that is recorded, after any silence before it. */
    private AudioBlock placed(RunningRecording recording, AudioBlock block, Track track, int index) {
        Rational sample = new Rational(1, block.sampleRate());
        long at = timeBase.rescale(block.pts() - times.origin(block.pts()), sample) - track.shift;
        long gap = at - track.frames;
        if (track.closesUp) {
            track.closesUp = false;
            track.shift += gap;
            return block;
        }
        boolean first = track.frames == 0;
        if (gap == 0 || (!first && Math.abs(gap) < TOLERANCE_SECONDS * block.sampleRate())) {
            return block;
        }
        tell(track, index, first, gap, block);
        for (long left = gap; left > 0; ) {
            AudioBlock silence = silence(block, Math.min(left, block.sampleRate()));
            recording.record(silence, index);
            track.frames += silence.frames();
            left -= silence.frames();
        }
        return gap > 0 ? block : without(block, Math.min(-gap, block.frames()));
    }

    private static void tell(Track track, int index, boolean first, long gap, AudioBlock block) {
        if (!first && !track.told) {
            track.told = true;
            Loggers.RECORDING.log(
                    System.Logger.Level.WARNING,
                    "sound track %d: by its times %d ms %s; so it is corrected from here on"
                            .formatted(
                                    index,
                                    Math.abs(gap) * 1000 / block.sampleRate(),
                                    gap > 0 ? "are missing" : "come twice"));
        }
    }

    private static AudioBlock silence(AudioBlock like, long frames) {
        MemorySegment zeros = MemorySegment.ofArray(
                new byte
                        [Math.toIntExact(
                                frames * like.channels() * like.sampleFormat().bytes())]);
        return new AudioBlock(zeros, like.sampleFormat(), like.sampleRate(), like.channels());
    }

    private static AudioBlock without(AudioBlock block, long frames) {
        MemorySegment rest = block.data()
                .asSlice(frames * block.channels() * block.sampleFormat().bytes());
        return new AudioBlock(rest, block.sampleFormat(), block.sampleRate(), block.channels());
    }
}
