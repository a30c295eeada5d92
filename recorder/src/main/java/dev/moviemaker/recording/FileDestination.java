// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncodedSound;
import dev.moviemaker.VideoStream;
import dev.moviemaker.spi.ContainerProvider;
import dev.moviemaker.spi.ContainerTarget;
import dev.moviemaker.spi.ContainerWriter;
import dev.moviemaker.spi.SoundEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file, under a temporary name until it is complete. */
final class FileDestination implements Destination {
    /** How long a removed file may stay unnoticed. */
    private static final long LOOK_NANOS = 250_000_000;

    private final Path output;
    private final String extension;
    private final ContainerProvider containers;
    private final SoundCheck soundCheck;
    private final OutputFile file;
    private volatile @Nullable ContainerWriter writer;
    private boolean plays;
    private long lookedNanos = System.nanoTime();

    /** Locks the target; an existing file stays as it is. */
    FileDestination(Path output, Providers providers, List<AudioFormat> declared) {
        this.output = output;
        extension = OutputFile.extension(output);
        containers = providers.container(extension);
        soundCheck = new SoundCheck(containers, extension);
        declared.forEach(soundCheck::declared);
        file = OutputFile.reserve(output);
    }

    @Override
    public SoundCheck soundCheck() {
        return soundCheck;
    }

    @Override
    public Optional<String> notice() {
        return file.leftover().map(left -> "An earlier recording was not finished; what it had recorded is in " + left);
    }

    @Override
    public void open(VideoStream video, List<AudioFormat> sound) throws IOException {
        opened(containers.create(new ContainerTarget.File(file.temporary()), extension, video, sound));
    }

    /** Begins to write a file whose sound comes coded. */
    void openForPackets(VideoStream video, List<SoundEncoder> sound, boolean fromStart) throws IOException {
        opened(containers.createForPackets(
                new ContainerTarget.File(file.temporary()), extension, video, sound, fromStart));
    }

    private void opened(ContainerWriter open) {
        writer = open;
        renamedIfItPlays(open);
    }

    /** Writes coded sound. */
    void writeSound(EncodedSound packet, int track) throws IOException {
        writer().writeSound(packet, track);
    }

    /** Where the file will be. */
    Path output() {
        return output;
    }

    @Override
    public void writeVideo(EncodedFrame packet) throws IOException {
        ContainerWriter open = writer();
        open.writeVideo(packet);
        if (!plays) {
            renamedIfItPlays(open);
        }
        look();
    }

    private void renamedIfItPlays(ContainerWriter open) {
        if (open.playable()) {
            file.plays();
            open.renamed(file.temporary());
            plays = true;
        }
    }

    /** An open file can be written to long after it was removed. */
    private void look() throws IOException {
        long now = System.nanoTime();
        if (now - lookedNanos >= LOOK_NANOS) {
            lookedNanos = now;
            file.requireThere();
        }
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
        return Objects.requireNonNull(writer, "the file is not open");
    }

    @Override
    public void close() {
        ContainerWriter open = writer;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void commit() throws IOException {
        file.commit();
    }

    @Override
    public void keep() {
        file.keep();
    }

    @Override
    public void discard() {
        file.discard();
    }

    @Override
    public String whereabouts() {
        return file.whereabouts();
    }

    @Override
    public String toString() {
        return output.toString();
    }
}
