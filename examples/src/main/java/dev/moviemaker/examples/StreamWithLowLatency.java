// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.recorder.Av1Encoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** Gets each frame's packet before it draws the next one, and tells how long that took. */
final class StreamWithLowLatency {
    private StreamWithLowLatency() {}

    public static void main(String[] args) throws InterruptedException {
        // begin
        EncoderSettings settings = EncoderSettings.builder()
                .device(args[0])
                .width(1280)
                .height(720)
                .framerate(Rational.of(60))
                .rateControl(RateControlMode.CBR)
                .bitrate(8_000_000)
                .bufferSize(8_000_000 / 8 / 30) // two frames' share of the bitrate: none takes long to send
                .keyframeInterval(600)
                .framesInFlight(1)
                .build();
        try (Av1Encoder encoder = Av1Encoder.open(settings, "av1_hardware");
                Arena arena = Arena.ofConfined()) {
            MemorySegment pixels = arena.allocate(PixelFormat.RGBA8.frameBytes(1280, 720));
            for (int frame = 0; frame < Integer.parseInt(args[1]); frame++) {
                draw(pixels, frame);
                long start = System.nanoTime();
                encoder.submit(Frame.of(PixelFormat.RGBA8, 1280, 720, pixels));
                EncodedFrame packet = encoder.receive(Duration.ofSeconds(10));
                if (packet == null) {
                    throw new IllegalStateException("no packet within ten seconds");
                }
                double millis = (System.nanoTime() - start) / 1e6;
                System.out.printf(
                        "frame %d: %d bytes after %.2f ms%n",
                        frame, packet.data().byteSize(), millis);
            }
        }
        // end
    }

    private static void draw(MemorySegment pixels, int frame) {
        long half = pixels.byteSize() / 2;
        pixels.asSlice(0, half).fill((byte) (60 + frame));
        pixels.asSlice(half).fill((byte) (200 - frame));
    }
}
