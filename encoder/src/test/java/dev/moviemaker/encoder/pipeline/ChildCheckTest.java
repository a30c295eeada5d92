// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.AudioFormat;
import dev.moviemaker.ColorDescription;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.HdrMetadata;
import dev.moviemaker.HdrMetadata.Chromaticity;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.encoder.caps.DeviceIdentity;
import dev.moviemaker.encoder.pipeline.ChildCheck.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The self-test's process: what it is told, and that the driver's crash there is a reason here. */
class ChildCheckTest {
    private static final DriverCheckProcess.Request REQUEST = new DriverCheckProcess.Request(
            EncoderSettings.builder()
                    .width(320)
                    .height(240)
                    .framerate(new Rational(30000, 1001))
                    .bitDepth(10)
                    .color(ColorDescription.BT2100_PQ)
                    .inputFormat(PixelFormat.P010)
                    .device("no such device")
                    .build(),
            new DeviceIdentity(1, "No such GPU", 2, "00000000-0000-0000-0000-000000000001", 3, 4, 5, 6, "none", "", 7),
            true);

    @TempDir
    Path folder = Path.of("unset");

    /** Does what RADV did: reads an address that is none. */
    static final class Crash {
        private Crash() {}

        public static void main(String[] arguments) throws Throwable {
            Files.writeString(Path.of(arguments[0]), DriverCheckProcess.STARTED + "\n");
            Linker linker = Linker.nativeLinker();
            Object length = linker.downcallHandle(
                            linker.defaultLookup().find("strlen").orElseThrow(),
                            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS))
                    .invoke(MemorySegment.ofAddress(1));
            throw new AssertionError("read " + length);
        }
    }

    /** Says what it was told. */
    static final class Repeat {
        private Repeat() {}

        public static void main(String[] arguments) throws IOException {
            DriverCheckProcess.Request request =
                    RecordStream.read(new DataInputStream(System.in), DriverCheckProcess.Request.class);
            Files.writeString(
                    Path.of(arguments[0]),
                    DriverCheckProcess.STARTED + "\n" + DriverCheckProcess.FAILED + "\n" + request + "\n");
        }
    }

    /** Never begins. */
    static final class Refusal {
        private Refusal() {}

        @SuppressWarnings("DoNotCallSuggester") // Java itself calls it.
        public static void main(String[] arguments) {
            throw new IllegalStateException("not today, " + arguments.length);
        }
    }

    /** Never ends. */
    static final class Sleep {
        private Sleep() {}

        public static void main(String[] arguments) throws InterruptedException {
            Thread.sleep(Duration.ofMinutes(arguments.length));
        }
    }

    private static Verdict run(Class<?> main) {
        return child(main, Duration.ofMinutes(1)).run(REQUEST);
    }

    /** On the module path the programs here are a patch of the encoder's module. */
    private static ChildCheck child(Class<?> main, Duration patience) {
        Module module = main.getModule();
        return new ChildCheck(
                main,
                patience,
                module.isNamed()
                        ? List.of("--patch-module", module.getName() + "=" + Path.of("target", "test-classes"))
                        : List.of());
    }

    @Test
    void aCrashIsAReason() {
        assertThat(run(Crash.class))
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.problem())
                                .startsWith("the driver ended the process, exit status ")
                                .contains(", in [libc"));
    }

    /** Else the driver would be tested in this process, which it may end. */
    @Test
    void noInterruptEndsTheTest() throws InterruptedException {
        Thread.currentThread().interrupt();
        assertThat(run(Repeat.class)).isEqualTo(new Verdict.Failed(REQUEST.toString()));
        assertThat(Thread.interrupted()).as("it stays pending").isTrue();
        AtomicReference<Verdict> verdict = new AtomicReference<>();
        AtomicBoolean pending = new AtomicBoolean();
        Thread waiting = new Thread(() -> {
            verdict.set(run(Repeat.class));
            pending.set(Thread.interrupted());
        });
        waiting.start();
        while (waiting.isAlive()) {
            waiting.interrupt();
            waiting.join(10);
        }
        assertThat(verdict.get()).isEqualTo(new Verdict.Failed(REQUEST.toString()));
        assertThat(pending).isTrue();
    }

    @Test
    void theRequestArrivesWhole() {
        assertThat(run(Repeat.class)).isEqualTo(new Verdict.Failed(REQUEST.toString()));
    }

    @Test
    void allKindsOfValuesArrive() throws IOException {
        EncoderSettings settings = EncoderSettings.builder()
                .audio(new AudioFormat(44_100, 2))
                .hdrMetadata(new HdrMetadata(
                        List.of(
                                new Chromaticity(0.708, 0.292),
                                new Chromaticity(0.17, 0.797),
                                new Chromaticity(0.131, 0.046)),
                        new Chromaticity(0.3127, 0.329),
                        1000,
                        0.005,
                        1000,
                        400))
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RecordStream.write(new DataOutputStream(bytes), new Holder(settings));
        assertThat(RecordStream.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), Holder.class))
                .isEqualTo(new Holder(settings));
    }

    record Holder(EncoderSettings settings) {}

    @Test
    void aProcessThatDoesNotBeginSaysNothingOfTheDriver() {
        assertThat(run(Refusal.class))
                .isInstanceOfSatisfying(
                        Verdict.NotRun.class,
                        none -> assertThat(none.reason())
                                .startsWith("its process ended before it began, exit status 1"));
    }

    @Test
    void oneThatDoesNotEndIsEnded() {
        assertThat(child(Sleep.class, Duration.ofMillis(1500)).run(REQUEST))
                .isEqualTo(new Verdict.Failed("it did not end within 1 s"));
    }

    /** Without the device that the request names there is nothing to test. */
    @Test
    void theRealProgramRuns() {
        assertThat(new ChildCheck().run(REQUEST)).isInstanceOf(Verdict.NotRun.class);
    }

    @Test
    void passedTestsAreKept() {
        String before = System.getProperty(CheckedDrivers.FOLDER);
        try {
            System.setProperty(CheckedDrivers.FOLDER, folder.resolve("new").toString());
            assertThat(CheckedDrivers.contains("a")).isFalse();
            CheckedDrivers.add("a");
            assertThat(CheckedDrivers.contains("a")).isTrue();
            assertThat(CheckedDrivers.contains("b")).isFalse();
            System.setProperty(CheckedDrivers.FOLDER, "");
            CheckedDrivers.add("b");
            assertThat(CheckedDrivers.contains("b")).isFalse();
        } finally {
            if (before == null) {
                System.clearProperty(CheckedDrivers.FOLDER);
            } else {
                System.setProperty(CheckedDrivers.FOLDER, before);
            }
        }
    }
}
