// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.bitstream.obu.Obu;
import dev.moviemaker.bitstream.obu.ObuType;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
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

    /** Begins on a thread of its own: the encoder itself takes as long to open. */
    static Future<ByteBuffer> begin(EncoderSettings settings, SvtPlan plan) {
        FutureTask<ByteBuffer> probe = new FutureTask<>(() -> run(settings, plan));
        Thread.ofPlatform().daemon().name("svt-av1-probe").start(probe);
        return probe;
    }

    /** Waits for the sequence header OBU, header and size field included, whatever the interrupt flag. */
    static ByteBuffer await(Future<ByteBuffer> probe) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return probe.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (Objects.requireNonNull(e.getCause())) {
                case Av1EncoderException failure -> throw failure;
                case Error error -> throw error;
                default -> throw new EncodeFailedException("SVT-AV1 does not code a first picture: " + e.getCause(), e);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ByteBuffer run(EncoderSettings settings, SvtPlan plan) {
        // One thread per stage takes least time and memory to set up, and codes the same.
        AVCodecContext context = SvtCodec.open(settings, plan.with("lp", "1"));
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
