package dev.moviemaker.media.container;

import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Which loudspeakers the channels of a WAV file of so many channels mean, chosen such that Opus' channel mapping family 1 has the same
 * ones (RFC 7845, 5.1.1.2).
 */
final class ChannelLayouts {
    private static final String[] NAMES = {"mono", "stereo", "3.0", "quad", "5.0", "5.1", "6.1", "7.1"};

    private ChannelLayouts() {}

    static void set(AVChannelLayout layout, int channels) {
        int status = avutil.av_channel_layout_from_string(layout, NAMES[channels - 1]);
        if (status < 0) {
            throw new IllegalArgumentException("channels: %d given, 1 to %d allowed".formatted(channels, NAMES.length));
        }
    }
}
