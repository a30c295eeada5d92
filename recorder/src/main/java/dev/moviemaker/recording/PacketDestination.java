// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncodedSound;
import dev.moviemaker.PacketListener;
import dev.moviemaker.VideoStream;
import dev.moviemaker.spi.ContainerProvider;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A listener of the program. The lock is held while it is called, so that calls come one at a time. */
final class PacketDestination implements Destination {
    private final String name;
    private final PacketListener listener;
    private final ContainerProvider containers;
    private final SoundCheck soundCheck;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable CodedSounds sounds;
    private long packets;

    PacketDestination(String name, PacketListener listener, Providers providers, List<AudioFormat> declared) {
        this.name = name;
        this.listener = listener;
        containers = providers.container(Providers.ANY_SOUND);
        soundCheck = new SoundCheck(containers, Providers.ANY_SOUND);
        declared.forEach(soundCheck::declared);
    }

    @Override
    public SoundCheck soundCheck() {
        return soundCheck;
    }

    @Override
    public void open(VideoStream video, List<AudioFormat> formats) throws IOException {
        sounds = new CodedSounds(containers, Providers.ANY_SOUND, formats, this::take);
        listener.started(video, formats);
    }

    @Override
    public void writeVideo(EncodedFrame packet) throws IOException {
        lock.lock();
        try {
            listener.video(packet);
            packets++;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void writeAudio(AudioBlock block, int track) throws IOException {
        CodedSounds open = sounds;
        if (open != null) {
            open.write(block, track);
        }
    }

    private void take(EncodedSound packet, int track) throws IOException {
        lock.lock();
        try {
            listener.sound(packet, track);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void finish() throws IOException {
        CodedSounds open = sounds;
        if (open != null) {
            open.finish();
        }
        listener.finished();
    }

    @Override
    public List<String> warnings() {
        CodedSounds open = sounds;
        return open == null ? List.of() : open.warnings();
    }

    @Override
    public long samplesClamped() {
        CodedSounds open = sounds;
        return open == null ? 0 : open.samplesClamped();
    }

    @Override
    public void close() {
        CodedSounds open = sounds;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void commit() {
        // The listener has all packets.
    }

    @Override
    public void keep() {
        // The listener has what came.
    }

    @Override
    public void discard() {
        // What the listener has cannot be taken back.
    }

    @Override
    public String whereabouts() {
        return "It had taken %d packets".formatted(packets);
    }

    @Override
    public String toString() {
        return name;
    }
}
