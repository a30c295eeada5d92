// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.media.av.AvLibraries;
import dev.moviemaker.spi.DecoderProvider;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Decodes AV1 in memory with the libaom that is part of FFmpeg. */
public final class Av1Decoder implements DecoderProvider {

    /** Creates a decoder; called by {@link java.util.ServiceLoader}. */
    public Av1Decoder() {}

    @Override
    public boolean isAvailable() {
        return AvLibraries.failure().isEmpty();
    }

    @Override
    public List<CpuFrame> decode(List<byte[]> temporalUnits) throws IOException {
        AvLibraries.load();
        AVCodecParameters parameters = avcodec.avcodec_parameters_alloc();
        parameters.codec_type(avutil.AVMEDIA_TYPE_VIDEO).codec_id(avcodec.AV_CODEC_ID_AV1);
        AVPacket packet = avcodec.av_packet_alloc();
        List<CpuFrame> frames = new ArrayList<>();
        AVFrame picture = avutil.av_frame_alloc();
        try (PictureDecoder decoder = new PictureDecoder(parameters);
                PictureFilter filter =
                        new PictureFilter(parameters.codec_id(), false, MediaOptions.DEFAULT, new Notes("AV1"))) {
            for (byte[] unit : temporalUnits) {
                fill(packet, unit);
                require(decoder.send(packet), frames.size());
                avcodec.av_packet_unref(packet);
                take(decoder, filter, picture, frames);
            }
            require(decoder.send(null), frames.size());
            take(decoder, filter, picture, frames);
        } finally {
            avutil.av_frame_free(picture);
            avcodec.av_packet_free(packet);
            avcodec.avcodec_parameters_free(parameters);
        }
        return frames;
    }

    private static void fill(AVPacket packet, byte[] unit) throws IOException {
        require(avcodec.av_new_packet(packet, unit.length), 0);
        AvAddress.segment(packet.data(), unit.length).copyFrom(MemorySegment.ofArray(unit));
    }

    /** Takes every frame that is ready. */
    private static void take(PictureDecoder decoder, PictureFilter filter, AVFrame picture, List<CpuFrame> frames)
            throws IOException {
        int status = decoder.receive();
        while (status != AvError.AGAIN && status != AvError.EOF) {
            require(status, frames.size());
            filter.push(decoder.frame());
            while (filter.pull(picture)) {
                frames.add(copy(PictureTrack.frame(picture, filter.target().format(), frames.size())));
            }
            status = decoder.receive();
        }
    }

    private static CpuFrame copy(CpuFrame frame) {
        List<CpuFrame.Plane> planes = frame.planes().stream()
                .map(plane -> new CpuFrame.Plane(
                        MemorySegment.ofArray(plane.data().toArray(ValueLayout.JAVA_BYTE)), plane.strideBytes()))
                .toList();
        return new CpuFrame(frame.format(), frame.width(), frame.height(), planes);
    }

    private static void require(int status, int frames) throws IOException {
        if (status < 0) {
            throw new IOException("after %d frames: %s".formatted(frames, AvError.text(status)));
        }
    }
}
