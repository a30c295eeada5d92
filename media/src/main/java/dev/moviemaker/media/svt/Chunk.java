// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.Frame;

/** The running encoder of a chunk. Its first frame is a key frame. Called by one thread. */
public final class Chunk implements AutoCloseable {
    private final SvtAv1Encoder encoder;

    Chunk(SvtAv1Encoder encoder) {
        this.encoder = encoder;
    }

    /**
     * Takes a frame; waits while the queue is full. Its memory is the caller's again afterwards.
     *
     * @param pts when it is shown, in the settings' time base
     * @param duration how long, as far as is known
     * @throws dev.moviemaker.Av1EncoderException if this or an earlier frame failed, or the sink did
     */
    public void submit(Frame frame, long pts, long duration) {
        encoder.submit(frame, pts, duration);
    }

    /** Codes what waits and returns when the sink has all packets. */
    public void finish() {
        encoder.finish();
    }

    /** Frees the encoder; frames that wait are dropped. */
    @Override
    public void close() {
        encoder.close();
    }
}
