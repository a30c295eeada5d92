// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VideoStream;
import dev.moviemaker.media.av.AvLibraries;
import dev.moviemaker.spi.ContainerProvider;
import dev.moviemaker.spi.ContainerTarget;
import dev.moviemaker.spi.ContainerWriter;
import dev.moviemaker.spi.SoundEncoder;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** MP4, Matroska and WebM. */
public final class FfmpegContainers implements ContainerProvider {
    private static final Map<String, Container> CONTAINERS =
            Map.of("mp4", Container.MP4, "mkv", Container.MATROSKA, "webm", Container.WEBM);

    /** For {@link java.util.ServiceLoader}. */
    public FfmpegContainers() {}

    @Override
    public Set<String> extensions() {
        return CONTAINERS.keySet();
    }

    @Override
    public String mimeType(String extension) {
        return container(extension).mimeType();
    }

    @Override
    public Set<AudioCodec> audioCodecs(String extension) {
        return switch (container(extension)) {
            case MP4, MATROSKA -> EnumSet.allOf(AudioCodec.class);
            case WEBM -> EnumSet.of(AudioCodec.OPUS);
            default -> throw new IllegalStateException(extension + " is not a file's");
        };
    }

    @Override
    public ContainerWriter create(ContainerTarget target, String extension, VideoStream video, List<AudioFormat> audio)
            throws IOException {
        for (AudioFormat format : audio) {
            if (!audioCodecs(extension).contains(format.codec())) {
                throw new UnsupportedException("audio codec: %s requested, .%s supports %s"
                        .formatted(format.codec(), extension, audioCodecs(extension)));
            }
        }
        requireTracks(extension, audio.size());
        AvLibraries.load();
        return FfmpegWriter.open(Bytes.of(target), container(extension), video, audio);
    }

    @Override
    public SoundEncoder encodeSound(String extension, AudioFormat format, SoundEncoder.Sink sink) {
        AvLibraries.load();
        return new CodedSound(format, sink);
    }

    @Override
    public ContainerWriter createForPackets(
            ContainerTarget target, String extension, VideoStream video, List<SoundEncoder> audio, boolean fromStart)
            throws IOException {
        requireTracks(extension, audio.size());
        AvLibraries.load();
        List<AudioTrack> tracks =
                audio.stream().map(sound -> ((CodedSound) sound).track()).toList();
        return FfmpegWriter.openForPackets(Bytes.of(target), container(extension), video, tracks, fromStart);
    }

    private static void requireTracks(String extension, int count) {
        if (count > 1 && container(extension) == Container.WEBM) {
            throw new UnsupportedException(
                    "A .webm file carries one sound track, not %d; .mp4 and .mkv carry several".formatted(count));
        }
    }

    private static Container container(String extension) {
        Container container = CONTAINERS.get(extension);
        if (container == null) {
            throw new UnsupportedException(
                    "container: .%s requested, one of %s allowed".formatted(extension, CONTAINERS.keySet()));
        }
        return container;
    }
}
