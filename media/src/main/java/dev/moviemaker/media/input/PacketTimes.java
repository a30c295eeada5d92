// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.Rational;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avutil;

/** Mends the times of packets: closes jumps of the file's clock, replaces damaged ones. */
final class PacketTimes {
    /** Pictures are coded at most so much before they are shown. */
    private static final double MOST_REORDERED_SECONDS = 10;

    private final Timeline timeline;
    private final Notes notes;

    PacketTimes(Timeline timeline, Notes notes) {
        this.timeline = timeline;
        this.notes = notes;
    }

    /** Mends those of the next packet, which are in units of its track. */
    void place(AVPacket packet, Rational unit) {
        repair(packet, unit.toDouble());
        long time = packet.dts() == avutil.AV_NOPTS_VALUE ? packet.pts() : packet.dts();
        if (time == avutil.AV_NOPTS_VALUE) {
            return;
        }
        double seconds = unit.toDouble();
        double offset = timeline.offset(packet.stream_index(), time * seconds, packet.duration() * seconds);
        if (offset != 0) {
            long units = Math.round(offset / seconds);
            if (packet.pts() != avutil.AV_NOPTS_VALUE) {
                packet.pts(packet.pts() + units);
            }
            if (packet.dts() != avutil.AV_NOPTS_VALUE) {
                packet.dts(packet.dts() + units);
            }
        }
    }

    /** The next packets are from elsewhere in the file. */
    void moved() {
        timeline.moved();
    }

    /** Where decoding and presentation lie seconds apart, one of the two times is damaged. */
    private void repair(AVPacket packet, double seconds) {
        long dts = packet.dts();
        long pts = packet.pts();
        if (dts == avutil.AV_NOPTS_VALUE
                || pts == avutil.AV_NOPTS_VALUE
                || Math.abs(pts * seconds - dts * seconds) <= MOST_REORDERED_SECONDS) {
            return;
        }
        long whole = timeline.isLikelier(packet.stream_index(), dts * seconds, pts * seconds) ? dts : pts;
        packet.dts(whole).pts(whole);
        notes.add("has damaged times, which are replaced");
    }
}
