// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.moviemaker.vulkan.raw.StdVideoAV1Quantization;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1PictureInfo;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The enums say of each bit what a C compiler says, and the word is read and written as C does. */
class StdFlagsTest {

    @Test
    void everyBitOfEveryFlagsStructIsThatOfC() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (Map.Entry<String, GoldenLayouts> struct : GoldenLayouts.committed().entrySet()) {
            List<GoldenLayouts.Bits> bits = struct.getValue().bits();
            if (bits.isEmpty()) {
                continue;
            }
            StdFlag[] flags = flagsOf(struct.getKey());
            seen.add(flags[0].getClass().getSimpleName());
            assertThat(Stream.of(flags).map(flag -> normal(flag) + " " + flag.mask()))
                    .as(struct.getKey())
                    .isEqualTo(bits.stream()
                            .filter(field -> !field.name().startsWith("reserved"))
                            .flatMap(StdFlagsTest::bitsOf)
                            .toList());
        }
        assertThat(seen).isEqualTo(enums()).hasSizeGreaterThan(35);
    }

    /** Each bit of a field as the enum has it: its name, with a number where it is one of several, and its mask. */
    private static Stream<String> bitsOf(GoldenLayouts.Bits field) {
        int width = Integer.bitCount(field.mask());
        int lowest = Integer.lowestOneBit(field.mask());
        return IntStream.range(0, width)
                .mapToObj(bit -> normal(field.name()) + (width == 1 ? "" : bit) + " " + (lowest << bit));
    }

    private static Set<String> enums() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String folder : List.of("src/main/java", "src/generated/java")) {
            Sources.tree(Sources.BINDINGS.resolve(folder).resolve("dev/moviemaker/vulkan/std")).keySet().stream()
                    .filter(file -> file.matches("StdVideo.*Flag.java"))
                    .forEach(file -> names.add(file.substring(0, file.indexOf('.'))));
        }
        return names;
    }

    private static StdFlag[] flagsOf(String struct) {
        String name = "dev.moviemaker.vulkan.std." + struct.substring(0, struct.length() - 1);
        try {
            return (StdFlag[]) Class.forName(name).getEnumConstants();
        } catch (ClassNotFoundException e) {
            throw new LinkageError("no enum for the bits of " + struct, e);
        }
    }

    private static String normal(Object name) {
        return name.toString().replace("_", "").toUpperCase(Locale.ROOT);
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
