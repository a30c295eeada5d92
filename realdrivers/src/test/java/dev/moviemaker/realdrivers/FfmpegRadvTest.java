// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.realdrivers.gpu.CoderService;
import dev.moviemaker.realdrivers.vcn.VcnPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FFmpeg's av1_vulkan, which is not ours, encodes on the played GPU: so what ours does there is not of our own making.
 */
class FfmpegRadvTest {
    private static final int FRAMES = 10;

    @TempDir
    Path folder = Path.of("unset");

    @ParameterizedTest
    @ValueSource(strings = {"navi31", "gfx1201"})
    void ffmpegEncodes(String chip) throws IOException, InterruptedException {
        PlayedGpu.assume();
        assumeTrue(
                run(Map.of(), "ffmpeg", "-hide_banner", "-h", "encoder=av1_vulkan")
                        .contains("Encoder av1_vulkan"),
                "this FFmpeg has no av1_vulkan");
        List<VcnPicture> pictures = Collections.synchronizedList(new ArrayList<>());
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        Path socket = folder.resolve("coder");
        Path stream = folder.resolve("stream.ivf");
        try (CoderService _ =
                new CoderService(socket, 2, pictures::add, (job, why) -> failures.add(String.valueOf(why)))) {
            String log = run(
                    PlayedGpu.environment(chip, socket),
                    "ffmpeg",
                    "-v",
                    "warning",
                    "-nostdin",
                    "-y",
                    "-init_hw_device",
                    "vulkan=vk:0",
                    "-filter_hw_device",
                    "vk",
                    "-f",
                    "lavfi",
                    "-i",
                    "testsrc2=size=640x256:rate=30",
                    "-frames:v",
                    String.valueOf(FRAMES),
                    "-vf",
                    "format=nv12,hwupload",
                    "-c:v",
                    "av1_vulkan",
                    "-b_depth",
                    "1",
                    "-bf",
                    "0",
                    stream.toString());
            assertThat(failures).as(log).isEmpty();
            assertThat(pictures).as(log).hasSize(FRAMES);
        }
        Path frames = folder.resolve("frames.yuv");
        run(Map.of(), "dav1d", "-q", "--muxer", "yuv", "-i", stream.toString(), "-o", frames.toString());
        assertThat(Files.size(frames) % FRAMES).isZero();
        assertThat(Files.size(frames) / FRAMES).isGreaterThanOrEqualTo(640 * 256 * 3 / 2);
    }

    private String run(Map<String, String> variables, String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES))
                .as(command[0] + " ended")
                .isTrue();
        String text = Files.readString(log);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
