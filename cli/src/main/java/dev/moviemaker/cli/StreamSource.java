// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.Frame;
import dev.moviemaker.cli.stream.SharedPictures;
import dev.moviemaker.cli.stream.StreamHeader;
import dev.moviemaker.cli.stream.StreamRecordReader;
import dev.moviemaker.media.input.AudioInfo;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.VideoInfo;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A stream of another program as an input. Payloads are read into the memory that is handed on, two pictures' and two
 * pieces of sound's in turn: no frame is copied on its way.
 */
final class StreamSource implements MovieInput {
    /** What becomes of the stream's sound. */
    enum Sounds {
        RECORDED,
        UNWANTED,
        /** The file has no place for it, which is a warning. */
        NO_PLACE
    }

    private static final int ALIGNMENT = 64;

    private final StreamRecordReader reader;
    private final StreamHeader header;
    private final Sounds sounding;
    private final String name;
    private final VideoInfo video;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment[] pictures = {MemorySegment.NULL, MemorySegment.NULL};
    private final MemorySegment[] sounds = {MemorySegment.NULL, MemorySegment.NULL};
    private long picturesRead;
    private long soundsRead;
    private boolean soundLeftOut;
    private @Nullable SharedPictures shared;
    private long slotsRead;
    private long slotsBefore;

    /** Takes over the reader: it is closed with the source. */
    StreamSource(String name, StreamRecordReader reader, Sounds sounding) {
        this.reader = reader;
        this.sounding = sounding;
        header = reader.header();
        this.name = name;
        video = new VideoInfo(header.width(), header.height(), header.pixels(), header.framerate(), Optional.empty());
    }

    @Override
    public Optional<VideoInfo> video() {
        return Optional.of(video);
    }

    @Override
    public Optional<AudioInfo> audio() {
        return sounding == Sounds.RECORDED
                ? header.sound()
                        .map(sound -> new AudioInfo(
                                sound.sampleRate(), sound.channels(), 0, sound.format(), OptionalLong.empty()))
                : Optional.empty();
    }

    @Override
    public Optional<Item> next() throws IOException {
        if (shared != null) {
            // What the call before the last one gave is no longer needed.
            shared.release(slotsBefore);
            slotsBefore = slotsRead;
        }
        while (true) {
            switch (reader.next()) {
                case null -> {
                    return Optional.empty();
                }
                case StreamRecordReader.Item.Picture picture -> {
                    MemorySegment memory = memory(pictures, picturesRead++, picture.bytes());
                    return reader.read(memory) ? Optional.of(picture(memory, picture.time())) : Optional.empty();
                }
                case StreamRecordReader.Item.Slot slot -> {
                    if (shared == null) {
                        shared = SharedPictures.open(header, name);
                    }
                    slotsRead++;
                    return Optional.of(picture(shared.slot(slot.slot()), slot.time()));
                }
                case StreamRecordReader.Item.Sound sound -> {
                    MemorySegment memory = memory(sounds, soundsRead++, sound.bytes());
                    if (!reader.read(memory)) {
                        return Optional.empty();
                    }
                    if (sounding == Sounds.RECORDED) {
                        return Optional.of(new Item.Sound(block(header.sound().orElseThrow(), memory), 0));
                    }
                    soundLeftOut = sounding == Sounds.NO_PLACE;
                }
            }
        }
    }

    private Item picture(MemorySegment memory, long time) {
        return new Item.Picture(
                Frame.of(header.pixels(), header.width(), header.height(), memory)
                        .withPts(time),
                1);
    }

    private static AudioBlock block(StreamHeader.Sound sound, MemorySegment memory) {
        return new AudioBlock(memory, sound.format(), sound.sampleRate(), sound.channels());
    }

    private MemorySegment memory(MemorySegment[] pair, long count, int bytes) {
        int index = (int) (count % pair.length);
        if (pair[index].byteSize() < bytes) {
            pair[index] = arena.allocate(bytes, ALIGNMENT);
        }
        return pair[index].asSlice(0, bytes);
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(reader.cutShort().stream().toList());
        if (soundLeftOut) {
            notes.add("the sound is left out: this kind of file has no place for it");
        }
        return notes;
    }

    @Override
    public void close() {
        reader.close();
        arena.close();
        if (shared != null) {
            shared.close();
        }
    }
}
