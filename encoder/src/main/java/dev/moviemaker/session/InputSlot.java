package dev.moviemaker.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_BUFFER_USAGE_TRANSFER_SRC_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_TRANSFER_DST_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_SRC_BIT_KHR;

import dev.moviemaker.caps.SessionPlan;
import dev.moviemaker.vk.Closer;
import dev.moviemaker.vk.CommandPool;
import dev.moviemaker.vk.Device;
import dev.moviemaker.vk.Image;
import dev.moviemaker.vk.ImageRequest;
import dev.moviemaker.vk.MappedBuffer;
import dev.moviemaker.vk.MemoryTypes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A source image and the staging buffer that it is filled from, owned. It holds one frame until that is delivered. */
public final class InputSlot implements AutoCloseable {
    private final Closer closer = new Closer();
    private final MappedBuffer staging;
    private final Image image;
    private final UploadRecorder upload;
    private boolean transferLayout;

    /**
     * Makes a slot.
     *
     * @param device whose
     * @param plan size and format
     * @param uploads pool of the family that copies
     */
    public InputSlot(Device device, SessionPlan plan, CommandPool uploads) {
        try (Arena arena = Arena.ofConfined()) {
            staging = new MappedBuffer(
                    device,
                    StagingLayout.of(plan).bytes(),
                    VK_BUFFER_USAGE_TRANSFER_SRC_BIT(),
                    MemoryTypes.HOST_COHERENT,
                    MemorySegment.NULL);
            closer.add(staging, staging::close);
            int video = VK_IMAGE_USAGE_VIDEO_ENCODE_SRC_BIT_KHR();
            image = new Image(
                    device,
                    new ImageRequest(
                            plan.profile().sourceFormats().getFirst().format(),
                            plan.imageSize().width(),
                            plan.imageSize().height(),
                            1,
                            video | VK_IMAGE_USAGE_TRANSFER_DST_BIT(),
                            0,
                            plan.encodeFamily() == plan.transferFamily()
                                    ? List.of()
                                    : List.of(plan.encodeFamily(), plan.transferFamily()),
                            plan.videoProfile().list(arena)),
                    video);
            closer.add(image, image::close);
            upload = new UploadRecorder(
                    closer.sharedArena(), device, uploads, StagingLayout.of(plan), staging.handle(), image.handle());
        } catch (RuntimeException e) {
            closer.close();
            throw e;
        }
    }

    /**
     * Where a frame is written to, laid out as {@link StagingLayout} says.
     *
     * @return mapped memory
     */
    public MemorySegment staging() {
        return staging.data();
    }

    /**
     * Records the copy from staging to image; the image is then in the layout for copying.
     *
     * @return {@code VkCommandBuffer} to be submitted
     */
    public MemorySegment recordUpload() {
        staging.flush();
        transferLayout = true;
        return upload.record();
    }

    /** Whether the image is still in the layout for copying; asked once, by the picture that reads it first. */
    boolean takeTransferLayout() {
        boolean was = transferLayout;
        transferLayout = false;
        return was;
    }

    /**
     * The image.
     *
     * @return its owner stays this slot
     */
    public Image image() {
        return image;
    }

    @Override
    public void close() {
        closer.close();
    }
}
