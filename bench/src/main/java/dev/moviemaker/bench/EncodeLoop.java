// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.encoder.pipeline.Program;
import dev.moviemaker.encoder.pipeline.ProgramImage;
import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.InstanceRequest;
import dev.moviemaker.recorder.Av1Encoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An encoder and endless frames for it. */
final class EncodeLoop implements AutoCloseable {
    static final String INSTANT = "instant:nvidia";
    static final String EMULATED = "emulated:nvidia";
    private static final int DISTINCT = 4;
    private static final int LARGEST_BLOCK = 64;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Arena arena = closing(Arena.ofShared());
    private final Av1Encoder encoder;
    private final Frame[] frames = new Frame[DISTINCT];
    private int next;

    /** On the emulated GPU of that name. */
    EncodeLoop(String device, int width, int height, EncodeInput input) {
        this(settings(width, height).build(), "av1_hardware", Optional.of(device), input);
    }

    /**
     * With any encoder.
     *
     * @param device an emulated GPU's name, or none for what the machine has
     */
    EncodeLoop(EncoderSettings settings, String backend, Optional<String> device, EncodeInput input) {
        int width = settings.width();
        int height = settings.height();
        if (input == EncodeInput.VULKAN) {
            InstanceRequest request = device.map(BenchDrivers::get)
                    .map(InstanceRequest.PLAIN::withDriver)
                    .orElse(InstanceRequest.PLAIN);
            Program program = closing(new Program(request));
            for (int i = 0; i < DISTINCT; i++) {
                ProgramImage image = closing(new ProgramImage(program, program.computeFamily(), width, height));
                image.draw(picture(width, height, i), VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL(), List.of(), List.of());
                frames[i] = image.frame(List.of(), List.of());
            }
            // Closed before the images that it may still read.
            encoder = closing(Av1Encoder.open(settings, program.lent()));
        } else {
            EncoderSettings full =
                    device.map(d -> settings.toBuilder().device(d).build()).orElse(settings);
            encoder = closing(Av1Encoder.open(full, backend));
            for (int i = 0; i < DISTINCT; i++) {
                frames[i] = Frame.of(PixelFormat.RGBA8, width, height, picture(width, height, i));
            }
        }
    }

    private <T extends AutoCloseable> T closing(T object) {
        opened.add(object);
        return object;
    }

    /** Settings for a live use with the lowest latency: nothing looks ahead, no picture waits for a later one. */
    static EncoderSettingsBuilder settings(int width, int height) {
        return EncoderSettings.builder()
                .width(width)
                .height(height)
                .rateControl(RateControlMode.CBR)
                .bitrate(4L * width * height)
                .maxBitrate(4L * width * height)
                .level(EncoderSettings.LEVEL_AUTO)
                .keyframeInterval(60)
                .framesInFlight(1);
    }

    private MemorySegment picture(int width, int height, int index) {
        MemorySegment picture = arena.allocate(4L * width * height);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int value = 40 + ((x + 3 * index) / LARGEST_BLOCK ^ y / LARGEST_BLOCK) * 9 + (x * 31 + y * 17 & 15);
                row[x] = 0xFF000000 | (value & 0xFF) << 16 | (x * 255 / width) << 8 | y * 255 / height;
            }
            MemorySegment.copy(row, 0, picture, ValueLayout.JAVA_INT, 4L * y * width, width);
        }
        return picture;
    }

    Av1Encoder encoder() {
        return encoder;
    }

    /** The next frame. */
    Frame frame() {
        next = (next + 1) % DISTINCT;
        return frames[next];
    }

    /** Submits the next frame. */
    void submit() {
        submit(frame());
    }

    /** Submits a frame. */
    void submit(Frame frame) {
        encoder.submit(frame);
    }

    @Override
    public void close() {
        opened.reversed().forEach(CloseStack::quietly);
    }
}
