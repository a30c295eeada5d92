// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncodingCapabilities;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapsCommandTest {
    @Test
    void isAScreenUnlessAllIsAskedFor() {
        CommandRun run = CommandRun.of("caps");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("SVT-AV1", "rate control", "av1 caps --all")
                .doesNotContain("All about");
        assertThat(run.out().lines().count()).isLessThan(40);
        assertThat(run.out().lines()).noneMatch(line -> line.contains("llvmpipe") && line.contains("(hardware)"));
    }

    @Test
    void beginsWithWhatTheEncodersComeTo() {
        EncodingCapabilities gpu =
                EncodingCapabilities.builder("a GPU", "driver", true).build();
        EncodingCapabilities cpu =
                EncodingCapabilities.builder("CPU", "SVT-AV1", false).build();
        EncodingCapabilities none = EncodingCapabilities.unusable("CPU", "SVT-AV1", "glibc is too old");
        assertThat(CapsCommand.summary(List.of(none, gpu, cpu))).isEqualTo("This machine encodes AV1 in hardware.");
        assertThat(CapsCommand.summary(List.of(none, cpu))).isEqualTo("This machine encodes AV1 in software only.");
        assertThat(CapsCommand.summary(List.of(none))).isEqualTo("This machine cannot encode AV1.");
    }

    @Test
    void saysThatVulkanOnMacHasNoEncoder() {
        assertThat(CapsCommand.unusable("MoltenVK 1.4", "the driver has no VK_KHR_video_queue"))
                .startsWith("the driver has no VK_KHR_video_queue; ")
                .contains("MoltenVK");
        assertThat(CapsCommand.unusable("Mesa RADV 26.0", "the driver has no VK_KHR_video_queue"))
                .isEqualTo("the driver has no VK_KHR_video_queue");
    }
}
