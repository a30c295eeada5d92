// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.emulator.EmulatedDriver;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to give a frame, recorded through Vulkan, with a driver that codes any size and one that pads. A program's
 * own images give the very streams that frames in memory give: the encoder's {@code VulkanFrameEmulatorTest} shows
 * that.
 */
class FramesEmulatorTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void assumeMachine() {
        assumeTrue(EmulatedDriver.lavapipe().isPresent(), "lavapipe (Debian: mesa-vulkan-drivers) is not installed");
    }

    static List<FrameWays.Way> ways() {
        return FrameWays.all();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void pixelsComeBack(FrameWays.Way way) throws Exception {
        FrameJudge.judge(way, folder.resolve("even.mkv"), "av1_hardware", "emulated:nvidia", 192, 128, 10);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void pixelsOfOddSizesComeBack(FrameWays.Way way) throws Exception {
        FrameJudge.judge(way, folder.resolve("odd.mkv"), "av1_hardware", "emulated:radv-rdna3", 193, 129, 8);
    }
}
