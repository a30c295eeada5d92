// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.spi.DecoderProvider;
import dev.moviemaker.spi.VideoEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the self-test finds in pictures of a driver that is right, and of one that takes red for blue. */
class CheckStreamEmulatorTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 128;

    private static final DecoderProvider DAV1D = new DecoderProvider() {
        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public List<CpuFrame> decode(List<byte[]> units) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            units.forEach(stream::writeBytes);
            return DecodedFrames.frames(stream.toByteArray(), WIDTH, HEIGHT).stream()
                    .map(bytes -> Frame.of(PixelFormat.I420, WIDTH, HEIGHT, MemorySegment.ofArray(bytes)))
                    .toList();
        }
    };

    /** Frames as the self-test makes them, handed over as if they were of another format. */
    private static Optional<String> problem(PixelFormat format, PixelFormat told) {
        EncoderSettings settings = EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .inputFormat(format)
                .build();
        EncoderSettings wrong = settings.toBuilder().inputFormat(told).build();
        EmulatedGpu gpu = EmulatedGpu.ofRgb("radv-rdna4", Faults.none());
        CheckStream stream = new CheckStream(settings);
        try (VideoEncoder encoder = gpu.provider().open(wrong, stream)) {
            for (int i = 0; i < stream.frames(); i++) {
                CpuFrame frame = stream.frame(i);
                CpuFrame handed = new CpuFrame(told, WIDTH, HEIGHT, frame.planes());
                encoder.submit(i == CheckStream.SECOND_KEY ? handed.withForcedKeyFrame() : handed, i, 1);
            }
            encoder.finish();
        }
        gpu.assertClean();
        return stream.problem(List.of(DAV1D));
    }

    private static CheckStream ofLayers(EncoderSettings told, EncoderSettings coded) {
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna3");
        CheckStream stream = new CheckStream(told);
        try (VideoEncoder encoder = gpu.provider().open(coded, stream)) {
            for (int i = 0; i < stream.frames(); i++) {
                encoder.submit(stream.frame(i), i, 1);
            }
            encoder.finish();
        }
        gpu.assertClean();
        return stream;
    }

    private static EncoderSettings layers(int layers) {
        return EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .enableRestoration(false)
                .temporalLayers(layers)
                .build();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void everyLayerIsCodedAndPassesWhereTheDriverIsRight(int layers) {
        List<Integer> sizes = new ArrayList<>();
        DecoderProvider counting = new DecoderProvider() {
            @Override
            public boolean isAvailable() {
                return true;
            }

            @Override
            public List<CpuFrame> decode(List<byte[]> units) throws IOException {
                sizes.add(units.size());
                return DAV1D.decode(units);
            }
        };
        assertThat(ofLayers(layers(layers), layers(layers)).problem(List.of(counting)))
                .isEmpty();
        assertThat(sizes).isEqualTo(layers == 2 ? List.of(4, 3) : List.of(6, 4, 3));
    }

    /** What needs a picture of a higher layer shows another one without it. */
    @Test
    void whatIsWrongOnlyWithoutTheHigherLayersIsFound() {
        DecoderProvider wrong = new DecoderProvider() {
            @Override
            public boolean isAvailable() {
                return true;
            }

            @Override
            public List<CpuFrame> decode(List<byte[]> units) throws IOException {
                List<CpuFrame> frames = new ArrayList<>(DAV1D.decode(units));
                if (units.size() == 3) {
                    frames.set(2, frames.get(1));
                }
                return frames;
            }
        };
        assertThat(ofLayers(layers(3), layers(3)).problem(List.of(wrong)))
                .hasValueSatisfying(problem ->
                        assertThat(problem).startsWith("without layers above 0, frame 5 is decoded with luma"));
    }

    @ParameterizedTest
    @EnumSource(PixelFormat.class)
    void everyFormatPassesWhereTheDriverIsRight(PixelFormat format) {
        assertThat(problem(format, format)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = PixelFormat.class,
            names = {"RGBA8", "BGRA8"})
    void redTakenForBlueIsFound(PixelFormat format) {
        PixelFormat other = format == PixelFormat.RGBA8 ? PixelFormat.BGRA8 : PixelFormat.RGBA8;
        assertThat(problem(format, other))
                .hasValueSatisfying(problem -> assertThat(problem).contains("for more red than blue"));
    }
}
