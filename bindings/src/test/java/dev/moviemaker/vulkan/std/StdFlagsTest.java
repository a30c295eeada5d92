// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.moviemaker.vulkan.raw.StdVideoAV1Quantization;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1PictureInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The enums say of each bit what a C compiler says, and the word is read and written as C does. */
class StdFlagsTest {

    @Test
    void everyBitOfEveryFlagsStructIsThatOfC() {
        Set<Class<?>> seen = new HashSet<>();
        for (Map.Entry<String, GoldenLayouts> struct : GoldenLayouts.committed().entrySet()) {
            List<GoldenLayouts.Bits> bits = struct.getValue().bits();
            if (bits.isEmpty()) {
                continue;
            }
            Object[] flags = flagsOf(struct.getKey());
            seen.add(flags[0].getClass());
            assertThat(bits).as(struct.getKey()).hasSize(flags.length + 1);
            int reserved = -1;
            for (int i = 0; i < flags.length; i++) {
                assertThat(normal(flags[i].toString()))
                        .isEqualTo(normal(bits.get(i).name()));
                assertThat(((StdFlag) flags[i]).mask())
                        .as(flags[i].toString())
                        .isEqualTo(bits.get(i).mask());
                reserved &= ~bits.get(i).mask();
            }
            assertThat(bits.getLast()).isEqualTo(new GoldenLayouts.Bits("reserved", reserved));
        }
        assertThat(seen).containsExactlyInAnyOrder(StdFlag.class.getPermittedSubclasses());
    }

    private static Object[] flagsOf(String struct) {
        String name = "dev.moviemaker.vulkan.std." + struct.substring(0, struct.length() - 1);
        try {
            return Class.forName(name).getEnumConstants();
        } catch (ClassNotFoundException e) {
            throw new LinkageError("no enum for the bits of " + struct, e);
        }
    }

    private static String normal(String name) {
        return name.replace("_", "").toUpperCase(Locale.ROOT);
    }

    @Test
    void setAndClearTouchOneBit() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment picture = StdVideoEncodeAV1PictureInfo.allocate(arena);
            MemorySegment flags = StdVideoEncodeAV1PictureInfo.flags(picture);
            for (StdVideoEncodeAV1PictureInfoFlag flag : StdVideoEncodeAV1PictureInfoFlag.values()) {
                StdFlags.setWord(flags, 0);
                StdFlags.set(flags, flag, true);
                assertThat(StdFlags.word(flags)).isEqualTo(flag.mask());
                assertThat(StdFlags.isSet(flags, flag)).isTrue();

                StdFlags.setWord(flags, -1);
                StdFlags.set(flags, flag, false);
                assertThat(StdFlags.word(flags)).isEqualTo(~flag.mask());
                assertThat(StdFlags.isSet(flags, flag)).isFalse();
            }
            assertThat(StdVideoEncodeAV1PictureInfo.frame_type(picture))
                    .as("the next member")
                    .isZero();
        }
    }

    @Test
    void packGivesTheWord() {
        assertThat(StdFlags.pack(
                        StdVideoEncodeAV1PictureInfoFlag.ERROR_RESILIENT_MODE,
                        StdVideoEncodeAV1PictureInfoFlag.SHOW_FRAME))
                .isEqualTo(1 | 1 << 27);
        assertThat(StdFlags.pack(StdVideoAV1SequenceHeaderFlag.values())).isEqualTo((1 << 19) - 1);
    }

    @Test
    void misalignedStructIsRefused() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment odd = arena.allocate(32, 4).asSlice(1, StdVideoAV1Quantization.sizeof());
            assertThatIllegalArgumentException().isThrownBy(() -> StdFlags.word(odd));
        }
    }
}
