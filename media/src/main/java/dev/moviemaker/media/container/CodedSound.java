// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedSound;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.spi.SoundEncoder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/** Codes a track of sound apart from a file, and makes its packets those of a file again. */
final class CodedSound implements SoundEncoder {
    /** Where the header of Opus states the samples to skip at the start (RFC 7845, 5.1): two bytes. */
    private static final int OPUS_PRE_SKIP = 10;

    private final AudioTrack track;

    CodedSound(AudioFormat format, Sink sink) {
        // Containers that want headers in the packets too are not among ours.
        track = AudioTrack.open(format, true, packet -> {
            // FLAC ends with a packet of nothing but another header, for files that are not complete by then.
            if (packet.size() > 0) {
                sink.accept(of(packet));
            }
        });
    }

    private EncodedSound of(AVPacket packet) {
        return new EncodedSound(
                AvAddress.segment(packet.data(), packet.size()),
                packet.pts(),
                packet.duration(),
                sampleRate(),
                DiscardPadding.get(packet));
    }

    AudioTrack track() {
        return track;
    }

    /** A packet for libavformat, which the caller frees. */
    static AVPacket packet(EncodedSound sound) {
        AVPacket packet = avcodec.av_packet_alloc();
        int size = Math.toIntExact(sound.data().byteSize());
        if (packet == null || avcodec.av_new_packet(packet, size) < 0) {
            throw new OutOfMemoryError("no memory for a packet of sound");
        }
        MemorySegment.copy(sound.data(), 0, AvAddress.segment(packet.data(), size), 0, size);
        packet.pts(sound.pts());
        packet.dts(sound.pts());
        packet.duration(sound.duration());
        packet.flags(avcodec.AV_PKT_FLAG_KEY);
        if (sound.discardedAtEnd() > 0) {
            DiscardPadding.set(packet, sound.discardedAtEnd());
        }
        return packet;
    }

    /** Sound that begins in the middle has nothing to skip at its start. */
    static void beginsInTheMiddle(AVCodecParameters parameters) {
        parameters.initial_padding(0);
        if (parameters.codec_id() == avcodec.AV_CODEC_ID_OPUS
                && parameters.extradata_size() >= OPUS_PRE_SKIP + Short.BYTES) {
            AvAddress.segment(parameters.extradata(), parameters.extradata_size())
                    .asSlice(OPUS_PRE_SKIP, Short.BYTES)
                    .fill((byte) 0);
        }
    }

    @Override
    public int sampleRate() {
        return track.sampleRate();
    }

    @Override
    public void write(AudioBlock block) throws IOException {
        track.write(block);
    }

    @Override
    public void finish() throws IOException {
        track.finish();
    }

    @Override
    public List<String> warnings() {
        return track.warnings();
    }

    @Override
    public long samplesClamped() {
        return track.clamped();
    }

    @Override
    public void close() {
        track.close();
    }
}
