// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.encoder.caps.Extent;
import dev.moviemaker.encoder.caps.PlanResult;
import dev.moviemaker.encoder.caps.RecordedDevices;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.caps.SessionPlanner;
import dev.moviemaker.encoder.gop.GopPlanner;
import dev.moviemaker.encoder.gop.PicturePlan;
import dev.moviemaker.vulkan.raw.StdVideoAV1CDEF;
import dev.moviemaker.vulkan.raw.StdVideoAV1GlobalMotion;
import dev.moviemaker.vulkan.raw.StdVideoAV1LoopFilter;
import dev.moviemaker.vulkan.raw.StdVideoAV1SequenceHeader;
import dev.moviemaker.vulkan.raw.StdVideoAV1TileInfo;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1PictureInfo;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1ReferenceInfo;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1DpbSlotInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1PictureInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoReferenceSlotInfoKHR;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Drivers read through pointers that the specification lets be null (RADV on RDNA4: pCDEF), so none is. */
class PointersTest {
    private static final EncoderSettings SETTINGS = EncoderSettings.builder()
            .width(1280)
            .height(720)
            .tileCols(2)
            .tileRows(2)
            .build();

    private static SessionPlan plan() {
        return ((PlanResult.Planned) SessionPlanner.plan(SETTINGS, RecordedDevices.named("maximal"))).plan();
    }

    private static List<String> nullPointers(MemorySegment struct, StructLayout layout) {
        return layout.memberLayouts().stream()
                .filter(AddressLayout.class::isInstance)
                .map(member -> member.name().orElseThrow())
                .filter(name -> struct.get(ValueLayout.ADDRESS, layout.byteOffset(PathElement.groupElement(name)))
                                .address()
                        == 0)
                .toList();
    }

    private static ScopeStructs scope(Arena arena, SessionPlan plan) {
        return new ScopeStructs(arena, plan, new SequenceFacts(8, new Extent(1280, 720), false));
    }

    private static MemorySegment picture(ScopeStructs scope, SessionPlan plan) {
        GopPlanner planner = new GopPlanner(plan.gop());
        planner.frame(0, true);
        PicturePlan picture = new PicturePlan();
        assertThat(planner.next(picture)).isTrue();
        scope.picture.write(picture, new DpbSlots(plan.dpbSlots()), plan.rate());
        return VkVideoEncodeAV1PictureInfoKHR.pStdPictureInfo(scope.picture.av1())
                .reinterpret(StdVideoEncodeAV1PictureInfo.sizeof());
    }

    @Test
    void noneOfAPictureIsNullButSegmentationWhichMustBe() {
        SessionPlan plan = plan();
        try (Arena arena = Arena.ofConfined()) {
            ScopeStructs scope = scope(arena, plan);
            MemorySegment std = picture(scope, plan);
            assertThat(nullPointers(std, (StructLayout) StdVideoEncodeAV1PictureInfo.layout()))
                    .containsExactly("pSegmentation");
            MemorySegment tiles = StdVideoEncodeAV1PictureInfo.pTileInfo(std).reinterpret(StdVideoAV1TileInfo.sizeof());
            assertThat(nullPointers(tiles, (StructLayout) StdVideoAV1TileInfo.layout()))
                    .isEmpty();
            MemorySegment slot = VkVideoEncodeInfoKHR.pSetupReferenceSlot(scope.encode);
            MemorySegment info = VkVideoReferenceSlotInfoKHR.pNext(
                            slot.reinterpret(VkVideoReferenceSlotInfoKHR.sizeof()))
                    .reinterpret(VkVideoEncodeAV1DpbSlotInfoKHR.sizeof());
            MemorySegment reference = VkVideoEncodeAV1DpbSlotInfoKHR.pStdReferenceInfo(info)
                    .reinterpret(StdVideoEncodeAV1ReferenceInfo.sizeof());
            assertThat(nullPointers(reference, (StructLayout) StdVideoEncodeAV1ReferenceInfo.layout()))
                    .isEmpty();
        }
    }

    @Test
    void noneOfTheSequenceHeaderIsNull() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment header = StdSequenceHeader.write(arena, plan());
            assertThat(nullPointers(header, (StructLayout) StdVideoAV1SequenceHeader.layout()))
                    .isEmpty();
        }
    }

    /** 1280x720 in 2x2 tiles of superblocks of 64: 10 columns of 20, 6 rows of 12 with 4 pixels' worth at the end. */
    @Test
    void whatTheyLeadToIsRight() {
        SessionPlan plan = plan();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment std = picture(scope(arena, plan), plan);
            MemorySegment tiles = StdVideoEncodeAV1PictureInfo.pTileInfo(std).reinterpret(StdVideoAV1TileInfo.sizeof());
            int superblock = plan.superblock();
            assertThat(shorts(StdVideoAV1TileInfo.pWidthInSbsMinus1(tiles), 2))
                    .containsExactly(640 / superblock - 1, 640 / superblock - 1);
            assertThat(shorts(StdVideoAV1TileInfo.pHeightInSbsMinus1(tiles), 2))
                    .containsExactly(384 / superblock - 1, 384 / superblock - 1);
            assertThat(shorts(StdVideoAV1TileInfo.pMiColStarts(tiles), 3)).containsExactly(0, 160, 320);
            assertThat(shorts(StdVideoAV1TileInfo.pMiRowStarts(tiles), 3)).containsExactly(0, 96, 180);
            MemorySegment filter =
                    StdVideoEncodeAV1PictureInfo.pLoopFilter(std).reinterpret(StdVideoAV1LoopFilter.sizeof());
            assertThat(StdVideoAV1LoopFilter.loop_filter_level(filter, 0)).isPositive();
            MemorySegment cdef = StdVideoEncodeAV1PictureInfo.pCDEF(std).reinterpret(StdVideoAV1CDEF.sizeof());
            assertThat(StdVideoAV1CDEF.cdef_y_pri_strength(cdef, 0)).isBetween((byte) 1, (byte) 15);
            MemorySegment motion =
                    StdVideoEncodeAV1PictureInfo.pGlobalMotion(std).reinterpret(StdVideoAV1GlobalMotion.sizeof());
            for (int reference = 0; reference < 8; reference++) {
                assertThat(StdVideoAV1GlobalMotion.GmType(motion, reference)).isZero();
                assertThat(StdVideoAV1GlobalMotion.gm_params(motion, reference, 2))
                        .isEqualTo(1 << 16);
                assertThat(StdVideoAV1GlobalMotion.gm_params(motion, reference, 3))
                        .isZero();
                assertThat(StdVideoAV1GlobalMotion.gm_params(motion, reference, 5))
                        .isEqualTo(1 << 16);
            }
        }
    }

    private static List<Integer> shorts(MemorySegment pointer, int count) {
        MemorySegment values = pointer.reinterpret((long) count * Short.BYTES);
        return IntStream.range(0, count)
                .mapToObj(i -> (int) values.getAtIndex(ValueLayout.JAVA_SHORT, i))
                .toList();
    }

    @Test
    void filtersGrowWithTheStepSizeAndStayInRange() {
        assertThat(FilterStructs.loopFilterLevel(1)).isZero();
        assertThat(FilterStructs.loopFilterLevel(255)).isBetween(FilterStructs.loopFilterLevel(128) + 1, 63);
    }
}
