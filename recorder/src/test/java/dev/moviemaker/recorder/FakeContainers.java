// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.VideoStream;
import dev.moviemaker.spi.ContainerProvider;
import dev.moviemaker.spi.ContainerTarget;
import dev.moviemaker.spi.ContainerWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Text files: one line per packet. {@code .fake} carries sound, {@code .mute} does not. */
final class FakeContainers implements ContainerProvider {
    int failAtPacket = -1;
    volatile @Nullable Error error;
    String failure = "No space left on device";
    boolean failFinish;
    boolean failCreate;
    List<String> warnings = List.of();
    /** Packets from which on the file plays. */
    int playableFrom;

    @Override
    public Set<String> extensions() {
        return Set.of("fake", "mute");
    }

    @Override
    public String mimeType(String extension) {
        return "video/x-" + extension;
    }

    @Override
    public Set<AudioCodec> audioCodecs(String extension) {
        return extension.equals("fake") ? Set.of(AudioCodec.OPUS, AudioCodec.FLAC) : Set.of();
    }

    @Override
    public ContainerWriter create(ContainerTarget target, String extension, VideoStream video, List<AudioFormat> audio)
            throws IOException {
        if (failCreate) {
            throw new IOException("the fake container does not start");
        }
        Writer writer = switch (target) {
            case ContainerTarget.File file -> Files.newBufferedWriter(file.path());
            case ContainerTarget.Bytes bytes -> Channels.newWriter(bytes.channel(), StandardCharsets.UTF_8);
        };
        writer.write("%s %dx%d %s\n"
                .formatted(
                        extension,
                        video.width(),
                        video.height(),
                        audio.isEmpty() ? "silent" : audio.getFirst().toString()));
        return new FakeWriter(writer);
    }

    private final class FakeWriter implements ContainerWriter {
        private final Writer writer;
        private int packets;

        FakeWriter(Writer writer) {
            this.writer = writer;
        }

        @Override
        public synchronized void writeVideo(EncodedFrame packet) throws IOException {
            Error failing = error;
            if (failing != null) {
                throw failing;
            }
            if (packets++ == failAtPacket) {
                throw new IOException(failure);
            }
            writer.write("video pts %d duration %d size %d%s\n"
                    .formatted(packet.pts(), packet.duration(), packet.size(), packet.keyFrame() ? " key" : ""));
        }

        @Override
        public synchronized void writeAudio(AudioBlock block, int track) throws IOException {
            writer.write("audio %d%s\n".formatted(block.frames(), track == 0 ? "" : " of track " + track));
        }

        @Override
        public synchronized void finish() throws IOException {
            if (failFinish) {
                throw new IOException(failure);
            }
            writer.write("end\n");
        }

        @Override
        public synchronized boolean playable() {
            return packets >= playableFrom;
        }

        @Override
        public List<String> warnings() {
            return warnings;
        }

        @Override
        public synchronized void close() {
            try {
                writer.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
