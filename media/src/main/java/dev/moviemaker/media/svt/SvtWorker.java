// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.OutputException;
import dev.moviemaker.Rational;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.spi.PacketSink;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** The codec's thread: codes frames, delivers packets, and frees the codec when it ends. Owns the codec's context. */
final class SvtWorker implements Runnable {

    /** Takes packets, and is notified of the last one. */
    interface Packets extends PacketSink {
        /** After the last packet, unless something failed. */
        default void ended() throws IOException {}
    }

    private final FrameExchange frames;
    private final AVCodecContext context;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final Rational timeBase;
    private final Packets sink;
    private final StallWatch watch;
    private final FrameTimes times;
    private boolean drained;

    SvtWorker(
            FrameExchange frames,
            AVCodecContext context,
            Rational timeBase,
            Packets sink,
            StallWatch watch,
            FrameTimes times) {
        this.frames = frames;
        this.context = context;
        this.timeBase = timeBase;
        this.sink = sink;
        this.watch = watch;
        this.times = times;
    }

    @Override
    public void run() {
        try {
            codeAll();
        } catch (Av1EncoderException e) {
            frames.failed(e);
        } catch (RuntimeException | Error e) {
            frames.failed(new EncodeFailedException("SVT-AV1's thread failed: " + e, e));
        } finally {
            frames.ended();
            release();
            frames.released();
        }
    }

    private void codeAll() {
        SvtFrame next = frames.next();
        while (next != null) {
            try {
                code(next);
            } finally {
                frames.giveBack(next);
            }
            next = frames.next();
        }
        if (!frames.abandoned()) {
            drain();
        }
    }

    private void code(SvtFrame next) {
        AVFrame frame = next.frame;
        frame.pts(next.pts);
        frame.duration(next.duration);
        frame.pict_type(next.forceKeyFrame ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
        times.add(next.pts, next.duration);
        int status = send(frame);
        if (status == AvError.AGAIN) {
            receive();
            status = send(frame);
        }
        if (status < 0) {
            throw new EncodeFailedException(
                    "SVT-AV1 refused the frame at pts %d: %s".formatted(next.pts, AvError.text(status)));
        }
        receive();
    }

    private void drain() {
        drained = true;
        int status = send(null);
        if (status < 0) {
            throw new EncodeFailedException("SVT-AV1 does not finish: " + AvError.text(status));
        }
        status = receive();
        if (status != AvError.EOF) {
            throw new EncodeFailedException("SVT-AV1 does not deliver its last frames: " + AvError.text(status));
        }
        if (!times.isEmpty()) {
            throw new EncodeFailedException("SVT-AV1 lost the frame at pts %d".formatted(times.firstPts()));
        }
        try {
            sink.ended();
        } catch (IOException e) {
            throw new OutputException(String.valueOf(e.getMessage()), e);
        }
    }

    private int send(@Nullable AVFrame frame) {
        watch.enter();
        int status = avcodec.avcodec_send_frame(context, frame);
        watch.leave();
        return status;
    }

    private int receivePacket() {
        watch.enter();
        int status = avcodec.avcodec_receive_packet(context, packet);
        watch.leave();
        return status;
    }

    private int receive() {
        while (true) {
            int status = receivePacket();
            if (status == AvError.AGAIN || status == AvError.EOF) {
                return status;
            }
            if (status < 0) {
                throw new EncodeFailedException("SVT-AV1 failed: " + AvError.text(status));
            }
            try {
                deliver();
            } finally {
                avcodec.av_packet_unref(packet);
            }
        }
    }

    private void deliver() {
        long pts = times.requireFirst(packet.pts());
        long duration = times.removeDuration();
        boolean keyFrame = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
        SvtPacket encoded = new SvtPacket(
                AvAddress.segment(packet.data(), packet.size()).asReadOnly(), pts, duration, timeBase, keyFrame);
        try {
            sink.accept(encoded);
        } catch (IOException e) {
            throw new OutputException(String.valueOf(e.getMessage()), e);
        } catch (Av1EncoderException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EncodeFailedException("the frame at pts %d could not be delivered: %s".formatted(pts, e), e);
        }
        frames.delivered();
    }

    private void release() {
        if (!drained) {
            // SVT-AV1 complains on standard error if it is not told of the end, which the look for a packet does.
            int sent = send(null);
            int ignored = sent < 0 ? sent : receivePacket();
        }
        avcodec.av_packet_free(packet);
        watch.enter();
        avcodec.avcodec_free_context(context);
        watch.leave();
    }
}
