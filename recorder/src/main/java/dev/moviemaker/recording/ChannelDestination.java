// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.VideoStream;
import dev.moviemaker.spi.ContainerProvider;
import dev.moviemaker.spi.ContainerTarget;
import dev.moviemaker.spi.ContainerWriter;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A channel or stream of the program. What it has taken cannot be taken back. */
final class ChannelDestination implements Destination {
    private final String name;
    private final ProgramChannel channel;
    private final String container;
    private final ContainerProvider containers;
    private final SoundCheck soundCheck;
    private final AtomicLong packets = new AtomicLong();
    private volatile @Nullable ContainerWriter writer;

    ChannelDestination(
            String name, ProgramChannel channel, String container, Providers providers, List<AudioFormat> declared) {
        this.name = name;
        this.channel = channel;
        this.container = container;
        containers = providers.container(container);
        soundCheck = new SoundCheck(containers, container);
        declared.forEach(soundCheck::declared);
    }

    @Override
    public SoundCheck soundCheck() {
        return soundCheck;
    }

    @Override
    public void open(VideoStream video, List<AudioFormat> sound) throws IOException {
        writer = containers.create(new ContainerTarget.Bytes(channel), container, video, sound);
    }

    @Override
    public void writeVideo(EncodedFrame packet) throws IOException {
        writer().writeVideo(packet);
        packets.incrementAndGet();
    }

    @Override
    public void writeAudio(AudioBlock block, int track) throws IOException {
        writer().writeAudio(block, track);
    }

    @Override
    public void finish() throws IOException {
        writer().finish();
    }

    @Override
    public List<String> warnings() {
        return writer().warnings();
    }

    @Override
    public long samplesClamped() {
        ContainerWriter open = writer;
        return open == null ? 0 : open.samplesClamped();
    }

    private ContainerWriter writer() {
        return Objects.requireNonNull(writer, "the channel is not open");
    }

    @Override
    public void close() {
        ContainerWriter open = writer;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void commit() {
        // The program has it already.
    }

    @Override
    public void keep() {
        // What it has taken stays.
    }

    @Override
    public void discard() {
        // What it has taken cannot be taken back.
    }

    @Override
    public String whereabouts() {
        return "It had taken %d bytes with at most %d frames".formatted(channel.written(), packets.get());
    }

    @Override
    public String toString() {
        return name;
    }
}
