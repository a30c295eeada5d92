// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import java.util.ArrayDeque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/**
 * Encoded sound that is kept back because its pictures are not written yet, in order. libavformat would write it after
 * half a second, seconds of the movie before its pictures where an encoder works with a look-ahead, and a player that
 * seeks there would not find it. Owns its packets. Not thread-safe.
 */
final class SoundAhead implements AutoCloseable {
    /** Sound may be written so much ahead of the pictures, as libavformat itself allows. */
    private static final double MOST_SECONDS = 0.5;

    private final ArrayDeque<AVPacket> packets = new ArrayDeque<>();
    private final double secondsPerSample;
    private double picturesEnd;

    /** Sound of so many samples per second. */
    SoundAhead(int sampleRate) {
        secondsPerSample = 1.0 / sampleRate;
    }

    /** Pictures are written up to here. */
    void picturesEnd(double seconds) {
        picturesEnd = Math.max(picturesEnd, seconds);
    }

    /** Whether sound that begins at a sample has to wait. */
    boolean mustWait(long pts) {
        return !packets.isEmpty() || pts * secondsPerSample > picturesEnd + MOST_SECONDS;
    }

    /** Keeps a packet, whose content stays the caller's too. */
    void add(AVPacket packet) {
        AVPacket copy = avcodec.av_packet_clone(packet);
        if (copy == null || copy.isNull()) {
            throw new OutOfMemoryError("no memory for a packet of sound");
        }
        packets.add(copy);
    }

    /**
     * The next packet, which is the caller's to free.
     *
     * @param all also those that are ahead of the pictures
     * @return null if none is due
     */
    @Nullable
    AVPacket poll(boolean all) {
        AVPacket first = packets.peek();
        if (first == null || (!all && first.pts() * secondsPerSample > picturesEnd + MOST_SECONDS)) {
            return null;
        }
        return packets.poll();
    }

    @Override
    public void close() {
        packets.forEach(avcodec::av_packet_free);
        packets.clear();
    }
}
