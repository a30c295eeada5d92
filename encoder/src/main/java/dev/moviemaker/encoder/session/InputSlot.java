// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_SRC_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_IMAGE_FORMAT_LIST_CREATE_INFO;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.QualityMap;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.VulkanSemaphore;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.convert.FrameTarget;
import dev.moviemaker.encoder.convert.TargetPath;
import dev.moviemaker.encoder.vk.CallMemory;
import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.CommandPool;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.Image;
import dev.moviemaker.encoder.vk.ImageRequest;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkImageFormatListCreateInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A source image and what brings frames into it, owned. It holds one frame until that is delivered: a picture that
 * failed is coded again from the image, without another conversion.
 */
public final class InputSlot implements AutoCloseable {
    private final CloseStack closer = new CloseStack();
    private final Device device;
    private final int family;
    private final SessionPlan plan;
    private final LongFunction<FrameTarget> targets;
    private final MemorySegment commandBuffer;
    private final MemorySegment beginInfo;
    private List<VulkanSemaphore> waitFor = List.of();
    private List<VulkanSemaphore> signal = List.of();
    private @Nullable Image image;
    private @Nullable FrameTarget target;
    private @Nullable DeltaMapSlot maps;
    private boolean sourceLayout;

    /**
     * Makes a slot; what it takes of the device's memory comes with {@link #open}, at the latest with the first frame.
     *
     * @param targets makes what fills the image; outlives the slot
     * @param pool of the family that converts; used by the thread that records frames
     */
    InputSlot(Device device, SessionPlan plan, LongFunction<FrameTarget> targets, CommandPool pool) {
        this.device = device;
        this.plan = plan;
        this.targets = targets;
        family = plan.computeFamily();
        commandBuffer = pool.allocate();
        beginInfo = CommandBuffers.beginInfo(CallMemory.arena());
    }

    /**
     * Makes the image and what fills it, unless that was done.
     *
     * @throws dev.moviemaker.Av1EncoderException if the device refuses; it can be tried again
     */
    FrameTarget open() {
        FrameTarget known = target;
        if (known != null) {
            return known;
        }
        try (Arena arena = Arena.ofConfined()) {
            int video = VK_IMAGE_USAGE_VIDEO_ENCODE_SRC_BIT_KHR();
            Image made = new Image(device, request(arena, plan, video), video);
            DeltaMapSlot madeMaps = null;
            try {
                madeMaps = plan.deltaMaps().isPresent()
                        ? new DeltaMapSlot(device, plan, plan.deltaMaps().get())
                        : null;
                known = targets.apply(made.handle());
            } catch (RuntimeException | Error e) {
                if (madeMaps != null) {
                    madeMaps.close();
                }
                made.close();
                throw e;
            }
            closer.add(made, made::close);
            if (madeMaps != null) {
                closer.add(madeMaps, madeMaps::close);
            }
            closer.add(known, known::close);
            maps = madeMaps;
            image = made;
            target = known;
            return known;
        }
    }

    /**
     * Returns whether it has its memory.
     *
     * @return false until the first frame came, of slots that are not opened at once
     */
    public boolean isOpen() {
        return target != null;
    }

    /** Both families use it without changing its owner. */
    private static ImageRequest request(Arena arena, SessionPlan plan, int video) {
        return new ImageRequest(
                plan.sourceFormat(),
                plan.imageSize().width(),
                plan.imageSize().height(),
                1,
                video | plan.targetPath().usage(),
                plan.targetPath().createFlags(),
                plan.encodeFamily() == plan.computeFamily()
                        ? List.of()
                        : List.of(plan.encodeFamily(), plan.computeFamily()),
                next(arena, plan));
    }

    /** An image that is viewed in other formats than its own should name all of them. */
    private static MemorySegment next(Arena arena, SessionPlan plan) {
        MemorySegment profiles = plan.videoProfile().list(arena);
        if (plan.targetPath() == TargetPath.STORAGE_PLANES) {
            MemorySegment formats = arena.allocateFrom(
                    ValueLayout.JAVA_INT,
                    plan.sourceFormat(),
                    TargetPath.planeFormat(0, plan.bitDepth()),
                    TargetPath.planeFormat(1, plan.bitDepth()));
            MemorySegment list = Structs.make(
                    arena, VkImageFormatListCreateInfo.layout(), VK_STRUCTURE_TYPE_IMAGE_FORMAT_LIST_CREATE_INFO());
            VkImageFormatListCreateInfo.viewFormatCount(list, (int) (formats.byteSize() / Integer.BYTES));
            VkImageFormatListCreateInfo.pViewFormats(list, formats);
            Structs.chain(profiles, list);
        }
        return profiles;
    }

    /**
     * Records the conversion of a frame, to be submitted with {@link CodingSession#convert}. Memory of a frame on the
     * host belongs to the caller again afterwards. What the slot held before must be delivered.
     *
     * @throws IllegalArgumentException if its size or format does not fit
     * @throws dev.moviemaker.Av1EncoderException if the device refuses; the slot then holds nothing
     */
    public void record(Frame frame) {
        FrameTarget filled = open();
        CommandBuffers.begin(device.functions(), commandBuffer, beginInfo);
        try {
            filled.record(commandBuffer, family, frame);
            recordMap(frame);
        } catch (RuntimeException | Error e) {
            CommandBuffers.reset(device.functions(), commandBuffer);
            throw e;
        }
        CommandBuffers.end(device.functions(), commandBuffer);
        sourceLayout = false;
        waitFor = frame instanceof VulkanFrame image ? image.waitFor() : List.of();
        signal = frame instanceof VulkanFrame image ? image.signal() : List.of();
    }

    private void recordMap(Frame frame) {
        DeltaMapSlot slot = maps;
        if (slot == null) {
            return;
        }
        slot.clear();
        if (frame.qualityMap().isPresent()) {
            slot.record(commandBuffer, frame.qualityMap().get());
        }
    }

    /** Submits what was recorded, with the semaphores of the frame. */
    long submit(Submitter submitter) {
        return submitter.submit(commandBuffer, waitFor, signal);
    }

    /**
     * Returns whether the conversion waits for the program.
     *
     * @return true if the frame has semaphores to wait for
     */
    public boolean awaitsProgram() {
        return !waitFor.isEmpty();
    }

    /**
     * Returns the frame that it holds, for another device after this one was lost.
     *
     * @return empty if it was an image on the device
     */
    public Optional<CpuFrame> copyFrame(SegmentAllocator allocator) {
        FrameTarget known = target;
        DeltaMapSlot slot = maps;
        QualityMap map = slot == null ? null : slot.held();
        Optional<CpuFrame> copy = known == null ? Optional.empty() : known.copyFrame(allocator);
        // An image on the lost device is lost with it.
        return map == null || map.vulkanImage().isPresent() ? copy : copy.map(frame -> frame.withQualityMap(map));
    }

    /** The map of the frame that it holds, null if that has none. */
    @Nullable
    Image deltaMap() {
        DeltaMapSlot slot = maps;
        return slot == null || slot.held() == null ? null : slot.image();
    }

    /** Whether the image is in the layout for encoding, not in that of the conversion. */
    boolean hasSourceLayout() {
        return sourceLayout;
    }

    /** A picture that brings the image into the layout for encoding was submitted. */
    void setSourceLayout() {
        sourceLayout = true;
    }

    /** Returns the image of a slot that holds a frame. */
    public Image image() {
        Image known = image;
        if (known == null) {
            throw new IllegalStateException("the slot never held a frame");
        }
        return known;
    }

    @Override
    public void close() {
        closer.close();
    }
}
