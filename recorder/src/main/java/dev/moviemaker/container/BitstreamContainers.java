// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.container;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VideoStream;
import dev.moviemaker.bitstream.file.IvfHeader;
import dev.moviemaker.bitstream.file.IvfWriter;
import dev.moviemaker.spi.ContainerProvider;
import dev.moviemaker.spi.ContainerTarget;
import dev.moviemaker.spi.ContainerWriter;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes {@code .ivf} (frame times, no colour, no crop) and {@code .obu} and {@code .av1}, which are the bare stream
 * (AV1 specification 5.2: temporal units with their delimiters, no times). All of them play as far as they are written.
 */
public final class BitstreamContainers implements ContainerProvider {
    private static final long MAX_IVF_TIME_BASE = 0xFFFFFFFFL;

    /** As a service is made. */
    public BitstreamContainers() {}

    @Override
    public Set<String> extensions() {
        return Set.of("ivf", "obu", "av1");
    }

    @Override
    public String mimeType(String extension) {
        return extension.equals("ivf") ? "video/x-ivf" : "video/AV1";
    }

    @Override
    public Set<AudioCodec> audioCodecs(String extension) {
        return Set.of();
    }

    @Override
    public ContainerWriter create(ContainerTarget target, String extension, VideoStream video, List<AudioFormat> audio)
            throws IOException {
        if (!audio.isEmpty()) {
            throw new UnsupportedException("A .%s file carries no sound".formatted(extension));
        }
        boolean ivf = extension.equals("ivf");
        if (ivf) {
            requireIvfTimes(video);
        }
        List<String> warnings = warnings(extension, video);
        WritableByteChannel channel = opened(target);
        try {
            return ivf
                    ? new IvfContainer(channel, new IvfWriter(channel, ivfHeader(video)), warnings)
                    : new ObuContainer(channel, warnings);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private static WritableByteChannel opened(ContainerTarget target) throws IOException {
        return switch (target) {
            case ContainerTarget.File file -> new MovieFile(file.path());
            case ContainerTarget.Bytes bytes -> bytes.channel();
        };
    }

    private static IvfHeader ivfHeader(VideoStream video) {
        // The header has 16 bits per side; decoders take the size from the sequence header anyway.
        return IvfHeader.av1(
                Math.min(video.codedWidth(), 65535),
                Math.min(video.codedHeight(), 65535),
                video.timeBase().denominator(),
                video.timeBase().numerator());
    }

    private static void requireIvfTimes(VideoStream video) {
        if (video.timeBase().numerator() > MAX_IVF_TIME_BASE || video.timeBase().denominator() > MAX_IVF_TIME_BASE) {
            throw new UnsupportedException("time_base: %s given, an .ivf file takes numbers up to %d"
                    .formatted(video.timeBase(), MAX_IVF_TIME_BASE));
        }
    }

    private static List<String> warnings(String extension, VideoStream video) {
        List<String> warnings = new ArrayList<>();
        if (video.codedWidth() != video.width() || video.codedHeight() != video.height()) {
            warnings.add("A .%s file has no crop: players show the coded %dx%d, of which %dx%d is the picture"
                    .formatted(extension, video.codedWidth(), video.codedHeight(), video.width(), video.height()));
        }
        if (!video.pixelAspect().equals(Rational.of(1))) {
            warnings.add("A .%s file has no place for the pixels' aspect %s: players show square ones"
                    .formatted(extension, video.pixelAspect()));
        }
        video.hdrMetadata()
                .ifPresent(hdr -> warnings.add(
                        "A .%s file has no place for mastering display and light level".formatted(extension)));
        if (!video.tags().isEmpty()) {
            warnings.add("A .%s file has no place for titles, languages and chapters".formatted(extension));
        }
        return warnings;
    }
}
