// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/** Copies a Matroska file and gives it HDR10's static metadata, for which ffmpeg's command line has no option. */
final class HdrCopy {
    /** MaxCLL and MaxFALL in candelas per square metre. */
    static final String LIGHT = "1000/400";

    /** Red, green, blue and white point x and y, least and most luminance: numerators and denominators. */
    private static final int[] DISPLAY = {
        34_000,
        50_000,
        16_000,
        50_000,
        13_250,
        50_000,
        34_500,
        50_000,
        7_500,
        50_000,
        3_000,
        50_000,
        15_635,
        50_000,
        16_450,
        50_000,
        1,
        10_000,
        10_000_000,
        10_000,
        1,
        1
    };

    private HdrCopy() {}

    static void make(Path from, Path to) throws IOException {
        AVFormatContext in = new AVFormatContext((Pointer) null);
        check(avformat.avformat_open_input(in, from.toString(), (AVInputFormat) null, (AVDictionary) null));
        AVFormatContext out = new AVFormatContext((Pointer) null);
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            check(avformat.avformat_alloc_output_context2(out, (AVOutputFormat) null, "matroska", to.toString()));
            AVStream stream = avformat.avformat_new_stream(out, null);
            check(avcodec.avcodec_parameters_copy(
                    stream.codecpar(), in.streams(0).codecpar()));
            stream.avg_frame_rate(in.streams(0).avg_frame_rate());
            add(stream.codecpar(), avcodec.AV_PKT_DATA_MASTERING_DISPLAY_METADATA, DISPLAY);
            add(stream.codecpar(), avcodec.AV_PKT_DATA_CONTENT_LIGHT_LEVEL, new int[] {1000, 400});
            AVIOContext io = new AVIOContext((Pointer) null);
            check(avformat.avio_open(io, to.toString(), avformat.AVIO_FLAG_WRITE));
            out.pb(io);
            check(avformat.avformat_write_header(out, (AVDictionary) null));
            while (avformat.av_read_frame(in, packet) >= 0) {
                avcodec.av_packet_rescale_ts(packet, in.streams(0).time_base(), stream.time_base());
                check(avformat.av_interleaved_write_frame(out, packet));
            }
            check(avformat.av_write_trailer(out));
            check(avformat.avio_closep(io));
            out.pb(null);
        } finally {
            avcodec.av_packet_free(packet);
            avformat.avformat_free_context(out);
            avformat.avformat_close_input(in);
        }
    }

    private static void add(AVCodecParameters parameters, int type, int[] values) throws IOException {
        AVPacketSideData list = parameters.coded_side_data();
        int size = values.length * Integer.BYTES;
        try (IntPointer count = new IntPointer(1)) {
            count.put(parameters.nb_coded_side_data());
            AVPacketSideData added = avcodec.av_packet_side_data_new(
                    list == null ? new AVPacketSideData((Pointer) null) : list, count, type, size, 0);
            if (added == null || added.isNull()) {
                throw new IOException("no memory for metadata");
            }
            ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            for (int value : values) {
                bytes.putInt(value);
            }
            new BytePointer(added.data()).put(bytes.array());
            // The list begins with the first entry.
            parameters.coded_side_data(added.position(added.position() - count.get() + 1));
            parameters.nb_coded_side_data(count.get());
        }
    }

    private static void check(int status) throws IOException {
        if (status < 0) {
            throw new IOException("metadata cannot be added: status " + status);
        }
    }
}
