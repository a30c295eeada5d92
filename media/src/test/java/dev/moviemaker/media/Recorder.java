// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.media.container.FfmpegContainers;
import dev.moviemaker.media.svt.SvtAv1Provider;
import dev.moviemaker.spi.ContainerTarget;
import dev.moviemaker.spi.ContainerWriter;
import dev.moviemaker.spi.VideoEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Encoder and container put together as the library does it, for tests. */
public final class Recorder implements AutoCloseable {
    private final VideoEncoder encoder;
    private final ContainerWriter writer;
    private long frames;

    /** Starts a recording. */
    public Recorder(EncoderSettings settings, Path file, Optional<AudioFormat> audio) throws IOException {
        List<ContainerWriter> late = new ArrayList<>();
        encoder = new SvtAv1Provider().open(settings, packet -> late.getFirst().writeVideo(packet));
        String name = String.valueOf(file.getFileName());
        try {
            writer = new FfmpegContainers()
                    .create(
                            new ContainerTarget.File(file),
                            name.substring(name.lastIndexOf('.') + 1),
                            encoder.stream(),
                            audio.stream().toList());
        } catch (IOException | RuntimeException | Error e) {
            encoder.close();
            throw e;
        }
        late.add(writer);
    }

    /** The encoder. */
    public VideoEncoder encoder() {
        return encoder;
    }

    /** Submits a frame at the constant rate. */
    public void frame(Frame frame) {
        encoder.submit(frame, frames++, 1);
    }

    /** Submits a frame at a time of its own. */
    public void frame(Frame frame, long pts, long duration) {
        encoder.submit(frame, pts, duration);
    }

    /** Writes sound. */
    public void sound(AudioBlock block) throws IOException {
        writer.writeAudio(block, 0);
    }

    /** What the file cannot carry. */
    public java.util.List<String> warnings() {
        return writer.warnings();
    }

    /** Completes the file. */
    public void finish() throws IOException {
        encoder.finish();
        writer.finish();
    }

    @Override
    public void close() {
        encoder.close();
        writer.close();
    }
}
