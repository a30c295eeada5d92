// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncodedSound;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Segments;
import dev.moviemaker.VideoStream;
import dev.moviemaker.spi.ContainerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Files one after another. The thread that records decides where cuts are, the encoder's thread makes them at the key
 * frames that come of it. Sound waits until it is known in which file it belongs, and a file until its sound has come.
 */
final class SegmentsDestination implements Destination, Segments.Control {
    /** Files that wait for their sound. */
    private static final int MOST_OPEN = 4;

    private record Held(EncodedSound packet, int track) {}

    private final Segments segments;
    private final EncoderSettings settings;
    private final Providers providers;
    private final ContainerProvider containers;
    private final String extension;
    private final SoundCheck soundCheck;
    private final CutPlan plan;

    // All that follows is used under the lock.
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Segment> open = new ArrayDeque<>();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Path> complete = new CopyOnWriteArrayList<>();
    private volatile @Nullable CodedSounds sounds;
    private @Nullable VideoStream video;
    private int count;
    private long writtenPts = Long.MIN_VALUE;
    private long[] soundUntil = {};

    SegmentsDestination(Segments segments, EncoderSettings settings, Providers providers) {
        this.segments = segments;
        this.settings = settings;
        this.providers = providers;
        extension = OutputFile.extension(segments.file(0));
        containers = providers.container(extension);
        soundCheck = new SoundCheck(containers, extension);
        plan = new CutPlan(segments, settings.timeBase());
        open.add(new Segment(file(0), 0, settings.timeBase()));
        count = 1;
        segments.attach(this);
    }

    private FileDestination file(int number) {
        return new FileDestination(segments.file(number), providers, settings.audio());
    }

    @Override
    public SoundCheck soundCheck() {
        return soundCheck;
    }

    @Override
    public void cut() {
        plan.cut();
    }

    @Override
    public List<Path> files() {
        return List.copyOf(complete);
    }

    @Override
    public void open(VideoStream stream, List<AudioFormat> formats) throws IOException {
        video = stream;
        CodedSounds coded = new CodedSounds(containers, extension, formats, this::takeSound);
        sounds = coded;
        soundUntil = new long[formats.size()];
        java.util.Arrays.fill(soundUntil, Long.MIN_VALUE);
        Segment first = open.getFirst();
        first.file().openForPackets(stream, coded.encoders(), true);
        warnings.addAll(first.file().warnings());
        warnings.addAll(coded.warnings());
    }

    @Override
    public boolean keyFrameAt(long pts) {
        return plan.keyFrameAt(pts);
    }

    @Override
    public void writeVideo(EncodedFrame packet) throws IOException {
        lock.lock();
        try {
            boolean cut = packet.keyFrame() && plan.cutsAt(packet.pts());
            if (cut) {
                begin(packet.pts());
            }
            writtenPts = packet.pts();
            deal(false);
            Segment last = open.getLast();
            last.file().writeVideo(last.shifted(packet));
            plan.written(packet.size());
            completeThoseWithAllSound();
        } finally {
            lock.unlock();
        }
    }

    private void begin(long pts) throws IOException {
        Segment next = new Segment(file(count), pts, settings.timeBase());
        count++;
        // In the list first, so that it is closed whatever happens.
        open.add(next);
        VideoStream stream = Objects.requireNonNull(video, "not open");
        next.file()
                .openForPackets(
                        stream.with(stream.pixelAspect(), next.tags(stream.tags())),
                        Objects.requireNonNull(sounds, "not open").encoders(),
                        false);
    }

    @Override
    public void writeAudio(AudioBlock block, int track) throws IOException {
        Objects.requireNonNull(sounds, "not open").write(block, track);
    }

    private void takeSound(EncodedSound packet, int track) throws IOException {
        lock.lock();
        try {
            held.add(new Held(packet.copy(), track));
            deal(false);
            completeThoseWithAllSound();
        } finally {
            lock.unlock();
        }
    }

    /** Gives files the sound that begins no later than the last picture: where that belongs is known. */
    private void deal(boolean all) throws IOException {
        for (var each = held.iterator(); each.hasNext(); ) {
            Held next = each.next();
            EncodedSound packet = next.packet();
            long rate = packet.sampleRate();
            if (!all && (writtenPts == Long.MIN_VALUE || packet.pts() > Segment.samples(writtenPts, settings, rate))) {
                continue;
            }
            each.remove();
            Segment target = open.getFirst();
            for (Segment segment : open) {
                target = segment.startSample(rate) <= packet.pts() ? segment : target;
            }
            if (packet.pts() < target.startSample(rate) && target.startPts() > 0) {
                warnLate();
            }
            target.file().writeSound(target.shifted(packet), next.track());
            plan.written(packet.data().byteSize());
            soundUntil[next.track()] = packet.pts() + packet.duration();
        }
    }

    private void warnLate() {
        String late = "sound came later than its file could wait for it: it is in a later one";
        if (!warnings.contains(late)) {
            warnings.add(late);
        }
    }

    private void completeThoseWithAllSound() throws IOException {
        while (open.size() > 1
                && (open.size() > MOST_OPEN || hasAllSound(List.copyOf(open).get(1)))) {
            Segment first = open.getFirst();
            first.file().finish();
            first.file().close();
            first.file().commit();
            complete.add(first.file().output());
            open.removeFirst();
        }
    }

    private boolean hasAllSound(Segment next) {
        for (int track = 0; track < soundUntil.length; track++) {
            long rate = Objects.requireNonNull(sounds, "not open").sampleRate(track);
            if (soundUntil[track] == Long.MIN_VALUE || soundUntil[track] < next.startSample(rate)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void finish() throws IOException {
        Objects.requireNonNull(sounds, "not open").finish();
        lock.lock();
        try {
            deal(true);
            while (open.size() > 1) {
                java.util.Arrays.fill(soundUntil, Long.MAX_VALUE);
                completeThoseWithAllSound();
            }
            open.getLast().file().finish();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<String> warnings() {
        lock.lock();
        try {
            return List.copyOf(warnings);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long samplesClamped() {
        CodedSounds coded = sounds;
        return coded == null ? 0 : coded.samplesClamped();
    }

    @Override
    public void close() {
        open.forEach(segment -> segment.file().close());
        CodedSounds coded = sounds;
        if (coded != null) {
            coded.close();
        }
    }

    @Override
    public void commit() throws IOException {
        for (Segment segment : open) {
            segment.file().commit();
            complete.add(segment.file().output());
        }
    }

    @Override
    public void keep() {
        open.forEach(segment -> segment.file().keep());
    }

    @Override
    public void discard() {
        open.forEach(segment -> segment.file().discard());
        for (Path file : complete) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                dev.moviemaker.trace.Loggers.RECORDING.log(System.Logger.Level.WARNING, "Cannot delete " + file, e);
            }
        }
        complete.clear();
    }

    @Override
    public String whereabouts() {
        String last = open.getLast().file().whereabouts();
        return complete.isEmpty() ? last : "%s; %d segments before are complete".formatted(last, complete.size());
    }

    @Override
    public String toString() {
        return segments.toString();
    }
}
