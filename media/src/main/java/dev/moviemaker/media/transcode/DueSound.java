// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.transcode;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.media.input.AudioInfo;
import dev.moviemaker.media.input.MovieInput;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands out as much of each track's sound as belongs to the pictures that are asked for. Where only the pictures tell
 * how long they last, sound that comes before them waits here.
 */
final class DueSound {
    private final List<Track> tracks = new ArrayList<>();
    private double endSeconds;
    private boolean isLast;

    /**
     * Sound that is not due yet.
     *
     * @param sounds the format of each track
     */
    DueSound(List<AudioInfo> sounds) {
        sounds.forEach(sound -> tracks.add(new Track(sound.sampleRate())));
    }

    /**
     * Says up to which time sound is due.
     *
     * @param last whether it will never be due beyond that, so that what comes after it is dropped
     */
    void dueUntil(double seconds, boolean last) {
        endSeconds = seconds;
        isLast = last;
    }

    /** Whether a track has delivered less than is due. */
    boolean isMissing() {
        return tracks.stream().anyMatch(track -> track.missing() > 0);
    }

    /** Takes a block, whose memory must stay as it is. */
    void add(AudioBlock block, int track) {
        tracks.get(track).waiting.add(block);
    }

    /** The next block that is due, cut where the sound that is due ends; null if there is none so far. */
    MovieInput.Item.@Nullable Sound poll() {
        for (int i = 0; i < tracks.size(); i++) {
            AudioBlock due = tracks.get(i).poll();
            if (due != null) {
                return new MovieInput.Item.Sound(due, i);
            }
        }
        return null;
    }

    private final class Track {
        private final int sampleRate;
        private final Deque<AudioBlock> waiting = new ArrayDeque<>();
        private long taken;

        Track(int sampleRate) {
            this.sampleRate = sampleRate;
        }

        long missing() {
            return Math.round(endSeconds * sampleRate) - taken;
        }

        @Nullable
        AudioBlock poll() {
            AudioBlock next = waiting.peek();
            if (next == null || (missing() < next.frames() && !isLast)) {
                return null;
            }
            waiting.remove();
            long frames = Math.clamp(missing(), 0, next.frames());
            if (frames == 0) {
                waiting.clear();
                return null;
            }
            taken += frames;
            return frames == next.frames() ? next : first(next, frames);
        }

        private static AudioBlock first(AudioBlock block, long frames) {
            MemorySegment data = block.data()
                    .asSlice(0, frames * block.channels() * block.sampleFormat().bytes());
            return new AudioBlock(data, block.sampleFormat(), block.sampleRate(), block.channels());
        }
    }
}
