// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.ClientRecording;
import dev.moviemaker.emulator.client.Vk;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is caught by the driver's own checks or by the validation layers; the output says by which. */
class MisuseEmulatorTest {
    private static final Pattern VUID = Pattern.compile("VUID-[A-Za-z0-9-]+");

    static Stream<Misuse> misuses() {
        return MisuseList.all().stream();
    }

    @Test
    void thereAreAtLeastForty() {
        assertThat(MisuseList.all()).hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void isCaught(Misuse misuse) {
        EmulatedDriver driver = EmulatedDriver.instantOver(Testbed.needsVulkan(), Testbed.profile(misuse.profile()));
        List<String> seen = new ArrayList<>();
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), misuse.forLayers() ? Vk.Way.VALIDATED : Vk.Way.LOADER)) {
            try (Client client = new Client(vk, misuse.settings(), misuse.hooks())) {
                new ClientRecording(client).run();
            } catch (Vk.VulkanFailure | IllegalStateException refused) {
                seen.add(String.valueOf(refused.getMessage()));
            }
            vk.messages().forEach(message -> {
                Matcher matcher = VUID.matcher(message);
                seen.add(matcher.find() ? matcher.group() : message);
            });
        }
        driver.violations().forEach(violation -> seen.add(violation.rule().name()));
        List<String> distinct = seen.stream().distinct().toList();
        System.out.printf("%s: %s%n", misuse.name(), distinct);
        assertThat(distinct).anyMatch(line -> line.contains(misuse.expected()));
    }
}
