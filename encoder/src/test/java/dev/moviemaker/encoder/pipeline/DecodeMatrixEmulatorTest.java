// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.encoder.caps.Extent;
import dev.moviemaker.spi.VideoEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Streams of every kind on every profile: no message of the validation layers, and both decoders show what the driver
 * says it coded, frame by frame. Small ones by default, all with {@code -Dmatrix=full}.
 */
class DecodeMatrixEmulatorTest {
    private static final int SMALL_PIXELS = 320 * 192;

    static Stream<Arguments> streams() {
        boolean full = "full".equals(System.getProperty("matrix"));
        List<Arguments> all = new ArrayList<>();
        for (String profile : EmulatedGpu.PROFILES) {
            for (MatrixCase stream : MatrixCase.allPairs()) {
                if (full || stream.size().width() * stream.size().height() <= SMALL_PIXELS) {
                    all.add(Arguments.of(profile, stream));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void decodersShowWhatWasCoded(String profile, MatrixCase stream) {
        assumeTrue(
                Decoders.installed("dav1d") && Decoders.installed("aomdec"),
                "dav1d and aomdec (Debian: dav1d, aom-tools) are not both installed");
        EmulatedGpu gpu = new EmulatedGpu(profile);
        EncoderSettings settings = stream.settings();
        if (!offers(gpu.driver().profile(), stream)) {
            assertThatThrownBy(() -> gpu.provider().open(settings, packet -> {}).close())
                    .isInstanceOf(UnsupportedException.class);
            return;
        }
        Reconstruction coded = new Reconstruction(gpu.driver());
        Movie movie = new Movie();
        boolean tilesAsAsked;
        try (VideoEncoder encoder = gpu.provider().open(settings, movie)) {
            for (int i = 0; i < stream.frames(); i++) {
                CpuFrame frame = Movie.frame(
                        stream.bitDepth() == 10 ? PixelFormat.P010 : PixelFormat.NV12,
                        settings.width(),
                        settings.height(),
                        i);
                encoder.submit(stream.forcesKeyFrame(i) ? frame.withForcedKeyFrame() : frame, i, 1);
            }
            encoder.finish();
            // Whatever changes them, the planner or the driver, is told.
            tilesAsAsked = encoder.warnings().stream().noneMatch(w -> w.startsWith("tiles"));
        }
        gpu.assertClean();
        assertThat(movie.problems()).isEmpty();
        assertThat(movie.times())
                .containsExactlyElementsOf(
                        LongStream.range(0, stream.frames()).boxed().toList());
        assertThat(movie.keyTimes()).containsExactlyElementsOf(keyFrames(stream, settings.keyframeInterval()));
        if (tilesAsAsked) {
            assertThat(movie.headers()).allSatisfy(h -> {
                assertThat(h.tileInfo().tileCols()).isEqualTo(settings.tileCols());
                assertThat(h.tileInfo().tileRows()).isEqualTo(settings.tileRows());
            });
        }
        Decoders.assertShows(movie.stream(), settings, coded.shownBy(movie));
    }

    private static List<Long> keyFrames(MatrixCase stream, int interval) {
        List<Long> keys = new ArrayList<>();
        long last = 0;
        for (int i = 0; i < stream.frames(); i++) {
            if (i == 0 || i - last >= interval || stream.forcesKeyFrame(i)) {
                keys.add((long) i);
                last = i;
            }
        }
        return keys;
    }

    private static boolean offers(DriverProfile profile, MatrixCase stream) {
        Extent size = stream.size();
        DriverProfile.Extent min = profile.video().minCodedExtent();
        DriverProfile.Extent max = profile.video().maxCodedExtent();
        return profile.bitDepths().contains(stream.bitDepth())
                && size.width() >= min.width()
                && size.height() >= min.height()
                && size.width() <= max.width()
                && size.height() <= max.height()
                && profile.encode().rateControlModes().contains(mode(stream.mode()));
    }

    private static dev.moviemaker.emulator.profile.RateControlFlag mode(RateControlMode mode) {
        return switch (mode) {
            case CQP, CRF -> dev.moviemaker.emulator.profile.RateControlFlag.DISABLED;
            case CBR -> dev.moviemaker.emulator.profile.RateControlFlag.CBR;
            case VBR -> dev.moviemaker.emulator.profile.RateControlFlag.VBR;
        };
    }
}
