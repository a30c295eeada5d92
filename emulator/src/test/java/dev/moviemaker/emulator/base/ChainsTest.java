// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkBaseOutStructure;
import dev.moviemaker.vulkan.raw.VkDeviceCreateInfo;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoEncodeAV1FeaturesKHR;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVulkan12Features;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVulkan13Features;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Chains are shortened in copies: what the application wrote stays as it is, bytes and addresses. */
class ChainsTest {
    private static final int AV1 = Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_AV1_FEATURES_KHR();
    private static final int TWELVE = Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES();
    private static final int THIRTEEN = Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES();
    private static final int UNKNOWN = 2_000_000_001;

    private final Arena arena = Arena.ofAuto();
    private final List<MemorySegment> program = new ArrayList<>();

    /** A head with this chain, each structure full of bytes of its own. */
    private MemorySegment chain(int... sTypes) {
        MemorySegment head = VkDeviceCreateInfo.allocate(arena);
        VkDeviceCreateInfo.sType(head, Vulkan.VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO());
        MemorySegment last = head;
        program.clear();
        program.add(head);
        for (int sType : sTypes) {
            long bytes = sType == TWELVE
                    ? VkPhysicalDeviceVulkan12Features.sizeof()
                    : sType == THIRTEEN
                            ? VkPhysicalDeviceVulkan13Features.sizeof()
                            : Math.max(80, VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.sizeof());
            MemorySegment struct = arena.allocate(bytes, 8).fill((byte) program.size());
            VkBaseOutStructure.sType(struct, sType);
            VkBaseOutStructure.pNext(struct, MemorySegment.NULL);
            VkBaseOutStructure.pNext(last, struct);
            last = struct;
            program.add(struct);
        }
        return head;
    }

    private List<byte[]> bytes() {
        return program.stream()
                .map(struct -> struct.toArray(ValueLayout.JAVA_BYTE))
                .toList();
    }

    private static List<Integer> types(MemorySegment head) {
        List<Integer> types = new ArrayList<>();
        for (MemorySegment at = VkBaseOutStructure.pNext(head); at.address() != 0; at = VkBaseOutStructure.pNext(at)) {
            types.add(VkBaseOutStructure.sType(at));
        }
        return types;
    }

    private MemorySegment cut(MemorySegment head, Integer... sTypes) {
        MemorySegment copy = Structs.copy(arena, head, VkDeviceCreateInfo.layout());
        Chains.cut(arena, copy, Set.of(sTypes));
        return copy;
    }

    @Test
    void whatStandsBeforeIsCopiedAndTheProgramsMemoryStays() {
        MemorySegment head = chain(TWELVE, AV1, THIRTEEN, AV1, UNKNOWN);
        List<byte[]> before = bytes();
        MemorySegment copy = cut(head, AV1);
        assertThat(types(copy)).containsExactly(TWELVE, THIRTEEN, UNKNOWN);
        assertThat(types(head)).containsExactly(TWELVE, AV1, THIRTEEN, AV1, UNKNOWN);
        assertThat(bytes()).usingRecursiveComparison().isEqualTo(before);
        MemorySegment twelve = Objects.requireNonNull(Structs.find(copy, TWELVE));
        assertThat(twelve.address()).isNotEqualTo(program.get(1).address());
        long size = VkPhysicalDeviceVulkan12Features.sizeof();
        assertThat(twelve.reinterpret(size).asSlice(16).mismatch(program.get(1).asSlice(16)))
                .isEqualTo(-1);
        assertThat(Objects.requireNonNull(Structs.find(copy, UNKNOWN)).address())
                .isEqualTo(program.get(5).address());
    }

    @Test
    void aChainWithoutThemIsSharedAsItIs() {
        MemorySegment head = chain(UNKNOWN, TWELVE);
        MemorySegment copy = cut(head, AV1);
        assertThat(VkBaseOutStructure.pNext(copy).address())
                .isEqualTo(program.get(1).address());
        assertThat(types(cut(chain(AV1, AV1), AV1))).isEmpty();
    }

    @Test
    void anUnknownStructureBeforeOneThatGoesGoesToo() {
        MemorySegment head = chain(TWELVE, UNKNOWN, AV1, THIRTEEN);
        List<byte[]> before = bytes();
        assertThat(types(cut(head, AV1))).containsExactly(TWELVE, THIRTEEN);
        assertThat(bytes()).usingRecursiveComparison().isEqualTo(before);
        assertThat(types(cut(chain(UNKNOWN, AV1), AV1))).isEmpty();
    }

    /** Of platforms, of beta extensions, renamed since, and chained to another feature structure. */
    @Test
    void featuresOutsideOfTheCoreHeaderAreKnown() {
        int[] types = {1000163000, 1000397000, 1000404002, 1000468000, 1000498000, 1000529004};
        for (int type : types) {
            assertThat(types(cut(chain(type, AV1, THIRTEEN), AV1)))
                    .as("type %d", type)
                    .containsExactly(type, THIRTEEN);
        }
    }

    @Test
    void sizesAreThoseOfTheBindings() throws Exception {
        int compared = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Chains.class.getResourceAsStream("chained.txt")), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] part = line.split(" ", -1);
                Class<?> struct;
                try {
                    struct = Class.forName("dev.moviemaker.vulkan.raw." + part[2]);
                } catch (ClassNotFoundException leftOut) {
                    continue;
                }
                assertThat(Long.valueOf(part[1]))
                        .as(part[2])
                        .isEqualTo(struct.getMethod("sizeof").invoke(null));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(10);
    }
}
