// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.LiveStatistics;
import dev.moviemaker.PacketListener;
import dev.moviemaker.VideoStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A destination of whose video a listener is told. */
final class TappedDestination implements Destination {
    private final Destination to;
    private final PacketListener listener;

    TappedDestination(Destination to, PacketListener listener) {
        this.to = to;
        this.listener = listener;
    }

    @Override
    public SoundCheck soundCheck() {
        return to.soundCheck();
    }

    @Override
    public Optional<String> notice() {
        return to.notice();
    }

    @Override
    public void open(VideoStream video, List<AudioFormat> sound) throws IOException {
        to.open(video, sound);
        listener.started(video, sound);
    }

    @Override
    public boolean keyFrameAt(long pts) {
        return to.keyFrameAt(pts);
    }

    @Override
    public void writeVideo(EncodedFrame packet) throws IOException {
        to.writeVideo(packet);
        listener.video(packet);
    }

    @Override
    public void writeAudio(AudioBlock block, int track) throws IOException {
        to.writeAudio(block, track);
    }

    @Override
    public void finish() throws IOException {
        to.finish();
        listener.finished();
    }

    @Override
    public List<String> warnings() {
        return to.warnings();
    }

    @Override
    public long samplesClamped() {
        return to.samplesClamped();
    }

    @Override
    public Optional<LiveStatistics> live() {
        return to.live();
    }

    @Override
    public void close() {
        to.close();
    }

    @Override
    public void commit() throws IOException {
        to.commit();
    }

    @Override
    public void keep() {
        to.keep();
    }

    @Override
    public void discard() {
        to.discard();
    }

    @Override
    public String whereabouts() {
        return to.whereabouts();
    }

    @Override
    public String toString() {
        return to.toString();
    }
}
