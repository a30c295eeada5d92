// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to give a frame, recorded in software: the mean of a flat patch comes back within 4 of 255 (9 from images
 * of five bits a component), each picture with at least 31 dB.
 */
class FramesTest {
    @TempDir
    private Path folder;

    static List<FrameWays.Way> ways() {
        return FrameWays.all();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void pixelsComeBack(FrameWays.Way way) throws Exception {
        FrameJudge.judge(way, folder.resolve("even.mkv"), "av1_software", "", 192, 128, 8);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void pixelsOfOddSizesComeBackInTenBit(FrameWays.Way way) throws Exception {
        FrameJudge.judge(way, folder.resolve("odd.mkv"), "av1_software", "", 193, 129, 10);
    }
}
