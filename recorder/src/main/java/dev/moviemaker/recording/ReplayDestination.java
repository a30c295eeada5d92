// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncodedSound;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.OutputException;
import dev.moviemaker.Rational;
import dev.moviemaker.ReplayBuffer;
import dev.moviemaker.VideoStream;
import dev.moviemaker.spi.ContainerProvider;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The last seconds of a recording, coded. Saving takes a list under the lock and writes without it. */
final class ReplayDestination implements Destination, ReplayBuffer.Control {

    /** A packet of pictures, or of a track of sound. */
    private record Packet(
            PacketStore.Kept kept, long pts, long dts, long duration, boolean key, int track, int discarded) {}

    private final ReplayBuffer replay;
    private final EncoderSettings settings;
    private final Providers providers;
    private final ContainerProvider containers;
    private final SoundCheck soundCheck;
    private final long length;
    private final PacketStore store;
    private final ReentrantLock lock = new ReentrantLock();
    /** One file at a time; taken before the other lock. */
    private final ReentrantLock saving = new ReentrantLock();

    private final ArrayDeque<Packet> pictures = new ArrayDeque<>();
    private final ArrayDeque<Packet> sound = new ArrayDeque<>();
    private volatile @Nullable CodedSounds sounds;
    private @Nullable VideoStream video;
    private List<AudioFormat> formats = List.of();
    private boolean closed;

    ReplayDestination(ReplayBuffer replay, EncoderSettings settings, Providers providers) {
        this.replay = replay;
        this.settings = settings;
        this.providers = providers;
        containers = providers.container(Providers.ANY_SOUND);
        soundCheck = new SoundCheck(containers, Providers.ANY_SOUND);
        settings.audio().forEach(soundCheck::declared);
        length = Math.max(
                1, new Rational(1, 1_000_000_000).rescale(replay.length().toNanos(), settings.timeBase()));
        store = new PacketStore(replay.folder());
        replay.attach(this);
    }

    @Override
    public SoundCheck soundCheck() {
        return soundCheck;
    }

    @Override
    public void open(VideoStream stream, List<AudioFormat> tracks) {
        video = stream;
        formats = tracks;
        sounds = new CodedSounds(containers, Providers.ANY_SOUND, tracks, this::takeSound);
    }

