// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.LiveOutput;
import dev.moviemaker.LiveStatistics;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VideoStream;
import dev.moviemaker.spi.LiveProvider;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A live output: packets and sound are copied into a queue, from which a thread of its own sends. */
final class LiveDestination implements Destination {
    private final LiveOutput output;
    private final LiveProvider provider;
    private final SoundCheck soundCheck;
    private final LiveQueue queue;
    private long[] samples = {};
    private volatile @Nullable LiveSender sender;
    private @Nullable Thread thread;
    /** Asked once, not for every frame until it comes. */
    private boolean askedForKeyFrame;

    LiveDestination(LiveOutput output, List<AudioFormat> declared) {
        this.output = output;
        provider = ServiceLoader.load(LiveProvider.class, LiveProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new UnsupportedException(
                        "Live outputs need the module dev.moviemaker.media (moviemaker-media), which is not there"));
        soundCheck = SoundCheck.ofLive(output, provider.audioCodecs(output));
        declared.forEach(soundCheck::declared);
        queue = new LiveQueue(output.buffer().toNanos() / 1e9, output.whenSlow());
    }

    @Override
    public SoundCheck soundCheck() {
        return soundCheck;
    }

    @Override
    public void open(VideoStream video, List<AudioFormat> sound) throws IOException {
        LiveSender connected = new LiveSender(output, provider, video, sound, queue);
        samples = new long[sound.size()];
        sender = connected;
        thread = Thread.ofPlatform().daemon().name("moviemaker-live").start(connected);
    }

    /** What was left out is followed by a key frame as soon as there is room for it. */
    @Override
    public boolean keyFrameAt(long pts) {
        LiveSender open = sender;
        return open != null && keyFrameWanted(open);
    }

    private boolean keyFrameWanted(LiveSender open) {
        boolean wanted = queue.wantsKeyFrame() || open.waitsForKeyFrame();
        boolean first = wanted && !askedForKeyFrame;
        askedForKeyFrame = wanted;
        return first;
    }

    @Override
    public void writeVideo(EncodedFrame packet) throws IOException {
        queue.put(new LiveItem.Picture(packet.copy(), System.nanoTime()));
    }

    @Override
    public void writeAudio(AudioBlock block, int track) throws IOException {
        MemorySegment copy = MemorySegment.ofArray(block.data().toArray(ValueLayout.JAVA_BYTE));
        AudioBlock own = new AudioBlock(copy, block.sampleFormat(), block.sampleRate(), block.channels());
        long start = samples[track];
        samples[track] += block.frames();
        queue.put(new LiveItem.Sound(own, track, start));
    }

    @Override
    public void finish() throws IOException {
        queue.end();
        join();
        queue.rethrow();
    }

    private void join() {
        Thread running = thread;
        boolean interrupted = false;
        while (running != null && running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<String> warnings() {
        LiveSender open = sender;
        if (open == null) {
            return List.of();
        }
        List<String> all = new ArrayList<>(open.warnings());
        if (open.reconnects() > 0) {
            all.add("%s: the connection broke and was made again, %d times; %d pictures were left out meanwhile"
                    .formatted(output, open.reconnects(), queue.dropped()));
        } else if (queue.dropped() > 0) {
            all.add("%s: the receiver was too slow; %d pictures were left out".formatted(output, queue.dropped()));
        }
        return all;
    }

    @Override
    public long samplesClamped() {
        return 0;
    }

    @Override
    public Optional<LiveStatistics> live() {
        LiveSender open = sender;
        return open == null
                ? Optional.empty()
                : Optional.of(new LiveStatistics(
                        open.sent(),
                        queue.dropped(),
                        open.reconnects(),
                        open.delay().snapshot()));
    }

    @Override
    public void close() {
        Thread running = thread;
        queue.end();
        if (running != null) {
            running.interrupt();
            join();
        }
    }

    @Override
    public void commit() {
        // It is out already.
    }

    @Override
    public void keep() {
        // What was sent stays.
    }

    @Override
    public void discard() {
        // What was sent cannot be taken back.
    }

    @Override
    public String whereabouts() {
        LiveSender open = sender;
        return "%d pictures had been sent".formatted(open == null ? 0 : open.sent());
    }

    @Override
    public String toString() {
        return output.toString();
    }
}
