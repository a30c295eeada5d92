// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.Rational;
import dev.moviemaker.spi.ContainerWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Times of one connection, which begin at zero with its first key frame. Sound that is missing because it was left out
 * becomes silence, so that it stays with its pictures. Not thread-safe.
 */
final class LiveTimes {
    private final ContainerWriter writer;
    private final Rational timeBase;
    private final long basePts;
    private final long[] baseSamples;
    private final long[] written;

    /** A connection that begins at a time, in units of the time base. */
    LiveTimes(ContainerWriter writer, Rational timeBase, long basePts, List<AudioFormat> sound) {
        this.writer = writer;
        this.timeBase = timeBase;
        this.basePts = basePts;
        written = new long[sound.size()];
        baseSamples = sound.stream()
                .mapToLong(format -> timeBase.rescale(basePts, new Rational(1, format.sampleRate())))
                .toArray();
    }

    void write(EncodedFrame packet) throws IOException {
        writer.writeVideo(
                basePts == 0
                        ? packet
                        : EncodedFrame.of(
                                packet.data(),
                                packet.pts() - basePts,
                                packet.dts() - basePts,
                                packet.duration(),
                                timeBase,
                                packet.keyFrame()));
    }

    void write(LiveItem.Sound sound) throws IOException {
        int track = sound.track();
        AudioBlock block = sound.block();
        long start = sound.start() - baseSamples[track];
        while (start > written[track]) {
            AudioBlock silence = silence(block, Math.min(block.sampleRate(), start - written[track]));
            writer.writeAudio(silence, track);
            written[track] += silence.frames();
        }
        long late = Math.min(block.frames(), written[track] - start);
        if (late < block.frames()) {
            AudioBlock rest = late == 0 ? block : from(block, late);
            writer.writeAudio(rest, track);
            written[track] += rest.frames();
        }
    }

    private static AudioBlock from(AudioBlock block, long frame) {
        long offset = frame * block.channels() * block.sampleFormat().bytes();
        return new AudioBlock(block.data().asSlice(offset), block.sampleFormat(), block.sampleRate(), block.channels());
    }

    private static AudioBlock silence(AudioBlock like, long frames) {
        byte[] zeros = new byte
                [Math.toIntExact(frames * like.channels() * like.sampleFormat().bytes())];
        return new AudioBlock(MemorySegment.ofArray(zeros), like.sampleFormat(), like.sampleRate(), like.channels());
    }
}
