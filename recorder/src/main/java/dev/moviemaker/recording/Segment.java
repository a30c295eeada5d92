// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncodedSound;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.MovieTags;
import dev.moviemaker.Rational;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One file of several, or a part of a recording that becomes a file.
 *
 * @param startPts its time 0 in the recording
 */
record Segment(FileDestination file, long startPts, Rational timeBase) {

    /** A time of pictures in samples. */
    static long samples(long pts, EncoderSettings settings, long rate) {
        return settings.timeBase().rescale(pts, new Rational(1, rate));
    }

    long startSample(long rate) {
        return timeBase.rescale(startPts, new Rational(1, rate));
    }

    /** The packet with its time in the file; valid as long as the packet. */
    EncodedFrame shifted(EncodedFrame packet) {
        return startPts == 0
                ? packet
                : EncodedFrame.of(
                        packet.data(),
                        packet.pts() - startPts,
                        packet.dts() - startPts,
                        packet.duration(),
                        packet.timeBase(),
                        packet.keyFrame());
    }

    EncodedSound shifted(EncodedSound packet) {
        return startPts == 0 ? packet : packet.at(packet.pts() - startSample(packet.sampleRate()));
    }

    /** The words of a recording, as far as they are this file's: chapters and subtitles count from its start. */
    MovieTags tags(MovieTags all) {
        Duration start = Duration.ofNanos(timeBase.rescale(startPts, new Rational(1, 1_000_000_000)));
        List<MovieTags.Chapter> chapters = new ArrayList<>();
        for (MovieTags.Chapter chapter : all.chapters()) {
            if (chapter.end().compareTo(start) > 0) {
                Duration begins = chapter.start().minus(start);
                chapters.add(new MovieTags.Chapter(
                        begins.isNegative() ? Duration.ZERO : begins,
                        chapter.end().minus(start),
                        chapter.title()));
            }
        }
        Optional<MovieTags.Subtitles> subtitles = all.subtitles()
                .map(from -> new MovieTags.Subtitles(from.file(), from.startSeconds() + start.toNanos() / 1e9));
        return new MovieTags(all.movie(), all.pictures(), all.sound(), chapters, subtitles);
    }
}
