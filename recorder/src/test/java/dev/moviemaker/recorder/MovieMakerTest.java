// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioFormat;
import dev.moviemaker.BackendDescription;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.Preset;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.recording.Providers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovieMakerTest {
    private static final EncoderSettings SETTINGS =
            EncoderSettings.builder().width(64).height(48).build();
    private static final EncodingCapabilities NO_QUEUE =
            EncodingCapabilities.unusable("Old GPU", "driver 1", "no video encode queue");

    @TempDir
    Path folder;

    private final FakeEncoders software = FakeEncoders.software();

    private Backends backends(FakeEncoders... encoders) {
        return new Backends(new Providers(List.of(encoders), List.of(new FakeContainers())));
    }

    private RecordingStatistics recordOne(MovieMaker maker) {
        maker.start(folder.resolve("movie.fake"));
        maker.record(RecordingTest.frame());
        maker.finish();
        return maker.statistics();
    }

    /** Not only when the next one starts. */
    @Test
    void aRecordingIsClosedWhereItEnds() {
        Backends backends = backends();
        CountingBackend counting = new CountingBackend();
        backends.register("counting", () -> counting);
        try (MovieMaker maker = MovieMaker.create(backends, "counting")) {
            maker.configure(SETTINGS);
            maker.start(Path.of("movie.count"));
            assertThat(counting.recordingsClosed).isZero();
            maker.finish();
            assertThat(counting.recordingsClosed).isEqualTo(1);
            maker.start(Path.of("movie.count"));
            maker.cancel();
            assertThat(counting.recordingsClosed).isEqualTo(2);
            maker.start(Path.of("movie.count"));
            counting.failure = Optional.of(new EncodeFailedException("it broke"));
            assertThatThrownBy(() -> maker.record(RecordingTest.frame())).hasMessage("it broke");
            assertThat(counting.recordingsClosed).isEqualTo(3);
            counting.failure = Optional.empty();
            maker.start(Path.of("movie.count"));
            counting.failure = Optional.of(new EncodeFailedException("it broke again"));
            assertThatThrownBy(maker::finish).hasMessage("it broke again");
            assertThat(counting.recordingsClosed).isEqualTo(4);
            counting.failure = Optional.empty();
            assertThat(maker.statistics().backend()).isEqualTo("counting");
        }
    }

    @Test
    void namesTheStateOfEveryCallOutOfOrder() {
        Map<String, Runnable> calls = new LinkedHashMap<>();
        Backends backends = backends();
        CountingBackend counting = new CountingBackend();
        backends.register("counting", () -> counting);
        MovieMaker maker = MovieMaker.create(backends, "counting");
        calls.put("configure", () -> maker.configure(SETTINGS));
        calls.put("start", () -> maker.start(Path.of("movie.count")));
        calls.put("record", () -> maker.record(RecordingTest.frame()));
        calls.put("tryRecord", () -> maker.tryRecord(RecordingTest.frame()));
        calls.put("changeRate", () -> maker.changeRate(1_000_000, 2_000_000, Rational.of(30)));
        calls.put("forceKeyFrame", maker::forceKeyFrame);
        calls.put("pause", maker::pause);
        calls.put("resume", maker::resume);
        calls.put("finish", maker::finish);

        refuses(calls, "CREATED", "configure, close", "start", "record", "tryRecord", "pause", "resume", "finish");
        assertThatThrownBy(() -> maker.record(RecordingTest.sound(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("record is not allowed in state CREATED");
        maker.configure(SETTINGS);
        String configured = "configure, start, close";
        refuses(calls, "CONFIGURED", configured, "record", "tryRecord", "changeRate", "finish");
        maker.start(Path.of("movie.count"));
        String recording = "record, tryRecord, forceKeyFrame, pause, resume, changeRate, finish, cancel, close";
        refuses(calls, "RECORDING", recording, "configure", "start");
        counting.failure = Optional.of(new EncodeFailedException("it broke"));
        assertThatThrownBy(() -> maker.record(RecordingTest.frame())).hasMessage("it broke");
        counting.failure = Optional.empty();
        refuses(calls, "FAILED (it broke)", configured, "record", "tryRecord", "changeRate", "finish");
        maker.start(Path.of("movie.count"));
        maker.finish();
        refuses(calls, "CONFIGURED", configured, "finish");
        maker.close();
        refuses(calls, "CLOSED", "close", calls.keySet().toArray(String[]::new));
        maker.close();
        assertThat(counting.calls).containsExactly("configure", "start", "record", "start", "finish", "close");
    }

    private static void refuses(Map<String, Runnable> calls, String state, String allowed, String... refused) {
        for (String name : refused) {
            assertThatThrownBy(() -> calls.getOrDefault(name, () -> {}).run())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("%s is not allowed in state %s; allowed now: %s".formatted(name, state, allowed));
        }
    }

    @Test
    void aRefusedCallLeavesTheRecordingRunning() {
        Backends backends = backends();
        CountingBackend counting = new CountingBackend();
        backends.register("counting", () -> counting);
        MovieMaker maker = MovieMaker.create(backends, "counting");
        maker.configure(SETTINGS);
        maker.start(Path.of("movie.count"));
        counting.failure = Optional.of(new IllegalArgumentException("not this one"));
        assertThatThrownBy(() -> maker.record(RecordingTest.frame())).hasMessage("not this one");
        counting.failure = Optional.empty();
        assertThatThrownBy(() -> maker.record(RecordingTest.sound(1)))
                .isInstanceOf(UnsupportedException.class)
                .hasMessage("The backend 'counting' records no sound.");
        maker.finish();
        counting.failure = Optional.of(new IllegalStateException("close must not throw"));
        maker.close();
    }

    @Test
    void afterAFailedConfigureOnlyConfigureIsAllowed() {
        Backends backends = backends();
        CountingBackend counting = new CountingBackend();
        backends.register("counting", () -> counting);
        try (MovieMaker maker = MovieMaker.create(backends, "counting")) {
            maker.configure(SETTINGS);
            counting.failure = Optional.of(new UnsupportedException("too large"));
            assertThatThrownBy(() -> maker.configure(SETTINGS)).hasMessage("too large");
            counting.failure = Optional.empty();
            assertThatThrownBy(() -> maker.start(Path.of("movie.count"))).hasMessageContaining("CREATED");
        }
    }

    @Test
    void listsAndChecksBackends() {
        Backends backends = backends(software);
        backends.register("counting", CountingBackend::new);
        assertThat(backends.descriptions())
                .extracting(BackendDescription::name)
                .containsExactly("av1", "av1_hardware", "av1_software", "counting");
        BackendDescription best = backends.descriptions().getFirst();
        assertThat(best.extensions()).containsExactly("fake", "mute");
        assertThat(best.mimeTypes()).containsEntry("fake", "video/x-fake");
        assertThat(best.recommendedResolutions()).hasToString("[1920x1080, 2560x1440, 3840x2160]");
        assertThat(best.recommendedFrameRates()).hasToString("[24, 30, 60]");
        assertThat(best.presets()).containsExactly(Preset.LOW, Preset.MEDIUM, Preset.HIGH);
        assertThatThrownBy(() -> MovieMaker.create(backends, "av2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("backend: 'av2' given, one of [av1, av1_hardware, av1_software, counting] allowed");
        assertThatThrownBy(() -> backends.register("av1", CountingBackend::new))
                .hasMessage(
                        "backend name: 'av1' given, any but the built-in [av1, av1_hardware, av1_software] allowed");
        assertThatThrownBy(() -> backends.register("My Backend", CountingBackend::new))
                .hasMessageContaining("lower-case letters, digits, '_' and '-' allowed");
    }

    @Test
    void fallsBackVisibly() {
        FakeEncoders hardware = FakeEncoders.hardware(NO_QUEUE);
        try (MovieMaker maker = MovieMaker.create(backends(hardware, software))) {
            assertThat(maker.description().name()).isEqualTo("av1");
            maker.configure(SETTINGS);
            assertThat(recordOne(maker).fallbackReason()).contains("Old GPU: no video encode queue");
            maker.configure(SETTINGS.toBuilder().useHardware(false).build());
            assertThat(recordOne(maker).fallbackReason())
                    .as("was not asked for")
                    .isEmpty();
        }
        assertThat(hardware.opened).hasValue(0);
        try (MovieMaker maker = MovieMaker.create(backends(software))) {
            maker.configure(SETTINGS);
            assertThat(recordOne(maker).fallbackReason())
                    .contains("no hardware encoder is installed: add moviemaker-encoder to the module path or class "
                            + "path");
        }
    }

    @Test
    void hardwareNeverFallsBack() {
        FakeEncoders hardware = FakeEncoders.hardware(NO_QUEUE);
        try (MovieMaker maker = MovieMaker.create(backends(hardware, software), "av1_hardware")) {
            assertThatThrownBy(() -> maker.configure(SETTINGS))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessage("No hardware encoder for AV1: Old GPU: no video encode queue");
        }
        FakeEncoders refusing = FakeEncoders.hardware(NO_QUEUE, FakeEncoders.usable("New GPU", true));
        refusing.openFailure = Optional.of(new UnsupportedException("10 bit is not offered"));
        try (MovieMaker maker = MovieMaker.create(backends(refusing, software), "av1_hardware")) {
            maker.configure(SETTINGS);
            assertThatThrownBy(() -> maker.start(folder.resolve("movie.fake")))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessage("No hardware encoder takes these settings: Old GPU: no video encode queue; "
                            + "Fake hardware: 10 bit is not offered");
            assertThatThrownBy(() -> maker.configure(
                            SETTINGS.toBuilder().useHardware(false).build()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("use_hardware: false given, only true allowed");
        }
        try (MovieMaker maker = MovieMaker.create(backends(refusing, software), "av1")) {
            maker.configure(SETTINGS);
            assertThat(recordOne(maker).fallbackReason())
                    .contains("Old GPU: no video encode queue; Fake hardware: 10 bit is not offered");
        }
    }

    @Test
    void takesHardwareByDefaultWhereItWorks() {
        FakeEncoders hardware = FakeEncoders.hardware(FakeEncoders.usable("New GPU", true));
        try (MovieMaker maker = MovieMaker.create(backends(hardware, software))) {
            assertThat(maker.description().name()).isEqualTo("av1_hardware");
            maker.configure(SETTINGS);
            RecordingStatistics statistics = recordOne(maker);
            assertThat(statistics.device()).isEqualTo("Fake hardware device");
            assertThat(statistics.fallbackReason()).isEmpty();
            maker.start(folder.resolve("running.fake"));
            EncoderSettings noHardware = SETTINGS.toBuilder().useHardware(false).build();
            assertThatThrownBy(() -> maker.configure(noHardware)).hasMessageContaining("in state RECORDING");
            maker.record(RecordingTest.frame());
            maker.finish();
            maker.configure(noHardware);
            assertThat(recordOne(maker).device()).isEqualTo("Fake software device");
        }
    }

    @Test
    void saysWhenNoSoftwareEncoderIsInstalled() {
        try (MovieMaker maker = MovieMaker.create(backends(), "av1_software")) {
            assertThatThrownBy(() -> maker.configure(Map.of("width", 64, "height", 48)))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessage(
                            "No software encoder is installed: add moviemaker-media to the module path or class path");
        }
    }

    @Test
    void answersOnTheInstalledProviders() {
        assertThat(MovieMaker.backends()).extracting(BackendDescription::name).startsWith("av1");
        assertThat(MovieMaker.backends().getFirst().extensions()).contains("ivf", "obu", "av1");
        assertThat(MovieMaker.supportedPresets()).containsExactly(Preset.values());
        assertThat(MovieMaker.isHardwareEncodingSupported())
                .isEqualTo(MovieMaker.encodingCapabilities().stream()
                        .anyMatch(c -> c.hardware() && c.unusableReason().isEmpty()));
        MovieMaker.registerBackend("counting", CountingBackend::new);
        try (MovieMaker maker = MovieMaker.create("counting")) {
            maker.configure(Map.of("width", "64", "height", 48));
            maker.start(folder.resolve("movie.count"));
            maker.record(RecordingTest.frame());
            maker.finish();
            assertThat(maker.statistics().backend()).isEqualTo("counting");
        }
    }

    @Test
    void takesFramesAndSoundFromSeveralVirtualThreads() throws InterruptedException {
        try (MovieMaker maker = MovieMaker.create(backends(software), "av1_software")) {
            maker.configure(
                    SETTINGS.toBuilder().audio(new AudioFormat(48000, 2)).build());
            maker.start(folder.resolve("movie.fake"));
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                threads.add(Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 100; i++) {
                        maker.record(RecordingTest.frame());
                        maker.record(RecordingTest.sound(10));
                        RecordingStatistics now = maker.statistics();
                        assertThat(now.framesEncoded() + now.framesQueued()).isEqualTo(now.framesSubmitted());
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            maker.finish();
            assertThat(maker.statistics().framesEncoded()).isEqualTo(400);
        }
    }

    @Test
    void aChangeOfRateReachesTheEncoderAndNoRefusalEndsTheRecording() {
        FakeEncoders gpu = FakeEncoders.hardware(FakeEncoders.usable("GPU", true));
        try (MovieMaker maker = MovieMaker.create(backends(gpu), "av1_hardware")) {
            maker.configure(SETTINGS);
            maker.start(folder.resolve("movie.fake"));
            maker.record(RecordingTest.frame());
            maker.changeRate(1_000_000, 2_000_000, Rational.of(15));
            assertThat(gpu.rateChanges)
                    .containsExactly(SETTINGS.toBuilder()
                            .bitrate(1_000_000)
                            .maxBitrate(2_000_000)
                            .framerate(Rational.of(15))
                            .build());
            assertThatThrownBy(() -> maker.changeRate(2_000_000, 1_000_000, Rational.of(30)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("max_bitrate: 1000000 given, at least the bitrate 2000000 allowed");
            assertThatThrownBy(() -> maker.changeRate(900_000_000, 900_000_000, Rational.of(30)))
                    .isInstanceOf(IllegalArgumentException.class);
            maker.record(RecordingTest.frame());
            maker.finish();
            assertThat(maker.statistics().framesEncoded()).isEqualTo(2);
        }
        assertThat(gpu.rateChanges).hasSize(1);
    }

    @Test
    void whereTheRateCannotChangeTheRecordingGoesOn() {
        try (MovieMaker maker = MovieMaker.create(backends(software), "av1_software")) {
            maker.configure(SETTINGS);
            maker.start(folder.resolve("movie.fake"));
            assertThatThrownBy(() -> maker.changeRate(1_000_000, 2_000_000, Rational.of(30)))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessage("Fake software device cannot change its bitrate while it runs");
            maker.record(RecordingTest.frame());
            maker.finish();
            maker.configure(
                    SETTINGS.toBuilder().rateControl(RateControlMode.CRF).build());
            maker.start(folder.resolve("second.fake"));
            assertThatThrownBy(() -> maker.changeRate(1_000_000, 2_000_000, Rational.of(30)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("changeRate is for CBR and VBR, not for CRF");
            maker.record(RecordingTest.frame());
            maker.finish();
        }
        Backends own = backends();
        own.register("counting", CountingBackend::new);
        try (MovieMaker maker = MovieMaker.create(own, "counting")) {
            maker.configure(SETTINGS);
            maker.start(Path.of("movie.count"));
            assertThatThrownBy(() -> maker.changeRate(1_000_000, 2_000_000, Rational.of(30)))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessage("The backend 'counting' cannot change its bitrate while it records.");
            maker.finish();
        }
    }
}
