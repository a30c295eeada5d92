// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.LiveOutput;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VideoStream;
import dev.moviemaker.media.av.AvLibraries;
import dev.moviemaker.media.live.Connection;
import dev.moviemaker.media.live.RtpSocket;
import dev.moviemaker.spi.ContainerTarget;
import dev.moviemaker.spi.ContainerWriter;
import dev.moviemaker.spi.LiveProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** RTMP, SRT, RTP, HLS and DASH. */
public final class LiveConnections implements LiveProvider {
    private static final String ALLOWED =
            "rtmp://, rtmps://, srt://, rtp:// or a file whose name ends in .m3u8 (HLS) or .mpd (DASH) allowed";

    /** For {@link java.util.ServiceLoader}. */
    public LiveConnections() {}

    @Override
    public Set<AudioCodec> audioCodecs(LiveOutput output) {
        return switch (container(output)) {
            case FLV, HLS, DASH -> ordered(AudioCodec.AAC, AudioCodec.OPUS);
            case RTP -> Set.of();
            default -> ordered(AudioCodec.OPUS, AudioCodec.AAC, AudioCodec.FLAC);
        };
    }

    private static Set<AudioCodec> ordered(AudioCodec... codecs) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(codecs)));
    }

    @Override
    public ContainerWriter connect(LiveOutput output, VideoStream video, List<AudioFormat> audio) throws IOException {
        Container container = container(output);
        if (audio.size() > 1 && container != Container.LIVE_MATROSKA) {
            throw new UnsupportedException("An output of %s carries one sound track, not %d; srt carries several"
                    .formatted(output.scheme(), audio.size()));
        }
        AvLibraries.load();
        return switch (container) {
            case HLS, DASH -> FfmpegWriter.open(Bytes.of(presentation(output)), container, video, audio);
            case RTP -> {
                FfmpegWriter writer = open(RtpSocket.open(output.uri()), container, video, audio);
                if (output.sdp().isPresent()) {
                    Files.writeString(output.sdp().get(), SessionDescription.of(output.uri(), video));
                }
                yield writer;
            }
            default -> open(Connection.open(output.uri()), container, video, audio);
        };
    }

    private static FfmpegWriter open(
            WritableByteChannel channel, Container container, VideoStream video, List<AudioFormat> audio)
            throws IOException {
        try {
            return FfmpegWriter.open(Bytes.of(new ContainerTarget.Bytes(channel)), container, video, audio);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private static Presentation presentation(LiveOutput output) throws IOException {
        Path file = Path.of(output.uri()).toAbsolutePath();
        if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
            throw new IOException("there is no folder " + file.getParent());
        }
        int kept = output.window()
                .map(window -> Math.toIntExact(Math.max(
                        1, Math.ceilDiv(window.toMillis(), output.segment().toMillis()))))
                .orElse(0);
        return new Presentation(file, output.segment(), kept);
    }

    private static Container container(LiveOutput output) {
        URI uri = output.uri();
        Container container = switch (output.scheme()) {
            case "rtmp", "rtmps" -> Container.FLV;
            case "srt" -> Container.LIVE_MATROSKA;
            case "rtp" -> Container.RTP;
            case "file" -> ofFile(output.toString());
            default -> throw new UnsupportedException("output: %s given, %s".formatted(output, ALLOWED));
        };
        if (!output.scheme().equals("file") && uri.getHost() == null) {
            throw new UnsupportedException("output: %s given without a host; %s".formatted(output, ALLOWED));
        }
        if (!output.scheme().startsWith("rtmp") && !output.scheme().equals("file") && uri.getPort() < 1) {
            throw new UnsupportedException(
                    "output: %s given without a port; %s".formatted(output, output.scheme() + "://HOST:PORT allowed"));
        }
        return container;
    }

    private static Container ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".m3u8")) {
            return Container.HLS;
        }
        if (lower.endsWith(".mpd")) {
            return Container.DASH;
        }
        throw new UnsupportedException("output: %s given, %s".formatted(name, ALLOWED));
    }
}
