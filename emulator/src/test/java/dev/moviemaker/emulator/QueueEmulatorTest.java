// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.client.Vk;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.vulkan.raw.VkDeviceQueueCreateInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Devices hand out the queues they were made with, and no others. */
class QueueEmulatorTest {
    private static final Settings PLAIN = Settings.of(320, 192, 1);

    private final Arena arena = Arena.ofAuto();
    private final EmulatedDriver driver = EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("nvidia"));

    /** On a device with so many encode queues. */
    private void with(int queues, Consumer<Client> body) {
        Hooks hooks = Hooks.none().at(Place.QUEUES, (_, info) -> {
            VkDeviceQueueCreateInfo.queueCount(info, queues);
            VkDeviceQueueCreateInfo.pQueuePriorities(
                    info, arena.allocateFrom(ValueLayout.JAVA_FLOAT, new float[queues]));
        });
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, PLAIN, hooks)) {
            body.accept(client);
        }
    }

    private void refuses(long queue) {
        assertThat(queue).isZero();
        assertThat(driver.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.rule()).isEqualTo(Rule.QUEUE_NOT_CREATED));
        driver.clearLog();
    }

    @Test
    void aQueueOfTwoIsTheSameHoweverItIsAskedFor() {
        with(2, client -> {
            int family = client.encodeFamily();
            long second = client.queue(family, 1);
            assertThat(second).isNotZero().isNotEqualTo(client.queue(family, 0));
            assertThat(client.queue2(family, 1, 0)).isEqualTo(second);
            assertThat(client.queue(family, 1)).isEqualTo(second);
            refuses(client.queue(family, 2));
        });
        assertThat(driver.report()).isEmpty();
        assertThat(driver.liveObjects()).isEmpty();
    }

    @Test
    void queuesThatWereNotCreatedAreRefused() {
        with(1, client -> {
            int family = client.encodeFamily();
            refuses(client.queue(family, 1));
            refuses(client.queue(family, -1));
            refuses(client.queue2(family, 1, 0));
            refuses(client.queue2(family, 0, 1)); // of protected memory
            refuses(client.queue(0, 0)); // which the driver itself uses
            refuses(client.queue2(0, 0, 0));
        });
        assertThat(driver.report()).isEmpty();
    }

    @Test
    void moreQueuesThanTheFamilyHasAreRefused() {
        assertThatThrownBy(() -> with(3, _ -> {})).hasMessage("vkCreateDevice returned -3");
        assertThat(driver.errors()).singleElement().asString().contains("3 queues of the encode family, it has 2");
        assertThat(driver.liveObjects()).isEmpty();
    }
}
