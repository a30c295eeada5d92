// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.recorder.Av1Encoder;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** A program that encodes until it has a packet and says so at once. */
final class FirstPacket {
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final PrintStream OUT = System.out;

    private FirstPacket() {}

    /** Arguments: the backend and, for hardware, the device. */
    public static void main(String[] arguments) throws InterruptedException {
        EncoderSettingsBuilder builder =
                EncoderSettings.builder().width(WIDTH).height(HEIGHT).rateControl(RateControlMode.CRF);
        if (arguments.length > 1) {
            builder.device(arguments[1]);
        }
        try (Arena arena = Arena.ofConfined();
                Av1Encoder encoder = Av1Encoder.open(builder.build(), arguments[0])) {
            MemorySegment pixels = arena.allocate(PixelFormat.RGBA8.frameBytes(WIDTH, HEIGHT));
            EncodedFrame packet = null;
            while (packet == null) {
                encoder.submit(Frame.of(PixelFormat.RGBA8, WIDTH, HEIGHT, pixels));
                packet = encoder.receive(SHORT);
            }
            OUT.println("packet " + packet.data().byteSize());
            OUT.flush();
        }
    }
}
