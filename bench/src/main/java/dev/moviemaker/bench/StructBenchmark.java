// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import static dev.moviemaker.vulkan.raw.Vulkan.STD_VIDEO_AV1_FRAME_TYPE_INTER;
import static dev.moviemaker.vulkan.raw.Vulkan.STD_VIDEO_AV1_TX_MODE_SELECT;

import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.vulkan.VkVideoEncodeAV1DpbSlotInfoKHR;
import org.lwjgl.vulkan.VkVideoEncodeAV1PictureInfoKHR;
import org.lwjgl.vulkan.VkVideoEncodeInfoKHR;
import org.lwjgl.vulkan.VkVideoInlineQueryInfoKHR;
import org.lwjgl.vulkan.VkVideoPictureResourceInfoKHR;
import org.lwjgl.vulkan.VkVideoReferenceSlotInfoKHR;
import org.lwjgl.vulkan.video.StdVideoEncodeAV1PictureInfo;
import org.lwjgl.vulkan.video.StdVideoEncodeAV1ReferenceInfo;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The {@code VkVideoEncodeInfoKHR} chain of an inter picture with one reference: what a recorder writes for every
 * frame.
 */
@NullUnmarked // JMH calls the set-up first.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StructBenchmark {
    private static final int NAMES = 7;
    private static final int SLOTS = 8;

    private Arena arena;
    private EncodeStructs kept;
    private EncodeStructs.Block block;
    private int frame;

    /** Allocates. */
    @Setup
    @SuppressWarnings("MustBeClosedChecker") // Closed in free().
    public void allocate() {
        arena = Arena.ofConfined();
        kept = new EncodeStructs(arena);
        block = new EncodeStructs.Block(arena);
    }

    /** Frees. */
    @TearDown
    public void free() {
        arena.close();
    }

    /** As the library does: the structures stay, a frame overwrites what changes. */
    @Benchmark
    public long ours() {
        kept.write(frame++);
        return kept.address();
    }

    /** With structures carved anew from cleared memory for each frame. */
    @Benchmark
    public long oursAnew() {
        EncodeStructs all = new EncodeStructs(block.cleared());
        all.write(frame++);
        return all.address();
    }

    /** On LWJGL's stack, over JNI. */
    @Benchmark
    @Fork(jvmArgsAppend = LwjglHandles.JNI)
    public long lwjglJni() {
        return lwjgl(frame++);
    }

    /** On LWJGL's stack, over FFM. */
    @Benchmark
    @Fork(jvmArgsAppend = LwjglHandles.FFM)
    public long lwjglFfm() {
        return lwjgl(frame++);
    }

    private static long lwjgl(int frame) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            StdVideoEncodeAV1PictureInfo std = StdVideoEncodeAV1PictureInfo.calloc(stack)
                    .flags(flags -> flags.show_frame(true).showable_frame(true))
                    .frame_type(STD_VIDEO_AV1_FRAME_TYPE_INTER())
                    .order_hint((byte) frame)
                    .refresh_frame_flags((byte) (1 << (frame & 7)))
                    .TxMode(STD_VIDEO_AV1_TX_MODE_SELECT());
            VkVideoEncodeAV1PictureInfoKHR picture = VkVideoEncodeAV1PictureInfoKHR.calloc(stack)
                    .sType$Default()
                    .predictionMode(1)
                    .rateControlGroup(1)
                    .constantQIndex(EncodeStructs.Q_INDEX)
                    .pStdPictureInfo(std);
            for (int i = 0; i < SLOTS; i++) {
                std.ref_order_hint(i, (byte) (frame - i));
            }
            for (int i = 0; i < NAMES; i++) {
                std.ref_frame_idx(i, (byte) i);
                picture.referenceNameSlotIndices(i, i == 0 ? frame & 7 : -1);
            }
            VkVideoInlineQueryInfoKHR query = VkVideoInlineQueryInfoKHR.calloc(stack)
                    .sType$Default()
                    .queryPool(EncodeStructs.HANDLE)
                    .firstQuery(frame & 3)
                    .queryCount(1);
            picture.pNext(query.address());
            VkVideoReferenceSlotInfoKHR.Buffer references = VkVideoReferenceSlotInfoKHR.calloc(1, stack);
            fill(stack, references.get(0), frame - 1);
            VkVideoEncodeInfoKHR info = VkVideoEncodeInfoKHR.calloc(stack)
                    .sType$Default()
                    .pNext(picture)
                    .dstBuffer(EncodeStructs.HANDLE + (frame & 3))
                    .dstBufferRange(EncodeStructs.RANGE)
                    .pSetupReferenceSlot(fill(stack, VkVideoReferenceSlotInfoKHR.calloc(stack), frame))
                    .pReferenceSlots(references);
            resource(info.srcPictureResource(), frame);
            return info.address();
        }
    }

    private static VkVideoReferenceSlotInfoKHR fill(MemoryStack stack, VkVideoReferenceSlotInfoKHR slot, int frame) {
        StdVideoEncodeAV1ReferenceInfo std = StdVideoEncodeAV1ReferenceInfo.calloc(stack)
                .frame_type(STD_VIDEO_AV1_FRAME_TYPE_INTER())
                .OrderHint((byte) frame);
        VkVideoEncodeAV1DpbSlotInfoKHR info =
                VkVideoEncodeAV1DpbSlotInfoKHR.calloc(stack).sType$Default().pStdReferenceInfo(std);
        return slot.sType$Default()
                .pNext(info)
                .slotIndex(frame & 7)
                .pPictureResource(resource(VkVideoPictureResourceInfoKHR.calloc(stack), frame));
    }

    private static VkVideoPictureResourceInfoKHR resource(VkVideoPictureResourceInfoKHR resource, int frame) {
        resource.sType$Default()
                .imageViewBinding(EncodeStructs.HANDLE + (frame & 7))
                .baseArrayLayer(frame & 7);
        resource.codedExtent().set(EncodeStructs.WIDTH, EncodeStructs.HEIGHT);
        return resource;
    }
}