    @Override
    public void writeVideo(EncodedFrame packet) throws IOException {
        lock.lock();
        try {
            pictures.add(new Packet(
                    store.keep(packet.data()),
                    packet.pts(),
                    packet.dts(),
                    packet.duration(),
                    packet.keyFrame(),
                    -1,
                    0));
            if (packet.keyFrame()) {
                forget(start(packet.pts() - length));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The time of the key frame before a time, or of the first. */
    private long start(long pts) {
        long start = pictures.getFirst().pts();
        for (Packet packet : pictures) {
            if (packet.pts() > pts) {
                break;
            }
            start = packet.key() ? packet.pts() : start;
        }
        return start;
    }

    private void forget(long startPts) {
        while (pictures.getFirst().pts() < startPts) {
            pictures.removeFirst().kept().release();
        }
        while (!sound.isEmpty()
                && sound.getFirst().pts()
                        < startSample(startPts, sound.getFirst().track())) {
            sound.removeFirst().kept().release();
        }
    }

    private long startSample(long pts, int track) {
        return Segment.samples(
                pts, settings, Objects.requireNonNull(sounds, "not open").sampleRate(track));
    }

    @Override
    public void writeAudio(AudioBlock block, int track) throws IOException {
        Objects.requireNonNull(sounds, "not open").write(block, track);
    }

    private void takeSound(EncodedSound packet, int track) throws IOException {
        lock.lock();
        try {
            sound.add(new Packet(
                    store.keep(packet.data()),
                    packet.pts(),
                    packet.pts(),
                    packet.duration(),
                    true,
                    track,
                    packet.discardedAtEnd()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void save(Path path) {
        saving.lock();
        try {
            if (closed) {
                throw new IllegalStateException("save: the recording is over; save before it is finished");
            }
            saveNow(path);
        } finally {
            saving.unlock();
        }
    }

    private void saveNow(Path path) {
        List<Packet> packets;
        Segment segment;
        boolean fromStart;
        FileDestination file = new FileDestination(path, providers, formats);
        lock.lock();
        try {
            if (pictures.isEmpty()) {
                file.discard();
                throw new IllegalStateException("save: the replay buffer has no frame yet");
            }
            Packet last = pictures.getLast();
            long startPts = start(last.pts() + last.duration() - length);
            segment = new Segment(file, startPts, settings.timeBase());
            packets = selected(startPts);
            fromStart = startPts <= 0;
            packets.forEach(packet -> packet.kept().retain());
        } finally {
            lock.unlock();
        }
        try {
            write(segment, packets, fromStart);
            file.finish();
            file.close();
            file.commit();
        } catch (IOException e) {
            file.close();
            file.discard();
            throw new OutputException("Cannot write %s: %s".formatted(path, IoReason.of(e)), e);
        } catch (RuntimeException | Error e) {
            file.close();
            file.discard();
            throw e;
        } finally {
            packets.forEach(packet -> packet.kept().release());
        }
    }

    /** The packets from a key frame on, each before those that begin later. */
    private List<Packet> selected(long startPts) {
        List<Packet> packets = new ArrayList<>();
        ArrayDeque<Packet> waiting = new ArrayDeque<>();
        boolean all = startPts <= 0;
        for (Packet packet : sound) {
            if (all || packet.pts() >= startSample(startPts, packet.track())) {
                waiting.add(packet);
            }
        }
        for (Packet picture : pictures) {
            if (picture.pts() >= startPts) {
                while (!waiting.isEmpty()
                        && waiting.getFirst().pts()
                                <= startSample(picture.pts(), waiting.getFirst().track())) {
                    packets.add(waiting.removeFirst());
                }
                packets.add(picture);
            }
        }
        // Of sound that is ahead of the pictures only what is shown with the last of them.
        long end = pictures.getLast().pts() + pictures.getLast().duration();
        for (Packet packet : waiting) {
            if (packet.pts() < startSample(end, packet.track())) {
                packets.add(packet);
            }
        }
        return packets;
    }

    private void write(Segment segment, List<Packet> packets, boolean fromStart) throws IOException {
        VideoStream stream = Objects.requireNonNull(video, "not open");
        CodedSounds coded = Objects.requireNonNull(sounds, "not open");
        segment.file()
                .openForPackets(
                        stream.with(stream.pixelAspect(), segment.tags(stream.tags())), coded.encoders(), fromStart);
        for (Packet packet : packets) {
            MemorySegment data = MemorySegment.ofArray(packet.kept().bytes());
            if (packet.track() < 0) {
                segment.file()
                        .writeVideo(segment.shifted(EncodedFrame.of(
                                data,
                                packet.pts(),
                                packet.dts(),
                                packet.duration(),
                                settings.timeBase(),
                                packet.key())));
            } else {
                segment.file()
                        .writeSound(
                                segment.shifted(new EncodedSound(
                                        data,
                                        packet.pts(),
                                        packet.duration(),
                                        coded.sampleRate(packet.track()),
                                        packet.discarded())),
                                packet.track());
            }
        }
    }

    @Override
    public void finish() throws IOException {
        Objects.requireNonNull(sounds, "not open").finish();
    }

    @Override
    public List<String> warnings() {
        CodedSounds coded = sounds;
        return coded == null ? List.of() : coded.warnings();
    }

    @Override
    public long samplesClamped() {
        CodedSounds coded = sounds;
        return coded == null ? 0 : coded.samplesClamped();
    }

    @Override
    public void close() {
        saving.lock();
        lock.lock();
        try {
            closed = true;
            pictures.forEach(packet -> packet.kept().release());
            sound.forEach(packet -> packet.kept().release());
            pictures.clear();
            sound.clear();
            store.close();
            CodedSounds coded = sounds;
            if (coded != null) {
                coded.close();
            }
        } finally {
            lock.unlock();
            saving.unlock();
        }
    }

    @Override
    public void commit() {
        // Files come of saving only.
    }

    @Override
    public void keep() {
        // Files come of saving only.
    }

    @Override
    public void discard() {
        // What was saved is the user's.
    }

    @Override
    public String whereabouts() {
        return "What was not saved is lost";
    }

    @Override
    public String toString() {
        return replay.toString();
    }
}
