// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.DriverProfile.KnownFault;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.spi.VideoEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults that real drivers have: what is done about them works on a driver that has them. */
class KnownFaultsEmulatorTest {
    private static final int FRAMES = 12;

    /** A profile's driver with something changed in its file. */
    private static EmulatedGpu gpu(String profile, String from, String to) {
        try (InputStream resource = Profiles.class.getResourceAsStream(profile + ".json")) {
            String json = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(json).contains(from);
            Path file = Files.writeString(Files.createTempFile("profile", ".json"), json.replace(from, to));
            DriverProfile changed = Profiles.read(file);
            Files.delete(file);
            return new EmulatedGpu(changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmulatedGpu gpu(String profile, KnownFault fault) {
        return new EmulatedGpu(Profiles.named(profile).withKnownFaults(Set.of(fault)));
    }

    private static EncoderSettingsBuilder settings() {
        return EncoderSettings.builder()
                .width(320)
                .height(128)
                .rateControl(RateControlMode.VBR)
                .bitrate(1_000_000)
                .maxBitrate(2_000_000)
                .keyframeInterval(4);
    }

    private static Movie encode(EmulatedGpu gpu, EncoderSettings settings) {
        Movie movie = new Movie();
        try (VideoEncoder encoder = gpu.provider().open(settings, movie)) {
            for (int i = 0; i < FRAMES; i++) {
                encoder.submit(Movie.frame(PixelFormat.NV12, settings.width(), settings.height(), i), i, 1);
            }
            encoder.finish();
        }
        assertThat(movie.problems()).isEmpty();
        assertThat(movie.times())
                .containsExactlyElementsOf(LongStream.range(0, FRAMES).boxed().toList());
        return movie;
    }

    /** Each on NVIDIA's driver, the only one whose key frames are known to break. */
    @ParameterizedTest
    @EnumSource(KnownFault.class)
    void everyKnownFaultIsWorkedRound(KnownFault fault) {
        EmulatedGpu gpu = gpu("nvidia", fault);
        EncoderSettings settings = settings().build();
        Movie movie = encode(gpu, settings);
        gpu.assertClean();
        Decoders.assertShowsInOrder(movie.stream(), settings, FRAMES);
    }

    /** Nothing but the length tells, so the room of a picture is checked whatever the status says. */
    @Test
    void anOverflowThatIsNotToldIsSeen() {
        EmulatedGpu gpu = gpu("radv-rdna4", KnownFault.OVERFLOW_WITHOUT_STATUS);
        // Noise at the finest QIndex takes more than the raw frame.
        EncoderSettings settings = settings()
                .rateControl(RateControlMode.CQP)
                .quality(100)
                .keyframeInterval(1)
                .build();
        Movie movie = new Movie();
        try (VideoEncoder encoder = gpu.provider().open(settings, movie)) {
            for (int i = 0; i < 3; i++) {
                encoder.submit(Movie.noise(PixelFormat.NV12, settings.width(), settings.height(), i), i, 1);
            }
            encoder.finish();
        }
        assertThat(movie.problems()).isEmpty();
        assertThat(movie.times()).containsExactly(0L, 1L, 2L);
        gpu.assertCleanButForPicturesBehindAFailedOne();
        Decoders.assertShows(movie.stream(), settings, 3);
    }

    /** No profile asks for it, but drivers may. */
    @Test
    void whatIsLeftOfTheGopIsToldWhereDriversMustKnow() {
        EmulatedGpu gpu =
                gpu("maximal", "\"requiresGopRemainingFrames\": false", "\"requiresGopRemainingFrames\": true");
        EncoderSettings settings = settings().keyframeInterval(9).build();
        Movie movie = encode(gpu, settings);
        gpu.assertClean();
        Decoders.assertShowsInOrder(movie.stream(), settings, FRAMES);
    }

    /** With and without the fault, and with the fault that no usage structure is read at all. */
    @ParameterizedTest
    @CsvSource({
        "NO_TIMESTAMPS, 'the driver is told usage STREAMING, tuning ULTRA_LOW_LATENCY'",
        "TUNING_REFUSED, 'the driver does not take usage STREAMING, tuning ULTRA_LOW_LATENCY; it is told usage "
                + "RECORDING, tuning DEFAULT'",
        "EMPTY_STD_HEADER_WITH_USAGE, 'the driver does not take usage STREAMING, tuning ULTRA_LOW_LATENCY; it is told "
                + "no usage, tuning DEFAULT'"
    })
    void aDriverThatRefusesTheTuningIsAskedWithoutIt(KnownFault fault, String note) {
        EmulatedGpu gpu = gpu("nvidia", fault);
        EncoderSettings settings =
                settings().rateControl(RateControlMode.CBR).framesInFlight(1).build();
        try (VideoEncoder encoder = gpu.provider().open(settings, packet -> {})) {
            assertThat(encoder.notes()).containsExactly(note);
        }
        Movie movie = encode(gpu, settings);
        gpu.assertClean();
        Decoders.assertShowsInOrder(movie.stream(), settings, FRAMES);
    }
}
