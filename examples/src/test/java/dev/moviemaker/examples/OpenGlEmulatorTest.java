// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.recorder.SharedImages;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** OpenGL (llvmpipe) draws into images of the emulated driver over lavapipe: the same Mesa, the same memory. */
class OpenGlEmulatorTest {
    private static final int FRAMES = 12;

    @TempDir
    Path folder;

    private HeadlessGl gl;

    @BeforeEach
    void needsMesa() {
        assumeTrue(EmulatedDriver.lavapipe().isPresent(), "lavapipe (Debian: mesa-vulkan-drivers) is not installed");
        try {
            gl = new HeadlessGl();
        } catch (UnsatisfiedLinkError | IllegalStateException e) {
            throw new TestAbortedException(
                    "no OpenGL through EGL (Debian: libegl1, libegl-mesa0, libgl1): " + e.getMessage(), e);
        }
        assumeTrue(gl.importsMemory(), "OpenGL has no GL_EXT_memory_object_fd: run in testbed/enter");
    }

    @AfterEach
    void closeContext() {
        if (gl != null) {
            gl.close();
        }
    }

    private static EncoderSettings settings(String profile) {
        return EncoderSettings.builder()
                .width(320)
                .height(192)
                .rateControl(RateControlMode.CQP)
                .keyframeInterval(5)
                .device("emulated:" + profile)
                .build();
    }

    /** One encoder gets the same pictures as images and read back: every coded picture must be the same. */
    @ParameterizedTest
    @ValueSource(strings = {"nvidia", "radv-rdna4"})
    void recordsWhatOpenGlDrawsAsItWouldWhatIsReadBack(String profile) throws Exception {
        Path shared = folder.resolve("shared.obu");
        Path read = folder.resolve("read.obu");
        RecordOpenGl.shared(gl, settings(profile), shared, FRAMES);
        RecordOpenGl.readBack(settings(profile), read, FRAMES);
        assertThat(EmulatedGpus.of(profile).report()).isEmpty();
        assertThat(Files.readAllBytes(shared)).isEqualTo(Files.readAllBytes(read));
        DrawnMovie.check(shared, FRAMES, 320, 192);
        assertThat(EmulatedGpus.of(profile).liveObjects()).isEmpty();
    }

    @Test
    void anotherGpuOrDriverIsRefusedByItsUuid() {
        try (SharedImages images =
                SharedImages.of(settings("nvidia")).semaphores(false).open()) {
            images.requireSame(gl.deviceUuid(), gl.driverUuid());
            byte[] other = gl.deviceUuid();
            other[3]++;
            assertThatThrownBy(() -> images.requireSame(other, gl.driverUuid()))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining("OpenGL draws with the device of UUID");
            assertThatThrownBy(() -> images.requireSame(gl.deviceUuid(), other))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining("the driver of UUID");
        }
    }
}
