// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PictureFeedback;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.obu.StreamParser;
import dev.moviemaker.recorder.Av1Encoder;
import dev.moviemaker.spi.VideoEncoder;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What packets tell of their pictures (VK_KHR_video_encode_feedback2) is what their bits say. */
class PictureFeedbackEmulatorTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 192;
    private static final int FRAMES = 11;
    private static final long PIXELS = (long) WIDTH * HEIGHT;

    private static EncoderSettings settings(RateControlMode mode) {
        return EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .rateControl(mode)
                .bitrate(900_000)
                .enableRestoration(false)
                .keyframeInterval(7)
                .build();
    }

    /** From frame 3 on nothing in a frame is like anything before it. */
    private static Frame frame(int number) {
        return number == 3
                ? Movie.noise(PixelFormat.I420, WIDTH, HEIGHT, number)
                : Movie.frame(PixelFormat.I420, WIDTH, HEIGHT, number);
    }

    private static List<EncodedFrame> encode(EmulatedGpu gpu, EncoderSettings settings) {
        List<EncodedFrame> packets = new ArrayList<>();
        try (VideoEncoder encoder = gpu.provider().open(settings, packet -> packets.add(packet.copy()))) {
            for (int i = 0; i < FRAMES; i++) {
                encoder.submit(frame(i), i, 1);
            }
            encoder.finish();
        }
        gpu.assertClean();
        assertThat(packets).hasSize(FRAMES);
        return packets;
    }

    private static List<List<FrameHeader>> pictures(List<EncodedFrame> packets) {
        StreamParser parser = new StreamParser();
        return packets.stream()
                .map(packet -> parser.parse(packet.data().toArray(ValueLayout.JAVA_BYTE)).frameHeaders().stream()
                        .filter(FrameHeader.class::isInstance)
                        .map(FrameHeader.class::cast)
                        .toList())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"nvidia, CQP", "nvidia, VBR", "maximal, CBR"})
    void packetsTellOfTheirPictures(String profile, RateControlMode mode) {
        List<EncodedFrame> packets = encode(new EmulatedGpu(profile), settings(mode));
        List<List<FrameHeader>> pictures = pictures(packets);
        for (int i = 0; i < FRAMES; i++) {
            PictureFeedback feedback = packets.get(i).feedback();
            List<FrameHeader> coded = pictures.get(i);
            if (coded.isEmpty()) {
                assertThat(feedback).as("packet %d only shows a picture", i).isEqualTo(PictureFeedback.NONE);
                continue;
            }
            double mean = coded.stream()
                    .mapToInt(header -> header.quantizationParams().baseQIdx())
                    .average()
                    .orElseThrow();
            assertThat(feedback.averageQIndex()).as("QIndex of packet %d", i).hasValue((int) Math.round(mean));
            long intra = feedback.intraPixels().orElseThrow();
            assertThat(intra + feedback.interPixels().orElseThrow())
                    .as("pixels of packet %d with %d pictures", i, coded.size())
                    .isEqualTo(coded.size() * PIXELS);
            if (packets.get(i).keyFrame()) {
                assertThat(intra).isEqualTo(PIXELS);
            }
        }
        // Some packets have two pictures, or what is added up is not tested; the noise is coded as such.
        assertThat(pictures).anySatisfy(coded -> assertThat(coded).hasSize(2));
        long intra = packets.stream()
                .filter(packet -> !packet.keyFrame())
                .mapToLong(packet -> packet.feedback().intraPixels().orElse(0))
                .sum();
        assertThat(intra).isBetween(PIXELS / 50, 6 * PIXELS);
    }

    @Test
    void whereTheDriverDoesNotTellNothingIsTold() {
        assertThat(encode(new EmulatedGpu("radv-rdna4"), settings(RateControlMode.CQP)))
                .extracting(EncodedFrame::feedback)
                .containsOnly(PictureFeedback.NONE);
    }

    /** Also through the copies that an encoder keeps until they are received. */
    @Test
    void theProgramsOwnDeviceTellsIfItWasMadeToo() {
        EmulatedGpu gpu = new EmulatedGpu("maximal");
        for (boolean enabled : List.of(true, false)) {
            List<String> extensions = new ArrayList<>(Program.EXTENSIONS);
            if (enabled) {
                extensions.add(Program.FEEDBACK_2);
            }
            try (Program program = new Program(gpu.request(), extensions);
                    Av1Encoder encoder = Av1Encoder.open(settings(RateControlMode.CQP), program.lent())) {
                encoder.submit(frame(0));
                encoder.finish();
                EncodedFrame packet = Objects.requireNonNull(encoder.receive());
                assertThat(packet.feedback().intraPixels().isPresent()).isEqualTo(enabled);
            }
        }
        gpu.assertClean();
    }
}
