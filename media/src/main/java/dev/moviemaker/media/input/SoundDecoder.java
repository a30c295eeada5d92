package dev.moviemaker.media.input;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Decodes sound to interleaved samples. */
final class SoundDecoder implements AutoCloseable {
    private final AVCodecContext context;
    private final AVFrame decoded = avutil.av_frame_alloc();
    private final AudioInfo info;
    private MemorySegment samples = MemorySegment.ofArray(new long[0]);
    private boolean closed;

    SoundDecoder(AVCodecParameters parameters, AVRational timeBase) throws IOException {
        AVCodec codec = avcodec.avcodec_find_decoder(parameters.codec_id());
        if (codec == null || codec.isNull()) {
            throw new IOException("no decoder for "
                    + avcodec.avcodec_get_name(parameters.codec_id()).getString());
        }
        context = avcodec.avcodec_alloc_context3(codec);
        int status = avcodec.avcodec_parameters_to_context(context, parameters);
        if (status >= 0) {
            // Without it the times of frames whose first samples are skipped stay where the skipped ones were.
            context.pkt_timebase().num(timeBase.num()).den(timeBase.den());
            status = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
        }
        if (status < 0) {
            close();
            throw new IOException("sound cannot be decoded: " + AvError.text(status));
        }
        int packed = avutil.av_get_packed_sample_fmt(context.sample_fmt());
        AudioBlock.SampleFormat format;
        if (packed == avutil.AV_SAMPLE_FMT_U8 || packed == avutil.AV_SAMPLE_FMT_S16) {
            format = AudioBlock.SampleFormat.S16;
        } else if (packed == avutil.AV_SAMPLE_FMT_S32) {
            format = AudioBlock.SampleFormat.S32;
        } else {
            format = AudioBlock.SampleFormat.F32;
        }
        info = new AudioInfo(context.sample_rate(), context.ch_layout().nb_channels(), format, OptionalLong.empty());
    }

    AudioInfo info() {
        return info;
    }

    int send(@Nullable AVPacket packet) {
        return avcodec.avcodec_send_packet(context, packet);
    }

    int receive() {
        return avcodec.avcodec_receive_frame(context, decoded);
    }

    AVFrame frame() {
        return decoded;
    }

    /** Interleaves samples {@code from} to {@code to} of the last frame. */
    AudioBlock block(int from, int to) {
        int channels = info.channels();
        int bytes = info.sampleFormat().bytes();
        int count = to - from;
        reserve((long) count * channels * bytes);
        int format = decoded.format();
        boolean planar = avutil.av_sample_fmt_is_planar(format) != 0;
        int sourceBytes = avutil.av_get_bytes_per_sample(format);
        MemorySegment[] planes = new MemorySegment[planar ? channels : 1];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = AvAddress.segment(decoded.extended_data(i), (long) to * sourceBytes * (planar ? 1 : channels));
        }
        if (!planar && sourceBytes == bytes) {
            MemorySegment.copy(planes[0], (long) from * channels * bytes, samples, 0, (long) count * channels * bytes);
        } else {
            for (int i = 0; i < count; i++) {
                for (int c = 0; c < channels; c++) {
                    long source = planar ? from + i : (long) (from + i) * channels + c;
                    SampleCopy.copy(
                            planes[planar ? c : 0], source, sourceBytes, samples, (long) i * channels + c, bytes);
                }
            }
        }
        return new AudioBlock(
                samples.asSlice(0, (long) count * channels * bytes), info.sampleFormat(), info.sampleRate(), channels);
    }

    /** Silence of the sound's format. */
    AudioBlock silence(int frames) {
        long bytes = (long) frames * info.channels() * info.sampleFormat().bytes();
        reserve(bytes);
        samples.asSlice(0, bytes).fill((byte) 0);
        return new AudioBlock(samples.asSlice(0, bytes), info.sampleFormat(), info.sampleRate(), info.channels());
    }

    private void reserve(long bytes) {
        if (samples.byteSize() < bytes) {
            samples = MemorySegment.ofArray(new long[Math.toIntExact((bytes + 7) / 8)]);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        avutil.av_frame_free(decoded);
        avcodec.avcodec_free_context(context);
    }
}
