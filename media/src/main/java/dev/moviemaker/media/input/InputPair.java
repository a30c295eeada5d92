// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.MovieTags;
import dev.moviemaker.Rational;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Combines the pictures of one input with the sound of another, in the order of their times. */
public final class InputPair implements MovieInput {
    private final MovieInput pictures;
    private final MovieInput sound;
    private long soundFrames;
    private long pictureUnits;
    private boolean picturesEnded;
    private boolean soundEnded;

    /**
     * Combines two inputs. Both are closed with this one.
     *
     * @param pictures the input whose pictures are read; its sound, if any, is ignored
     * @param sound the input whose sound is read; its pictures, if any, are ignored
     */
    public InputPair(MovieInput pictures, MovieInput sound) {
        this.pictures = pictures;
        this.sound = sound;
    }

    @Override
    public Optional<VideoInfo> video() {
        return pictures.video();
    }

    @Override
    public Optional<AudioInfo> audio() {
        return sound.audio();
    }

    @Override
    public List<AudioInfo> audioTracks() {
        return sound.audioTracks();
    }

    /** Returns the metadata of the pictures, with that of the sound tracks from the sound. */
    @Override
    public MovieTags tags() {
        MovieTags of = pictures.tags();
        return new MovieTags(of.movie(), of.pictures(), sound.tags().sound(), of.chapters(), of.subtitles());
    }

    @Override
    public List<Path> files() {
        List<Path> files = new ArrayList<>(pictures.files());
        files.addAll(sound.files());
        return files;
    }

    @Override
    public Optional<Item> next() throws IOException {
        while (!picturesEnded || !soundEnded) {
            boolean soundNext = picturesEnded || (!soundEnded && soundSeconds() < pictureSeconds());
            Optional<Item> item = soundNext ? sound.next() : pictures.next();
            if (item.isEmpty()) {
                if (soundNext) {
                    soundEnded = true;
                } else {
                    picturesEnded = true;
                }
            } else if (soundNext && item.get() instanceof Item.Sound block) {
                soundFrames += block.track() == 0 ? block.block().frames() : 0;
                return item;
            } else if (!soundNext && item.get() instanceof Item.Picture picture) {
                pictureUnits = picture.frame().pts() + picture.duration();
                return item;
            }
        }
        return Optional.empty();
    }

    @Override
    public void leavePictures() {
        pictures.leavePictures();
        picturesEnded = true;
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(pictures.notes());
        notes.addAll(sound.notes());
        return notes;
    }

    @Override
    public void close() {
        pictures.close();
        sound.close();
    }

    private double soundSeconds() {
        return sound.audio()
                .map(info -> (double) soundFrames / info.sampleRate())
                .orElse(0.0);
    }

    private double pictureSeconds() {
        return pictures.video()
                .map(VideoInfo::timeBase)
                .map(Rational::toDouble)
                .map(unit -> unit * pictureUnits)
                .orElse(0.0);
    }
}
