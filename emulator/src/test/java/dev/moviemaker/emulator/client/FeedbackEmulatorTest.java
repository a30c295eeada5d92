// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.Testbed;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.vulkan.raw.PFN_vkCmdCopyQueryPoolResults;
import dev.moviemaker.vulkan.raw.PFN_vkCmdExecuteCommands;
import dev.moviemaker.vulkan.raw.PFN_vkCmdFillBuffer;
import dev.moviemaker.vulkan.raw.PFN_vkGetQueryPoolResults;
import dev.moviemaker.vulkan.raw.VkBufferCreateInfo;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Results of feedback queries as vkGetQueryPoolResults and vkCmdCopyQueryPoolResults lay them out: offset, bytes,
 * overrides, then status or availability.
 */
class FeedbackEmulatorTest {
    private static final int STATUS = Vulkan.VK_QUERY_RESULT_WITH_STATUS_BIT_KHR();
    private static final int AVAILABILITY = Vulkan.VK_QUERY_RESULT_WITH_AVAILABILITY_BIT();
    private static final int WIDE = Vulkan.VK_QUERY_RESULT_64_BIT();
    private static final int PARTIAL = Vulkan.VK_QUERY_RESULT_PARTIAL_BIT();
    private static final int UNTOUCHED = 0xEEEEEEEE;
    private static final long WIDE_UNTOUCHED = 0xEEEEEEEEEEEEEEEEL;
    private static final int READY = 1;
    private static final int NOT_READY = Vulkan.VK_NOT_READY();

