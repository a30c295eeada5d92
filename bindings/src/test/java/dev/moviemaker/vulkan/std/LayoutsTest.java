// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.vulkan.raw.StdVideoAV1LoopFilter;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1PictureInfoKHR;
import java.io.IOException;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Size, alignment and every offset of every struct are what a C compiler makes of the same headers. */
class LayoutsTest {

    private final Map<String, GoldenLayouts> golden = GoldenLayouts.committed();

    @Test
    void goldenFileHasEveryIncludedStruct() {
        assertThat(golden.keySet())
                .isEqualTo(new TreeSet<>(LayoutProgram.structs(Sources.BINDINGS.resolve("includes.txt"))))
                .hasSizeGreaterThan(250);
    }

    @Test
    void sizesAndOffsetsAreThoseOfC() {
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        golden.forEach((name, struct) -> {
            GroupLayout layout = layout(name);
            expected.add(name + " " + struct.size());
            found.add(name + " " + layout.byteSize());
            for (GoldenLayouts.Field field : struct.fields()) {
                PathElement member = PathElement.groupElement(field.name());
                expected.add(name + "." + field.name() + " at " + field.offset() + ", " + field.size() + " bytes");
                found.add(name + "." + field.name() + " at " + layout.byteOffset(member) + ", "
                        + layout.select(member).byteSize() + " bytes");
            }
            long named = layout.memberLayouts().stream()
                    .filter(member -> member.name().isPresent())
                    .count();
            expected.add(name + " has " + struct.fields().size() + " fields");
            found.add(name + " has " + named + " fields");
        });
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void alignmentsAreThoseOfCOnceTheStdLayoutsAreUsed() {
        List<String> tooSmall = new ArrayList<>();
        golden.forEach((name, struct) -> {
            GroupLayout layout = layout(name);
            if (layout.byteAlignment() != struct.alignment()) {
                tooSmall.add(name);
                layout = StdLayouts.aligned(layout);
            }
            assertThat(layout.byteAlignment()).as(name).isEqualTo(struct.alignment());
            assertThat(layout.byteSize()).as(name).isEqualTo(struct.size());
        });
        assertThat(tooSmall.stream().filter(name -> !name.endsWith("Flags")))
                .as("structs that need a constant in StdLayouts")
                .containsExactly(
                        "StdVideoAV1FilmGrain",
                        "StdVideoAV1LoopFilter",
                        "StdVideoAV1Quantization",
                        "StdVideoDecodeAV1ReferenceInfo",
                        "StdVideoEncodeH265ReferenceListsInfo",
                        "StdVideoVP9LoopFilter",
                        "StdVideoVP9Segmentation");
        assertThat(List.of(
                        StdLayouts.FILM_GRAIN,
                        StdLayouts.LOOP_FILTER,
                        StdLayouts.QUANTIZATION,
                        StdLayouts.DECODE_AV1_REFERENCE_INFO,
                        StdLayouts.ENCODE_H265_REFERENCE_LISTS_INFO,
                        StdLayouts.VP9_LOOP_FILTER,
                        StdLayouts.VP9_SEGMENTATION))
                .allMatch(layout -> layout.byteAlignment() == 4);
        assertThat(StdLayouts.LOOP_FILTER.memberLayouts())
                .isEqualTo(StdVideoAV1LoopFilter.layout().memberLayouts());
    }

    @Test
    void alignedLeavesLargerAlignmentsAlone() {
        GroupLayout layout = VkVideoEncodeAV1PictureInfoKHR.layout();
        assertThat(StdLayouts.aligned(layout)).isSameAs(layout);
    }

    @Test
    void compilerOfThisMachineMakesTheSameGoldenFile(@TempDir Path scratch) throws IOException, InterruptedException {
        Optional<Path> compiler = Sources.program("CC", "cc");
        Optional<Path> headers = Sources.headers();
        assumeTrue(compiler.isPresent(), "no C compiler: set CC or put cc on PATH to compare with it");
        assumeTrue(headers.isPresent(), "the pinned Vulkan headers are not here: run vulkan-headers/fetch");

        Path program = Sources.BINDINGS.resolve("src/test/c/layouts.c");
        assertThat(LayoutProgram.source(headers.get(), Sources.BINDINGS.resolve("includes.txt")))
                .as("src/test/c/layouts.c; after a wanted change run bindings/golden.sh")
                .isEqualTo(Sources.read(program));

        Path binary = scratch.resolve("layouts");
        Path printed = scratch.resolve("printed");
        Sources.run(
                Map.of(),
                printed,
                compiler.get().toString(),
                "-std=c11",
                "-DVK_NO_PROTOTYPES",
                "-DVK_USE_64_BIT_PTR_DEFINES=0",
                "-I" + headers.get(),
                "-o",
                binary.toString(),
                program.toString());
        assertThat(GoldenLayouts.read(Sources.run(Map.of(), printed, binary.toString())))
                .isEqualTo(golden);
    }

    private static GroupLayout layout(String struct) {
        try {
            Class<?> generated = Class.forName("dev.moviemaker.vulkan.raw." + struct);
            return (GroupLayout) generated.getMethod("layout").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no generated class for " + struct, e);
        }
    }
}
