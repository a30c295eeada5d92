// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a media file is read.
 *
 * @param sound whether its sound is wanted; without, nothing of it is opened
 * @param audioTrack which of its sound tracks, from 1 on; empty for the one that the file calls its default, else the
 *     first that can be decoded
 * @param deinterlace whether interlaced pictures become progressive ones, one for each
 * @param background what transparent pictures are laid over: 0xRRGGBB
 * @param allowPlaylists whether a playlist or script may be read, which opens other files of this machine; nothing ever
 *     opens a network connection or a device
 * @param rgbColor what R'G'B' of more than 8 bits is converted to; empty for BT.709, or what the pictures themselves
 *     say
 */
public record MediaOptions(
        boolean sound,
        OptionalInt audioTrack,
        boolean deinterlace,
        int background,
        boolean allowPlaylists,
        Optional<ColorDescription> rgbColor) {

    /** With sound, deinterlaced, over black, no playlists. */
    public static final MediaOptions DEFAULT =
            new MediaOptions(true, OptionalInt.empty(), true, 0, false, Optional.empty());

    /** Checks the ranges. */
    public MediaOptions {
        if (background < 0 || background > 0xFFFFFF) {
            throw new IllegalArgumentException(
                    "background: 0x%X given, 0x000000 to 0xFFFFFF allowed".formatted(background));
        }
        if (audioTrack.isPresent() && audioTrack.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "audioTrack: %d given, 1 or more allowed".formatted(audioTrack.getAsInt()));
        }
    }

    /**
     * The same with sound or without.
     *
     * @param wanted whether sound is wanted
     * @return new options
     */
    public MediaOptions withSound(boolean wanted) {
        return new MediaOptions(wanted, audioTrack, deinterlace, background, allowPlaylists, rgbColor);
    }
}
