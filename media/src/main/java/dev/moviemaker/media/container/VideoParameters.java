// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.HdrMetadata;
import dev.moviemaker.VideoStream;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.SequenceObu;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVContentLightMetadata;
import org.bytedeco.ffmpeg.avutil.AVMasteringDisplayMetadata;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/** Tells a container what the video track is. */
final class VideoParameters {
    /** Chromaticities and luminances are written as fractions of this. */
    private static final int DENOMINATOR = 50_000;

    private static final int LUMINANCE_DENOMINATOR = 10_000;

    private VideoParameters() {}

    static void set(AVCodecParameters parameters, VideoStream video) {
        ColorDescription color = video.color();
        parameters.codec_type(avutil.AVMEDIA_TYPE_VIDEO);
        parameters.codec_id(avcodec.AV_CODEC_ID_AV1);
        parameters.width(video.codedWidth());
        parameters.height(video.codedHeight());
        parameters.format(video.bitDepth() == 8 ? avutil.AV_PIX_FMT_YUV420P : avutil.AV_PIX_FMT_YUV420P10LE);
        parameters
                .sample_aspect_ratio()
                .num(Math.toIntExact(video.pixelAspect().numerator()))
                .den(Math.toIntExact(video.pixelAspect().denominator()));
        parameters.field_order(avcodec.AV_FIELD_PROGRESSIVE);
        parameters.color_primaries(color.primaries().code());
        parameters.color_trc(color.transfer().code());
        parameters.color_space(color.matrix().code());
        parameters.color_range(
                color.range() == ColorDescription.Range.FULL ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
        SequenceHeader header = SequenceObu.parse(video.sequenceHeader());
        parameters.chroma_location(
                switch (header.colorConfig().chromaSamplePosition()) {
                    case 1 -> avutil.AVCHROMA_LOC_LEFT;
                    case 2 -> avutil.AVCHROMA_LOC_TOPLEFT;
                    default -> avutil.AVCHROMA_LOC_UNSPECIFIED;
                });
        parameters.profile(header.seqProfile());
        parameters.level(header.operatingPoints().getFirst().seqLevelIdx());
        parameters.bit_rate(video.averageBitrate());
        extradata(parameters, video.sequenceHeader());
        if (video.codedWidth() != video.width() || video.codedHeight() != video.height()) {
            cropping(parameters, video.codedWidth() - video.width(), video.codedHeight() - video.height());
        }
        video.hdrMetadata().ifPresent(hdr -> {
            if (hdr.hasMasteringDisplay()) {
                masteringDisplay(parameters, hdr);
            }
            if (hdr.maxContentLight() > 0 || hdr.maxFrameAverageLight() > 0) {
                contentLight(parameters, hdr);
            }
        });
    }

    private static void extradata(AVCodecParameters parameters, ByteBuffer sequenceHeader) {
        int size = sequenceHeader.remaining();
        Pointer memory = avutil.av_mallocz(size + avcodec.AV_INPUT_BUFFER_PADDING_SIZE);
        AvAddress.segment(memory, size).copyFrom(MemorySegment.ofBuffer(sequenceHeader));
        parameters.extradata(new AvAddress(memory.address()));
        parameters.extradata_size(size);
    }

    /** Pixels to discard at top, bottom, left and right, four bytes each. */
    private static void cropping(AVCodecParameters parameters, int right, int bottom) {
        MemorySegment data = sideData(parameters, avcodec.AV_PKT_DATA_FRAME_CROPPING, 16);
        data.fill((byte) 0);
        data.set(ValueLayout.JAVA_INT_UNALIGNED, 4, bottom);
        data.set(ValueLayout.JAVA_INT_UNALIGNED, 12, right);
    }

    private static void masteringDisplay(AVCodecParameters parameters, HdrMetadata hdr) {
        int size = new AVMasteringDisplayMetadata((Pointer) null).sizeof();
        MemorySegment data = sideData(parameters, avcodec.AV_PKT_DATA_MASTERING_DISPLAY_METADATA, size);
        data.fill((byte) 0);
        AVMasteringDisplayMetadata metadata = new AVMasteringDisplayMetadata(new AvAddress(data));
        for (int i = 0; i < 3; i++) {
            set(metadata.display_primaries(i, 0), hdr.primaries().get(i).x(), DENOMINATOR);
            set(metadata.display_primaries(i, 1), hdr.primaries().get(i).y(), DENOMINATOR);
        }
        set(metadata.white_point(0), hdr.whitePoint().x(), DENOMINATOR);
        set(metadata.white_point(1), hdr.whitePoint().y(), DENOMINATOR);
        set(metadata.max_luminance(), hdr.maxLuminance(), LUMINANCE_DENOMINATOR);
        set(metadata.min_luminance(), hdr.minLuminance(), LUMINANCE_DENOMINATOR);
        metadata.has_primaries(1).has_luminance(1);
    }

    private static void contentLight(AVCodecParameters parameters, HdrMetadata hdr) {
        int size = new AVContentLightMetadata((Pointer) null).sizeof();
        MemorySegment data = sideData(parameters, avcodec.AV_PKT_DATA_CONTENT_LIGHT_LEVEL, size);
        new AVContentLightMetadata(new AvAddress(data))
                .MaxCLL(hdr.maxContentLight()).MaxFALL(hdr.maxFrameAverageLight());
    }

    private static void set(AVRational target, double value, int denominator) {
        target.num((int) Math.round(value * denominator)).den(denominator);
    }

    private static MemorySegment sideData(AVCodecParameters parameters, int type, int size) {
        AVPacketSideData list = parameters.coded_side_data();
        if (list == null) {
            list = new AVPacketSideData((Pointer) null);
        }
        try (Arena arena = Arena.ofConfined()) {
            IntPointer count = new IntPointer(new AvAddress(arena.allocate(ValueLayout.JAVA_INT)));
            count.put(parameters.nb_coded_side_data());
            AVPacketSideData added = avcodec.av_packet_side_data_new(list, count, type, size, 0);
            if (added == null || added.isNull()) {
                throw new OutOfMemoryError("no memory for the track's description");
            }
            parameters.coded_side_data(list);
            parameters.nb_coded_side_data(count.get());
            return AvAddress.segment(added.data(), size);
        }
    }
}
