// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.media.container.FfmpegContainers;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.spi.ContainerTarget;
import dev.moviemaker.spi.ContainerWriter;
import dev.moviemaker.spi.VideoEncoder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A packet that is not the one that was due ends the recording; the pictures before it stay. */
@Timeout(60)
class PacketOrderTest {
    private static final int SIDE = 64;
    private static final int GOOD = 5;

    @TempDir
    Path folder;

    private static Frame frame(int number) {
        byte[] pixels = new byte[SIDE * SIDE * 3 / 2];
        Arrays.fill(pixels, (byte) 128);
        Arrays.fill(pixels, 0, SIDE * SIDE, (byte) (40 + 10 * number));
        return Frame.of(PixelFormat.I420, SIDE, SIDE, MemorySegment.ofArray(pixels));
    }

    /**
     * SVT-AV1 itself, but the time of the frame after so many packets is forgotten, as if its packet had been overrun.
     */
    private static Av1EncoderException overrun(Path movie) throws IOException {
        EncoderSettings settings = EncoderSettings.builder()
                .width(SIDE)
                .height(SIDE)
                .rateControl(RateControlMode.CRF)
                .quality(90)
                .build();
        FrameTimes times = new FrameTimes();
        List<ContainerWriter> writers = new ArrayList<>();
        AtomicInteger packets = new AtomicInteger();
        VideoEncoder encoder = SvtAv1Provider.open(
                settings,
                SvtPlan.of(settings),
                packet -> {
                    writers.getFirst().writeVideo(packet);
                    if (packets.incrementAndGet() == GOOD) {
                        long ignored = times.removeDuration();
                    }
                },
                new StallWatch(Duration.ofMinutes(1)),
                times);
        try (ContainerWriter writer =
                new FfmpegContainers().create(new ContainerTarget.File(movie), "mp4", encoder.stream(), List.of())) {
            writers.add(writer);
            for (int i = 0; i < 20; i++) {
                encoder.submit(frame(i), i, 1);
            }
            encoder.finish();
            throw new AssertionError("the recording went on");
        } catch (Av1EncoderException e) {
            return e;
        } finally {
            encoder.close();
        }
    }

    @Test
    void aPacketOutOfPlaceEndsTheRecordingAndLeavesWhatWasGood() throws IOException {
        Path movie = folder.resolve("movie.mp4");
        assertThat(overrun(movie))
                .isInstanceOf(EncodeFailedException.class)
                .hasMessageContaining("SVT-AV1 delivered the frame at pts 5 where that at pts 6 was due")
                .hasMessageContaining("Safe is rate_control CBR");
        int pictures = 0;
        try (MediaReader reader = MediaReader.open(movie)) {
            Optional<MovieInput.Item> item = reader.next();
            while (item.isPresent()) {
                if (item.get() instanceof MovieInput.Item.Picture picture) {
                    int luma = luma(picture);
                    assertThat(luma).as("picture %d", pictures).isBetween(38 + 10 * pictures, 42 + 10 * pictures);
                    pictures++;
                }
                item = reader.next();
            }
        }
        assertThat(pictures).isEqualTo(GOOD);
    }

    private static int luma(MovieInput.Item.Picture picture) {
        return picture.frame().planes().getFirst().data().get(ValueLayout.JAVA_BYTE, SIDE * SIDE / 2 + SIDE / 2) & 0xFF;
    }

    @Test
    void aPacketThatWasNotAskedForIsNamed() {
        FrameTimes times = new FrameTimes();
        assertThatThrownBy(() -> times.requireFirst(7))
                .isInstanceOf(EncodeFailedException.class)
                .hasMessage("SVT-AV1 delivered a frame that it was not given, at pts 7");
        times.add(8, 1);
        assertThat(times.requireFirst(8)).isEqualTo(8);
    }
}
