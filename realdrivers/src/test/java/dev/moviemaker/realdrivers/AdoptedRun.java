// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_GENERAL;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.encoder.pipeline.HardwareEncoderProvider;
import dev.moviemaker.encoder.pipeline.Program;
import dev.moviemaker.encoder.pipeline.ProgramImage;
import dev.moviemaker.encoder.vk.InstanceRequest;
import dev.moviemaker.spi.VideoEncoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Records a program's own images on its own device, and frames in memory in turn: prints a line {@code adopted …} for
 * the recording.
 */
final class AdoptedRun {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 192;
    private static final int FRAMES = 8;

    private AdoptedRun() {}

    public static void main(String[] arguments) throws Exception {
        Recorded.start();
        EncoderSettings settings = EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .rateControl(RateControlMode.CQP)
                .keyframeInterval(5)
                .build();
        List<byte[]> units = Collections.synchronizedList(new ArrayList<>());
        List<String> warnings;
        try (Arena arena = Arena.ofConfined();
                Program program = new Program(InstanceRequest.PLAIN);
                ProgramImage image = new ProgramImage(program, program.computeFamily(), WIDTH, HEIGHT);
                VideoEncoder encoder = new HardwareEncoderProvider()
                        .on(program.lent())
                        .orElseThrow()
                        .open(settings, packet -> units.add(packet.data().toArray(ValueLayout.JAVA_BYTE)))) {
            // What the self-test coded.
            Recorded.PICTURES.clear();
            MemorySegment pixels = arena.allocate(4L * WIDTH * HEIGHT);
            for (int frame = 0; frame < FRAMES; frame++) {
                pixels.fill((byte) (20 * frame));
                if (frame % 3 == 2) {
                    encoder.submit(Frame.of(PixelFormat.RGBA8, WIDTH, HEIGHT, pixels), frame, 1);
                } else {
                    image.draw(pixels, VK_IMAGE_LAYOUT_GENERAL(), List.of(), List.of());
                    encoder.submit(image.frame(List.of(), List.of()), frame, 1);
                }
            }
            encoder.finish();
            warnings = encoder.warnings();
        }
        Recorded recorded = Recorded.of(settings, units, warnings, true);
        System.out.println("adopted %d frames, %s, %s"
                .formatted(recorded.shown().size(), Decoded.difference(recorded), Understood.differences(recorded)));
        System.exit(0);
    }
}
