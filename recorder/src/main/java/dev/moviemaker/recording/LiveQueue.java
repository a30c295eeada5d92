// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.LiveOutput.WhenSlow;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent, at most so many seconds of pictures and of each track of sound. When it is full, those who
 * bring something wait, or all that comes is left out up to the next key frame that finds room. Any thread brings, one
 * takes.
 */
final class LiveQueue {
    private static final double ROUNDING = 1e-6;

    /** Sound comes before its pictures, by as much as the encoder looks ahead. */
    private static final double SOUND_MORE = 8;

    private final double mostSeconds;
    private final boolean drops;
    private final Deque<LiveItem> items = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private double pictureSeconds;
    private double soundSeconds;
    private boolean untilKeyFrame;
    private long dropped;
    private boolean ended;
    private @Nullable IOException failure;

    /** Holds so many seconds. */
    LiveQueue(double mostSeconds, WhenSlow whenSlow) {
        this.mostSeconds = mostSeconds;
        drops = whenSlow == WhenSlow.DROP;
    }

    /**
     * Brings something; waits, or leaves it out, while there is no room.
     *
     * @throws IOException what ended sending
     */
    void put(LiveItem item) throws IOException {
        lock.lock();
        try {
            while (!drops && failure == null && !ended && isFull(item)) {
                changed.awaitUninterruptibly();
            }
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
            if (!ended && hasRoom(item)) {
                items.add(item);
                count(item, 1);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is to be taken in; without room it begins to leave out. */
    private boolean hasRoom(LiveItem item) {
        boolean full = isFull(item);
        if (item instanceof LiveItem.Picture picture) {
            untilKeyFrame = full || (untilKeyFrame && !picture.packet().keyFrame());
            if (untilKeyFrame) {
                dropped++;
            }
            return !untilKeyFrame;
        }
        return !full && !untilKeyFrame;
    }

    private boolean isFull(LiveItem item) {
        return item instanceof LiveItem.Picture
                ? pictureSeconds >= mostSeconds - ROUNDING
                : soundSeconds >= mostSeconds + SOUND_MORE;
    }

    private void count(LiveItem item, int sign) {
        switch (item) {
            case LiveItem.Picture picture ->
                pictureSeconds += sign
                        * picture.packet().timeBase().toDouble()
                        * picture.packet().duration();
            case LiveItem.Sound sound ->
                soundSeconds +=
                        sign * (double) sound.block().frames() / sound.block().sampleRate();
        }
    }

    /**
     * Waits for the next.
     *
     * @return null at the end
     */
    @Nullable
    LiveItem take() throws InterruptedException {
        lock.lock();
        try {
            while (items.isEmpty() && !ended) {
                changed.await();
            }
            LiveItem item = items.poll();
            if (item != null) {
                count(item, -1);
                if (items.isEmpty()) {
                    pictureSeconds = 0; // No rest of rounding.
                    soundSeconds = 0;
                }
                changed.signalAll();
            }
            return item;
        } finally {
            lock.unlock();
        }
    }

    /** Where what is late is left out: leaves out all that waits, up to the next key frame. */
    void skipToNow() {
        lock.lock();
        try {
            if (drops) {
                dropped += items.stream()
                        .filter(LiveItem.Picture.class::isInstance)
                        .count();
                items.clear();
                pictureSeconds = 0;
                soundSeconds = 0;
                untilKeyFrame = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** One that was taken could not be sent. */
    void lost() {
        lock.lock();
        try {
            dropped++;
        } finally {
            lock.unlock();
        }
    }

    /** Whether all is left out up to a key frame that finds room, and one would. */
    boolean wantsKeyFrame() {
        lock.lock();
        try {
            return untilKeyFrame && pictureSeconds < mostSeconds / 2;
        } finally {
            lock.unlock();
        }
    }

    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes. */
    void end() {
        end(null);
    }

    /** Sending has ended, with what went wrong, if something did; who waits is told. */
    void end(@Nullable IOException cause) {
        lock.lock();
        try {
            ended = true;
            failure = failure == null ? cause : failure;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Throws what ended sending, if it failed. */
    void rethrow() throws IOException {
        lock.lock();
        try {
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
        } finally {
            lock.unlock();
        }
    }
}
