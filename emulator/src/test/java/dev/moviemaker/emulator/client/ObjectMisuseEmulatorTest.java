// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.Testbed;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.vulkan.raw.PFN_vkCmdBeginVideoCodingKHR;
import dev.moviemaker.vulkan.raw.PFN_vkCmdEndVideoCodingKHR;
import dev.moviemaker.vulkan.raw.PFN_vkResetCommandBuffer;
import dev.moviemaker.vulkan.raw.VkVideoBeginCodingInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEndCodingInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Objects that are destroyed too early or never, and commands in the wrong place: each is a violation, and the driver
 * lives on.
 */
class ObjectMisuseEmulatorTest {
    private static final Settings STILL = Settings.of(320, 192, 2).still();

    private final List<Client> made = new ArrayList<>();
    private EmulatedDriver driver = EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("maximal"));

    /** Ends a recording where a program would have gone on to something undefined. */
    private static final class Left extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What commands use. */
    enum Part {
        SOURCE_IMAGE("image"),
        REFERENCE_IMAGE("image"),
        REFERENCE_MEMORY("memory"),
        BITSTREAM_BUFFER("buffer"),
        BITSTREAM_MEMORY("memory"),
        SESSION("video session"),
        SESSION_MEMORY("memory"),
        PARAMETERS("session parameters"),
        QUERY_POOL("query pool"),
        COMMAND_BUFFER("command buffer");

        private final String kind;

        Part(String kind) {
            this.kind = kind;
        }

        void destroy(Client client, MemorySegment commands) {
            long reference = client.pictures.get(1).image();
            switch (this) {
                case SOURCE_IMAGE -> client.gpu.destroy(client.source);
                case REFERENCE_IMAGE -> client.gpu.destroy(reference);
                case REFERENCE_MEMORY -> client.gpu.destroy(client.gpu.memoryOf(reference));
                case BITSTREAM_BUFFER -> client.gpu.destroy(client.bitstream.buffer());
                case BITSTREAM_MEMORY -> client.gpu.destroy(client.bitstream.memory());
                case SESSION -> client.gpu.destroy(client.session);
                case SESSION_MEMORY -> client.gpu.destroy(client.sessionMemory.getFirst());
                case PARAMETERS -> client.gpu.destroy(client.parameters);
                case QUERY_POOL -> client.gpu.destroy(client.queryPool);
                case COMMAND_BUFFER ->
                    PFN_vkResetCommandBuffer.invoke(client.vk.f("vkResetCommandBuffer"), commands, 0);
            }
        }
    }

    private Hooks at(Place place, int frame, BiConsumer<Client, MemorySegment> action) {
        return Hooks.none().at(place, (number, segment) -> {
            if (number == frame) {
                action.accept(made.getFirst(), segment);
            }
        });
    }

    private void records(Hooks hooks) {
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, STILL, hooks)) {
            made.add(client);
            try {
                new ClientRecording(client).run();
            } catch (Left expected) {
                assertThat(expected).hasNoCause();
            }
        }
        assertThat(driver.liveObjects()).isEmpty();
    }

    private void breaks(Rule rule, String detail) {
        assertThat(driver.violations()).anySatisfy(violation -> {
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.detail()).contains(detail);
        });
    }

    /** Until the base driver has done its part of the submission, which would not live through the misuse. */
    private static void awaitStuckWorker() {
        long start = System.nanoTime();
        while (Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .noneMatch(frame -> frame.getMethodName().equals("stick"))) {
            assertThat(System.nanoTime() - start)
                    .as("nanoseconds until the worker sticks")
                    .isLessThan(30_000_000_000L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotDestroyedWhileInUse(Part part) {
        driver = EmulatedDriver.over(
                Testbed.needsVulkan(),
                Profiles.named("maximal"),
                Faults.none().stuckAtFrame(1).fail("vkDeviceWaitIdle", 0, -4));
        records(at(Place.SUBMITTED, 1, (client, commands) -> {
            awaitStuckWorker();
            part.destroy(client, commands);
            breaks(Rule.FREED_WHILE_IN_USE, part.kind + " 0x");
            throw new Left();
        }));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SOURCE_IMAGE",
                "REFERENCE_IMAGE",
                "REFERENCE_MEMORY",
                "BITSTREAM_BUFFER",
                "BITSTREAM_MEMORY",
                "SESSION"
            })
    void isNotUsedAfterItsEnd(Part part) {
        records(at(Place.RECORDED, 1, part::destroy));
        breaks(Rule.USED_AFTER_FREE, "");
        assertThat(driver.errors()).isEmpty();
    }

    @Test
    void objectsThatAreLeftOverLeak() {
        records(at(Place.RECORDED, 1, (client, commands) -> client.gpu.leak(client.parameters)));
        breaks(Rule.LEAKED, "1 of Parameters");
    }

    @Test
    void picturesHaveMemory() {
        // The first image is the source, the second the first reference picture.
        records(Hooks.none().at(Place.IMAGE_MEMORY, (number, image) -> {
            if (number == 2) {
                image.set(ValueLayout.JAVA_LONG, 0, 0);
            }
        }));
        breaks(Rule.PICTURE_MEMORY_NOT_BOUND, "setup slot image");
    }

    @Test
    void parametersBelongToTheirSession() {
        records(at(
                Place.BEGIN,
                1,
                (client, begin) -> VkVideoBeginCodingInfoKHR.videoSession(begin, client.makeSession())));
        breaks(Rule.PARAMETERS_OF_OTHER_SESSION, "");
        breaks(Rule.SESSION_MEMORY_NOT_BOUND, "");
    }

    private @Nullable MemorySegment begin;

    @Test
    void scopesDoNotNest() {
        Hooks hooks = at(Place.BEGIN, 1, (_, info) -> begin = info);
        records(hooks.at(Place.INSIDE, (number, commands) -> {
            if (number == 1 && begin != null) {
                PFN_vkCmdBeginVideoCodingKHR.invoke(made.getFirst().vk.f("vkCmdBeginVideoCodingKHR"), commands, begin);
            }
        }));
        breaks(Rule.CODING_SCOPE, "a scope begins in a scope");
    }

    private static void end(Client client, MemorySegment commands) {
        MemorySegment info = VkVideoEndCodingInfoKHR.allocate(client.arena);
        VkVideoEndCodingInfoKHR.sType(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_END_CODING_INFO_KHR());
        PFN_vkCmdEndVideoCodingKHR.invoke(client.vk.f("vkCmdEndVideoCodingKHR"), commands, info);
    }

    @Test
    void videoCommandsStandInScopes() {
        records(at(Place.OUTSIDE, 1, ObjectMisuseEmulatorTest::end));
        breaks(Rule.CODING_SCOPE, "vkCmdEndVideoCodingKHR outside of a scope");
    }

    @Test
    void videoCommandsStandInBuffersOfTheEncodeFamily() {
        records(at(Place.OUTSIDE, 1, (client, commands) -> {
            try (Commands others = new Commands(client, 0)) {
                end(client, others.buffer);
            }
        }));
        breaks(Rule.QUEUE_COMMAND, "a video command in a command buffer of another family");
    }
}
