// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.emulator.base.BaseIcd;
import dev.moviemaker.emulator.client.Compute;
import dev.moviemaker.emulator.client.Vk;
import dev.moviemaker.emulator.profile.Profiles;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A compute shader gives through loader and driver what it gives on the base driver alone, and what its arithmetic
 * says.
 */
class ComputeEmulatorTest {
    @Test
    void computesAsTheBaseDriver() {
        Path base = Testbed.needsVulkan();
        int[] words = IntStream.range(0, 4096).map(i -> i * i + 7).toArray();
        int[] alone;
        try (Vk vk = new Vk(new BaseIcd(base).loaderFunction("vk_icdGetInstanceProcAddr"), Vk.Way.DIRECT)) {
            alone = Compute.run(vk, words);
        }
        EmulatedDriver driver = EmulatedDriver.over(base, Profiles.named("maximal"));
        int[] through;
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.VALIDATED)) {
            through = Compute.run(vk, words);
            assertThat(vk.messages()).isEmpty();
        }
        assertThat(through).isEqualTo(alone);
        assertThat(through)
                .isEqualTo(IntStream.range(0, 4096)
                        .map(i -> words[i] * (int) 2654435761L + i)
                        .toArray());
        assertThat(driver.report()).isEmpty();
        assertThat(driver.liveObjects()).isEmpty();
    }
}
