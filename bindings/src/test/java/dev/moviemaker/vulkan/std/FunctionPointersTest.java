// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.vulkan.raw.PFN_vkCmdEncodeVideoKHR;
import dev.moviemaker.vulkan.raw.PFN_vkGetQueryPoolResults;
import dev.moviemaker.vulkan.raw.VkVideoEncodeInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Calls through addresses, the one way in which anything reaches a Vulkan function here, arrive as they were made. */
class FunctionPointersTest {

    @Test
    void callThroughAnAddressPassesEveryArgument() {
        List<Object> arrived = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocate(16);
            MemorySegment address = PFN_vkGetQueryPoolResults.allocate(
                    (device, pool, first, count, size, target, stride, flags) -> {
                        arrived.addAll(List.of(device, pool, first, count, size, target, stride, flags));
                        target.reinterpret(size).set(ValueLayout.JAVA_LONG, 8, stride);
                        return Vulkan.VK_NOT_READY();
                    },
                    arena);

            int result = PFN_vkGetQueryPoolResults.invoke(
                    address, MemorySegment.ofAddress(0x1234_5678_9ABCL), -2L, 3, 4, 16L, data, 1L << 40, 0x80000001);

            assertThat(result).isEqualTo(1);
            assertThat(data.get(ValueLayout.JAVA_LONG, 8)).isEqualTo(1L << 40);
            assertThat(arrived.stream().map(FunctionPointersTest::plain))
                    .containsExactly(0x1234_5678_9ABCL, -2L, 3, 4, 16L, data.address(), 1L << 40, 0x80000001);
        }
    }

    private static Object plain(Object argument) {
        return argument instanceof MemorySegment segment ? segment.address() : argument;
    }

    @Test
    void structsArriveByAddress() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = VkVideoEncodeInfoKHR.allocate(arena);
            VkVideoEncodeInfoKHR.sType(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_INFO_KHR());
            VkVideoEncodeInfoKHR.dstBufferOffset(info, 0xF_0000_0000L);
            List<Long> arrived = new ArrayList<>();
            MemorySegment address = PFN_vkCmdEncodeVideoKHR.allocate(
                    (commandBuffer, encodeInfo) -> {
                        MemorySegment struct = encodeInfo.reinterpret(VkVideoEncodeInfoKHR.sizeof());
                        arrived.add((long) VkVideoEncodeInfoKHR.sType(struct));
                        arrived.add(VkVideoEncodeInfoKHR.dstBufferOffset(struct));
                    },
                    arena);

            PFN_vkCmdEncodeVideoKHR.invoke(address, MemorySegment.NULL, info);

            assertThat(arrived).containsExactly(1000299000L, 0xF_0000_0000L);
        }
    }

    @Test
    void everyFunctionHasTheSameTypesOnEveryPlatform() throws ReflectiveOperationException {
        List<String> names = Sources.read(Sources.BINDINGS.resolve("includes.txt"))
                .lines()
                .filter(line -> line.startsWith("--include-typedef "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
        assertThat(names).hasSizeGreaterThan(150);
        for (String name : names) {
            Class<?> generated = Class.forName("dev.moviemaker.vulkan.raw." + name);
            FunctionDescriptor descriptor =
                    (FunctionDescriptor) generated.getMethod("descriptor").invoke(null);
            Stream<MemoryLayout> types =
                    Stream.concat(descriptor.argumentLayouts().stream(), descriptor.returnLayout().stream());
            assertThat(types.map(MemoryLayout::withoutName))
                    .as(name)
                    .allMatch(type -> List.of(Vulkan.C_INT, Vulkan.C_LONG_LONG, Vulkan.C_FLOAT, Vulkan.C_POINTER)
                            .contains(type));
        }
    }
}