    private final EmulatedDriver driver = EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("maximal"));
    private int bytesOfTheKeyFrame;

    /** After two coded pictures: of the pool's four queries, the first two have results. */
    private void afterTwoPictures(Consumer<Client> body) {
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, Settings.of(320, 192, 2), Hooks.none())) {
            ClientRecording recording = new ClientRecording(client);
            recording.run();
            bytesOfTheKeyFrame = recording.sizes().getFirst();
            body.accept(client);
        }
        assertThat(driver.liveObjects()).isEmpty();
    }

    private static int get(Client client, int first, int count, MemorySegment data, long stride, int flags) {
        data.fill((byte) UNTOUCHED);
        return PFN_vkGetQueryPoolResults.invoke(
                client.vk.f("vkGetQueryPoolResults"),
                client.gpu.device,
                client.queryPool,
                first,
                count,
                data.byteSize(),
                data,
                stride,
                flags);
    }

    @Test
    void resultsAreWordsInTheOrderOfTheirBits() {
        afterTwoPictures(client -> {
            MemorySegment data = client.arena.allocate(64, 8);
            assertThat(get(client, 0, 1, data, 16, STATUS)).isZero();
            assertThat(data.asSlice(0, 20).toArray(ValueLayout.JAVA_INT))
                    .containsExactly(0, bytesOfTheKeyFrame, 0, READY, UNTOUCHED);
            assertThat(get(client, 0, 1, data, 32, WIDE | AVAILABILITY)).isZero();
            assertThat(data.asSlice(0, 40).toArray(ValueLayout.JAVA_LONG))
                    .containsExactly(0, bytesOfTheKeyFrame, 0, READY, WIDE_UNTOUCHED);
            assertThat(get(client, 0, 2, data, 28, 0)).isZero();
            int[] words = data.asSlice(0, 40).toArray(ValueLayout.JAVA_INT);
            assertThat(words).startsWith(0, bytesOfTheKeyFrame, 0, UNTOUCHED, UNTOUCHED, UNTOUCHED, UNTOUCHED, 0);
            assertThat(words[8]).isPositive();
        });
        assertThat(driver.report()).isEmpty();
    }

    @Test
    void ofWhatIsNotReadyOnlyThatIsTold() {
        afterTwoPictures(client -> {
            MemorySegment data = client.arena.allocate(20, 8);
            assertThat(get(client, 2, 1, data, 16, STATUS)).isEqualTo(NOT_READY);
            assertThat(data.toArray(ValueLayout.JAVA_INT))
                    .containsExactly(UNTOUCHED, UNTOUCHED, UNTOUCHED, 0, UNTOUCHED);
            assertThat(get(client, 2, 1, data, 16, AVAILABILITY | PARTIAL)).isEqualTo(NOT_READY);
            assertThat(data.toArray(ValueLayout.JAVA_INT)).containsExactly(0, 0, 0, 0, UNTOUCHED);
            assertThat(driver.report()).isEmpty();
            assertThat(get(client, 3, 2, data, 8, STATUS)).isNegative();
        });
        assertThat(driver.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.rule()).isEqualTo(Rule.QUERY_SCOPE));
    }

    @Test
    void copiesAreOrderedAndTouchNothingElse() {
        afterTwoPictures(client -> {
            MemorySegment info = VkBufferCreateInfo.allocate(client.arena);
            VkBufferCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO());
            VkBufferCreateInfo.size(info, 128);
            VkBufferCreateInfo.usage(info, Vulkan.VK_BUFFER_USAGE_TRANSFER_DST_BIT());
            ClientGpu.Mapped target = client.gpu.buffer(info);
            target.bytes().fill((byte) 0x11);
            try (Commands commands = new Commands(client, client.encodeFamily())) {
                commands.begin();
                fill(client, commands.buffer, target, 0, 128, UNTOUCHED);
                PFN_vkCmdCopyQueryPoolResults.invoke(
                        client.vk.f("vkCmdCopyQueryPoolResults"),
                        commands.buffer,
                        client.queryPool,
                        1,
                        2,
                        target.buffer(),
                        8,
                        40,
                        WIDE | STATUS);
                commands.run();
            }
            long[] words = target.bytes().asSlice(0, 88).toArray(ValueLayout.JAVA_LONG);
            MemorySegment second = client.arena.allocate(32, 8);
            assertThat(get(client, 1, 1, second, 32, WIDE | STATUS)).isZero();
            assertThat(words[0]).isEqualTo(WIDE_UNTOUCHED);
            assertThat(java.util.Arrays.copyOfRange(words, 1, 5)).isEqualTo(second.toArray(ValueLayout.JAVA_LONG));
            assertThat(java.util.Arrays.copyOfRange(words, 5, 11))
                    .containsExactly(WIDE_UNTOUCHED, WIDE_UNTOUCHED, WIDE_UNTOUCHED, WIDE_UNTOUCHED, 0, WIDE_UNTOUCHED);
        });
        assertThat(driver.report()).isEmpty();
    }

    @Test
    void secondaryCommandBuffersKeepTheOrderOfBothKindsOfCommands() {
        afterTwoPictures(client -> {
            MemorySegment info = VkBufferCreateInfo.allocate(client.arena);
            VkBufferCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO());
            VkBufferCreateInfo.size(info, 64);
            VkBufferCreateInfo.usage(info, Vulkan.VK_BUFFER_USAGE_TRANSFER_DST_BIT());
            ClientGpu.Mapped target = client.gpu.buffer(info);
            try (Commands secondary =
                            new Commands(client, client.encodeFamily(), Vulkan.VK_COMMAND_BUFFER_LEVEL_SECONDARY());
                    Commands primary = new Commands(client, client.encodeFamily())) {
                secondary.begin();
                fill(client, secondary.buffer, target, 0, 64, 0x11111111);
                PFN_vkCmdCopyQueryPoolResults.invoke(
                        client.vk.f("vkCmdCopyQueryPoolResults"),
                        secondary.buffer,
                        client.queryPool,
                        0,
                        1,
                        target.buffer(),
                        0,
                        16,
                        STATUS);
                fill(client, secondary.buffer, target, 12, 4, 0x22222222);
                secondary.end();
                primary.begin();
                PFN_vkCmdExecuteCommands.invoke(
                        client.vk.f("vkCmdExecuteCommands"),
                        primary.buffer,
                        1,
                        client.arena.allocateFrom(ValueLayout.ADDRESS, secondary.buffer));
                fill(client, primary.buffer, target, 20, 4, 0x33333333);
                primary.run();
            }
            assertThat(target.bytes().asSlice(0, 28).toArray(ValueLayout.JAVA_INT))
                    .containsExactly(0, bytesOfTheKeyFrame, 0, 0x22222222, 0x11111111, 0x33333333, 0x11111111);
        });
        assertThat(driver.report()).isEmpty();
    }

    private static void fill(
            Client client, MemorySegment commands, ClientGpu.Mapped target, long offset, long size, int data) {
        PFN_vkCmdFillBuffer.invoke(client.vk.f("vkCmdFillBuffer"), commands, target.buffer(), offset, size, data);
    }
}
