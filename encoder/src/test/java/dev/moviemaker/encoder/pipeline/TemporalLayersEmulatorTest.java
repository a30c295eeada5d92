// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.bitstream.obu.Obu;
import dev.moviemaker.bitstream.obu.ObuType;
import dev.moviemaker.bitstream.obu.SequenceHeaderReader;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.spi.VideoEncoder;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets of the higher layers can be left out: what is left decodes to the same frames. */
class TemporalLayersEmulatorTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 128;
    private static final int FRAMES = 15;

    private static EncoderSettings settings(int layers, RateControlMode mode) {
        return EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .rateControl(mode)
                .bitrate(600_000)
                .enableRestoration(false)
                .keyframeInterval(9)
                .temporalLayers(layers)
                .build();
    }

    private static List<EncodedFrame> encode(EmulatedGpu gpu, EncoderSettings settings) {
        Movie movie = new Movie();
        List<EncodedFrame> packets = new ArrayList<>();
        try (VideoEncoder encoder = gpu.provider().open(settings, packet -> {
            movie.accept(packet);
            packets.add(packet.copy());
        })) {
            assertThat(encoder.warnings()).isEmpty();
            for (int i = 0; i < FRAMES; i++) {
                encoder.submit(Movie.frame(PixelFormat.I420, WIDTH, HEIGHT, i), i, 1);
            }
            encoder.finish();
        }
        assertThat(movie.problems()).isEmpty();
        return packets;
    }

    private static byte[] stream(List<EncodedFrame> packets, int highest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        packets.stream()
                .filter(packet -> packet.temporalLayer() <= highest)
                .forEach(packet -> out.writeBytes(packet.data().toArray(ValueLayout.JAVA_BYTE)));
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "maximal, 2, CQP",
        "radv-rdna4, 2, VBR",
        "radv-rdna3, 2, CBR",
        "radv-rdna3, 3, CQP",
        "radv-rdna4, 3, VBR",
        "maximal, 3, CBR"
    })
    void higherLayersCanBeLeftOut(String profile, int layers, RateControlMode mode) {
        EmulatedGpu gpu = new EmulatedGpu(profile);
        EncoderSettings settings = settings(layers, mode);
        List<EncodedFrame> packets = encode(gpu, settings);
        gpu.assertClean();
        List<Integer> pattern = layers == 2 ? List.of(0, 1) : List.of(0, 2, 1, 2);
        for (int i = 0; i < FRAMES; i++) {
            assertThat(packets.get(i).temporalLayer())
                    .as("packet %d", i)
                    .isEqualTo(pattern.get(i % 9 % pattern.size()));
            int layer = packets.get(i).temporalLayer();
            assertThat(Obu.split(packets.get(i).data().toArray(ValueLayout.JAVA_BYTE)))
                    .filteredOn(obu -> obu.type() == ObuType.FRAME || obu.type() == ObuType.FRAME_HEADER)
                    .isNotEmpty()
                    .allSatisfy(obu -> assertThat(obu.header().temporalId()).isEqualTo(layer));
        }
        operatingPoints(packets.getFirst(), layers);
        List<byte[]> all = DecodedFrames.frames(stream(packets, layers), WIDTH, HEIGHT);
        assertThat(all).hasSize(FRAMES);
        StringBuilder sizes = new StringBuilder();
        for (int highest = layers - 1; highest >= 0; highest--) {
            int kept = highest;
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < FRAMES; i++) {
                if (packets.get(i).temporalLayer() <= kept) {
                    expected.add(Decoders.digest(all.get(i)));
                }
            }
            byte[] stream = stream(packets, kept);
            sizes.append(" %d frames %d bytes".formatted(expected.size(), stream.length));
            Decoders.assertShows(stream, settings, expected);
        }
        System.out.println(profile + " " + mode + ":" + sizes);
    }

    private static void operatingPoints(EncodedFrame key, int layers) {
        SequenceHeader header = Obu.split(key.data().toArray(ValueLayout.JAVA_BYTE)).stream()
                .filter(obu -> obu.type() == ObuType.SEQUENCE_HEADER)
                .map(obu -> SequenceHeaderReader.read(obu.payloadReader()))
                .findFirst()
                .orElseThrow();
        assertThat(header.operatingPoints())
                .extracting(point -> point.operatingPointIdc())
                .isEqualTo(layers == 2 ? List.of(0x103, 0x101) : List.of(0x107, 0x103, 0x101));
    }

    @Test
    void moreLayersThanTheDeviceHasAreRefused() {
        EmulatedGpu gpu = new EmulatedGpu("minimal");
        assertThatThrownBy(() -> gpu.provider().open(settings(2, RateControlMode.CQP), new Movie()))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("temporal_layers: 2 asked for, the device has 1");
    }
}
