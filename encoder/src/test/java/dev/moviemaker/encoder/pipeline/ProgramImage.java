package dev.moviemaker.encoder.pipeline;

import static dev.moviemaker.vulkan.raw.Vulkan.*;

import dev.moviemaker.VulkanFrame;
import dev.moviemaker.VulkanSemaphore;
import dev.moviemaker.encoder.session.Submitter;
import dev.moviemaker.encoder.vk.Closer;
import dev.moviemaker.encoder.vk.CommandPool;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.Image;
import dev.moviemaker.encoder.vk.ImageRequest;
import dev.moviemaker.encoder.vk.MappedBuffer;
import dev.moviemaker.encoder.vk.MemoryTypes;
import dev.moviemaker.encoder.vk.Structs;
import dev.moviemaker.encoder.vk.TimelineSemaphore;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** An RGBA8 image of a program's, drawn anew and anew on a queue of the program's, in the order of its semaphores. */
public final class ProgramImage implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Closer closer = new Closer();
    private final Device device;
    private final int family;
    private final int reader;
    private final int width;
    private final int height;
    private final Image image;
    private final MappedBuffer pixels;
    private final TimelineSemaphore drawn;
    private final Submitter submitter;
    private final MemorySegment commandBuffer;
    private int layout;
    private long draws;

    /** Owned by one family of the program's: if that does not convert frames, ownership goes there and back. */
    public ProgramImage(Program program, int family, int width, int height) {
        this.device = program.device();
        this.family = family;
        this.reader = program.computeFamily();
        this.width = width;
        this.height = height;
        int sampled = VK_IMAGE_USAGE_SAMPLED_BIT();
        image = closing(new Image(
                device,
                new ImageRequest(
                        VK_FORMAT_R8G8B8A8_UNORM(),
                        width,
                        height,
                        1,
                        sampled | VK_IMAGE_USAGE_TRANSFER_DST_BIT() | VK_IMAGE_USAGE_TRANSFER_SRC_BIT(),
                        0,
                        List.of(),
                        MemorySegment.NULL),
                sampled));
        pixels = closing(new MappedBuffer(
                device,
                4L * width * height,
                VK_BUFFER_USAGE_TRANSFER_SRC_BIT(),
                MemoryTypes.HOST_COHERENT,
                MemorySegment.NULL));
        drawn = closing(new TimelineSemaphore(device));
        submitter = new Submitter(
                closer.sharedArena(), device, device.queue(family), drawn, VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT());
        commandBuffer = closing(new CommandPool(device, family)).allocate();
    }

    private <T extends AutoCloseable> T closing(T object) {
        return closer.add(object, () -> Closer.quietly(object));
    }

    /** Submits a drawing: it waits, copies the pixels, leaves the image in a layout and signals. Returns before that is done. */
    public void draw(MemorySegment rgba, int newLayout, List<VulkanSemaphore> waitFor, List<VulkanSemaphore> signal) {
        // The buffer is the host's again when the drawing before is done.
        VulkanResult.check("vkWaitSemaphores", drawn.await(draws, PATIENCE_NANOS));
        pixels.data().copyFrom(rgba);
        pixels.flush();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment begin = Structs.make(
                    arena, VkCommandBufferBeginInfo.layout(), VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO());
            VulkanResult.check(
                    "vkBeginCommandBuffer",
                    PFN_vkBeginCommandBuffer.invoke(device.commands().beginCommandBuffer(), commandBuffer, begin));
            int transfer = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL();
            boolean lent = family != reader;
            long writes = VK_ACCESS_2_TRANSFER_WRITE_BIT();
            MemorySegment barrier = barrier(arena);
            if (lent && draws > 0) {
                owners(barrier, reader, family);
                record(arena, barrier, layout, layout);
            }
            owners(barrier, VK_QUEUE_FAMILY_IGNORED(), VK_QUEUE_FAMILY_IGNORED());
            VkImageMemoryBarrier2.dstAccessMask(barrier, writes);
            record(arena, barrier, draws == 0 ? VK_IMAGE_LAYOUT_UNDEFINED() : layout, transfer);
            copy(arena);
            VkImageMemoryBarrier2.srcAccessMask(barrier, writes);
            VkImageMemoryBarrier2.dstAccessMask(barrier, 0);
            record(arena, barrier, transfer, newLayout);
            if (lent) {
                owners(barrier, family, reader);
                VkImageMemoryBarrier2.srcAccessMask(barrier, 0);
                record(arena, barrier, newLayout, newLayout);
            }
            VulkanResult.check(
                    "vkEndCommandBuffer",
                    PFN_vkEndCommandBuffer.invoke(device.commands().endCommandBuffer(), commandBuffer));
        }
        layout = newLayout;
        draws = submitter.submit(commandBuffer, waitFor, signal);
    }

    private void copy(Arena arena) {
        MemorySegment region = arena.allocate(VkBufferImageCopy.layout());
        MemorySegment layers = VkBufferImageCopy.imageSubresource(region);
        VkImageSubresourceLayers.aspectMask(layers, VK_IMAGE_ASPECT_COLOR_BIT());
        VkImageSubresourceLayers.layerCount(layers, 1);
        MemorySegment extent = VkBufferImageCopy.imageExtent(region);
        VkExtent3D.width(extent, width);
        VkExtent3D.height(extent, height);
        VkExtent3D.depth(extent, 1);
        PFN_vkCmdCopyBufferToImage.invoke(
                device.commands().cmdCopyBufferToImage(),
                commandBuffer,
                pixels.handle(),
                image.handle(),
                VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL(),
                1,
                region);
    }

    /** Between copies; others are kept apart from them by semaphores. */
    private MemorySegment barrier(Arena arena) {
        MemorySegment barrier =
                Structs.make(arena, VkImageMemoryBarrier2.layout(), VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2());
        VkImageMemoryBarrier2.image(barrier, image.handle());
        VkImageMemoryBarrier2.srcStageMask(barrier, VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT());
        VkImageMemoryBarrier2.dstStageMask(barrier, VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT());
        MemorySegment range = VkImageMemoryBarrier2.subresourceRange(barrier);
        VkImageSubresourceRange.aspectMask(range, VK_IMAGE_ASPECT_COLOR_BIT());
        VkImageSubresourceRange.levelCount(range, 1);
        VkImageSubresourceRange.layerCount(range, 1);
        return barrier;
    }

    private static void owners(MemorySegment barrier, int source, int target) {
        VkImageMemoryBarrier2.srcQueueFamilyIndex(barrier, source);
        VkImageMemoryBarrier2.dstQueueFamilyIndex(barrier, target);
    }

    private void record(Arena arena, MemorySegment barrier, int from, int to) {
        VkImageMemoryBarrier2.oldLayout(barrier, from);
        VkImageMemoryBarrier2.newLayout(barrier, to);
        MemorySegment dependency = Structs.make(arena, VkDependencyInfo.layout(), VK_STRUCTURE_TYPE_DEPENDENCY_INFO());
        VkDependencyInfo.imageMemoryBarrierCount(dependency, 1);
        VkDependencyInfo.pImageMemoryBarriers(dependency, barrier);
        PFN_vkCmdPipelineBarrier2.invoke(device.commands().cmdPipelineBarrier2(), commandBuffer, dependency);
    }

    /** What was drawn last, as a frame that waits for the drawing, and for more. */
    public VulkanFrame frame(List<VulkanSemaphore> waitFor, List<VulkanSemaphore> signal) {
        int owner = family == reader ? VulkanFrame.ANY_FAMILY : family;
        List<VulkanSemaphore> all = new ArrayList<>(waitFor);
        all.add(VulkanSemaphore.timeline(drawn.handle(), draws));
        return new VulkanFrame(image.handle(), VK_FORMAT_R8G8B8A8_UNORM(), layout, owner, width, height, all, signal);
    }

    /** Waits for the drawing that is under way. */
    @Override
    public void close() {
        VulkanResult.check("vkWaitSemaphores", drawn.await(draws, PATIENCE_NANOS));
        closer.close();
    }
}
