// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.bitstream.obu.Obu;
import dev.moviemaker.bitstream.obu.ObuType;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * Finds the sequence header that a stream will have. SVT-AV1 4.2 announces one at opening whose tool flags differ from
 * what it writes (enable_cdef, enable_restoration and others are decided with the first picture), so one black picture
 * is coded and its header taken.
 */
final class SequenceProbe {
    private SequenceProbe() {}

    /** The sequence header OBU, header and size field included. */
    static ByteBuffer run(EncoderSettings settings, SvtPlan plan) {
        AVCodecContext context = SvtCodec.open(settings, plan);
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            SvtFrame black = new SvtFrame(plan.codedWidth(), plan.codedHeight(), settings.bitDepth());
            try {
                black.picture.y().fill((byte) 0);
                black.picture.u().fill((byte) 0);
                black.picture.v().fill((byte) 0);
                black.frame.pts(0);
                require(avcodec.avcodec_send_frame(context, black.frame));
            } finally {
                black.free();
            }
            require(avcodec.avcodec_send_frame(context, null));
            require(avcodec.avcodec_receive_packet(context, packet));
            byte[] unit = AvAddress.segment(packet.data(), packet.size()).toArray(ValueLayout.JAVA_BYTE);
            // Only a look for more tells SVT-AV1 of the end; without it, it complains on standard error.
            int ignored = avcodec.avcodec_receive_packet(context, packet);
            return sequenceHeader(unit);
        } finally {
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(context);
        }
    }

    static ByteBuffer sequenceHeader(byte[] unit) {
        return Obu.split(unit).stream()
                .filter(obu -> obu.type() == ObuType.SEQUENCE_HEADER)
                .findFirst()
                .map(obu -> ByteBuffer.wrap(obu.toByteArray()))
                .orElseThrow(() -> new EncodeFailedException("SVT-AV1's first packet has no sequence header"));
    }

    private static void require(int status) {
        if (status < 0) {
            throw new EncodeFailedException("SVT-AV1 does not code a first picture: " + AvError.text(status));
        }
    }
}
