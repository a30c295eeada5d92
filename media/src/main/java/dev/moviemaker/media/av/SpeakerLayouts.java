// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.av;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;

/** Which loudspeakers channels mean. */
public final class SpeakerLayouts {
    /** Chosen such that Opus' channel mapping family 1 has the same ones (RFC 7845, 5.1.1.2). */
    private static final String[] USUAL = {"mono", "stereo", "3.0", "quad", "5.0", "5.1", "6.1", "7.1"};

    private static final long SIDES = avutil.AV_CH_SIDE_LEFT | avutil.AV_CH_SIDE_RIGHT;
    private static final long BACKS = avutil.AV_CH_BACK_LEFT | avutil.AV_CH_BACK_RIGHT;

    private SpeakerLayouts() {}

    /**
     * Allocates an empty layout. JavaCPP is not used for it: it refuses to allocate in a process that is much larger
     * than Java's heap.
     *
     * @param arena the owner of its memory
     */
    public static AVChannelLayout allocate(Arena arena) {
        int size = new AVChannelLayout((Pointer) null).sizeof();
        return new AVChannelLayout(new AvAddress(arena.allocate(size, Long.BYTES)));
    }

    /**
     * The usual loudspeakers for a number of channels without names.
     *
     * @param channels 1 to 8 in the order of WAV files; more are left without names
     */
    public static void usual(AVChannelLayout layout, int channels) {
        int status = channels <= USUAL.length
                ? avutil.av_channel_layout_from_string(layout, USUAL[channels - 1])
                : avutil.av_channel_layout_from_string(layout, channels + " channels");
        if (status < 0) {
            throw new IllegalArgumentException("channels: %d given, 1 or more allowed".formatted(channels));
        }
    }

    /**
     * The loudspeakers of a mask.
     *
     * @param mask one bit each, as in a WAV file's {@code dwChannelMask}; 0 for the usual ones
     */
    public static void of(AVChannelLayout layout, long mask, int channels) {
        if (mask == 0 || Long.bitCount(mask) != channels || avutil.av_channel_layout_from_mask(layout, mask) < 0) {
            usual(layout, channels);
        }
    }

    /**
     * The usual loudspeakers among which all of some others are: the fewest, so that nothing has to be mixed; where
     * there are none, the usual ones for that number of channels.
     *
     * @param mask one bit each; 0 for the usual ones
     */
    public static void around(AVChannelLayout layout, long mask, int channels) {
        if (Long.bitCount(mask) == channels) {
            for (int more = channels; more <= USUAL.length; more++) {
                usual(layout, more);
                if (hasAll(mask(layout), mask)) {
                    return;
                }
            }
        }
        usual(layout, channels);
    }

    /**
     * Whether a layout has all loudspeakers of another, where back and side ones count as {@link #isNearlySame} says.
     */
    public static boolean hasAll(long layout, long wanted) {
        return (sidesAsBacks(wanted) & ~sidesAsBacks(layout)) == 0;
    }

    /**
     * Calls the loudspeakers at the back those at the sides, where another layout has a pair there only: libswresample
     * would mix them into the one in the middle.
     *
     * @param layout changed where needed; to be released by {@code av_channel_layout_uninit}
     */
    public static void callBacksSides(AVChannelLayout layout, long other) {
        if ((mask(layout) & BACKS) != BACKS || (other & BACKS) != 0 || (other & SIDES) != SIDES) {
            return;
        }
        int channels = layout.nb_channels();
        int[] names = new int[channels];
        for (int i = 0; i < channels; i++) {
            int name = avutil.av_channel_layout_channel_from_index(layout, i);
            names[i] = name == avutil.AV_CHAN_BACK_LEFT
                    ? avutil.AV_CHAN_SIDE_LEFT
                    : name == avutil.AV_CHAN_BACK_RIGHT ? avutil.AV_CHAN_SIDE_RIGHT : name;
        }
        avutil.av_channel_layout_uninit(layout);
        if (avutil.av_channel_layout_custom_init(layout, channels) >= 0) {
            for (int i = 0; i < channels; i++) {
                layout.u_map().getPointer(i).id(names[i]);
            }
        }
    }

    /**
     * Returns the mask of a layout.
     *
     * @return 0 if its channels have no such names
     */
    public static long mask(AVChannelLayout layout) {
        return layout.order() == avutil.AV_CHANNEL_ORDER_NATIVE ? layout.u_mask() : 0;
    }

    /**
     * Returns whether two layouts have the same loudspeakers, left and right at the back or at the sides counting as
     * one where a layout has only one pair of them.
     */
    public static boolean isNearlySame(long first, long second) {
        return sidesAsBacks(first) == sidesAsBacks(second);
    }

    private static long sidesAsBacks(long mask) {
        return (mask & SIDES) == SIDES && (mask & BACKS) == 0 ? (mask & ~SIDES) | BACKS : mask;
    }

    /**
     * Returns a layout in words.
     *
     * @return for example {@code "5.1(side)"}
     */
    public static String name(AVChannelLayout layout) {
        byte[] buffer = new byte[128];
        avutil.av_channel_layout_describe(layout, buffer, buffer.length);
        int end = 0;
        while (end < buffer.length && buffer[end] != 0) {
            end++;
        }
        return new String(buffer, 0, end, StandardCharsets.UTF_8);
    }
}
