// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.MovieTags;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Options for reading a media file.
 *
 * @param sound whether to read the sound; otherwise it is not even opened
 * @param audioTrack the number of the sound track, counted from 1, or {@link #ALL_TRACKS}; empty for the default track
 *     of the file or, if it has none, the first that can be decoded
 * @param deinterlace whether to convert each interlaced picture to a progressive one
 * @param background the colour that shows behind transparent pictures, as 0xRRGGBB
 * @param allowPlaylists whether to read playlists and scripts, which open other files on this machine; network
 *     connections and devices are never opened
 * @param color the colours to which pictures are converted, other than R'G'B' of 8 bits, which the encoder converts;
 *     empty for those that they state and, for R'G'B', BT.709
 * @param subtitles whether the subtitles of a file are copied ({@link MovieTags#subtitles}); otherwise a note says that
 *     they are left out
 * @param exactTimes whether pictures have the very times of the file, in its own unit; otherwise those of a file that
 *     states a constant rate are placed at the frames of that rate, because containers round times
 */
public record MediaOptions(
        boolean sound,
        OptionalInt audioTrack,
        boolean deinterlace,
        int background,
        boolean allowPlaylists,
        Optional<ColorDescription> color,
        boolean subtitles,
        boolean exactTimes) {

    /** Reads every sound track that can be decoded, in the order of the file. */
    public static final int ALL_TRACKS = 0;

    /** The defaults: with sound, deinterlaced, on a black background, without playlists. */
    public static final MediaOptions DEFAULT =
            new MediaOptions(true, OptionalInt.empty(), true, 0, false, Optional.empty(), false, false);

    /**
     * Options without exact times.
     *
     * @param sound whether to read the sound
     * @param audioTrack the number of the sound track, or {@link #ALL_TRACKS}
     * @param deinterlace whether to convert each interlaced picture to a progressive one
     * @param background the colour behind transparent pictures, as 0xRRGGBB
     * @param allowPlaylists whether to read playlists and scripts
     * @param color the colours to which pictures are converted
     * @param subtitles whether the subtitles are copied
     */
    public MediaOptions(
            boolean sound,
            OptionalInt audioTrack,
            boolean deinterlace,
            int background,
            boolean allowPlaylists,
            Optional<ColorDescription> color,
            boolean subtitles) {
        this(sound, audioTrack, deinterlace, background, allowPlaylists, color, subtitles, false);
    }

    /**
     * Options without subtitles.
     *
     * @param sound whether to read the sound
     * @param audioTrack the number of the sound track, or {@link #ALL_TRACKS}
     * @param deinterlace whether to convert each interlaced picture to a progressive one
     * @param background the colour behind transparent pictures, as 0xRRGGBB
     * @param allowPlaylists whether to read playlists and scripts
     * @param color the colours to which pictures are converted
     */
    public MediaOptions(
            boolean sound,
            OptionalInt audioTrack,
            boolean deinterlace,
            int background,
            boolean allowPlaylists,
            Optional<ColorDescription> color) {
        this(sound, audioTrack, deinterlace, background, allowPlaylists, color, false);
    }

    /** Checks the ranges. */
    public MediaOptions {
        if (background < 0 || background > 0xFFFFFF) {
            throw new IllegalArgumentException(
                    "background: 0x%X given, 0x000000 to 0xFFFFFF allowed".formatted(background));
        }
        if (audioTrack.isPresent() && audioTrack.getAsInt() < ALL_TRACKS) {
            throw new IllegalArgumentException(
                    "audioTrack: %d given, 1 or more, or 0 (all) allowed".formatted(audioTrack.getAsInt()));
        }
    }

    /**
     * Returns the same options with or without sound.
     *
     * @param wanted whether to read the sound
     * @return the new options
     */
    public MediaOptions withSound(boolean wanted) {
        return new MediaOptions(
                wanted, audioTrack, deinterlace, background, allowPlaylists, color, subtitles, exactTimes);
    }

    /**
     * Returns the same options with or without subtitles.
     *
     * @param wanted whether to copy the subtitles
     * @return the new options
     */
    public MediaOptions withSubtitles(boolean wanted) {
        return new MediaOptions(sound, audioTrack, deinterlace, background, allowPlaylists, color, wanted, exactTimes);
    }

    /**
     * Returns the same options with or without exact times.
     *
     * @param wanted whether pictures have the very times of the file
     * @return the new options
     */
    public MediaOptions withExactTimes(boolean wanted) {
        return new MediaOptions(sound, audioTrack, deinterlace, background, allowPlaylists, color, subtitles, wanted);
    }
}
