// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.List;

/**
 * A frame that is an image on the GPU that encodes it. It is converted there; no pixel comes to the processor.
 *
 * <p>The image belongs to the device that the recording uses. It is 2D, has one sample per pixel and {@code VK_IMAGE_USAGE_SAMPLED_BIT}, and
 * {@code VK_IMAGE_USAGE_TRANSFER_SRC_BIT} where the settings have an {@link EncoderSettings#inputFormat()}: then it may be copied. Level
 * 0 of layer 0 is recorded, from the upper left corner on. Pixels are red, green and blue in the transfer characteristics of the settings'
 * {@link ColorDescription}; alpha is ignored, and what is below 0 or above 1 is clamped.
 *
 * <p>Ownership: the image stays the caller's. Unlike other frames it must not be changed, destroyed or used otherwise when
 * {@code record} or {@code submit} returns, but only after {@link #signal()} has been signalled, or after the frame was delivered. By
 * then it is in {@link #layout()} again. It is read once, however often its picture has to be coded.
 *
 * <p>Queue families: if {@link #queueFamily()} names another family than the one that the device's frames are converted on, the caller has
 * recorded a release from its family to that one before, with {@link #layout()} as both layouts, and records the matching acquire
 * before it uses the image again.
 *
 * <p>Threading: a frame is a value. When {@code record} or {@code submit} returns, the submission that waits, reads and signals has
 * been made, so that the caller may submit what waits for a binary semaphore among {@link #signal()}
 * (VUID-vkQueueSubmit2-semaphore-03873). If they throw, nothing is waited for or signalled.
 *
 * @param image {@code VkImage}, not 0
 * @param format {@code VkFormat} that it is read in: its own, or one compatible with it if it was made with
 *     {@code VK_IMAGE_CREATE_MUTABLE_FORMAT_BIT}. {@code R8G8B8A8_UNORM} (37), {@code B8G8R8A8_UNORM} (44), {@code A2R10G10B10_UNORM_PACK32} (58),
 *     {@code A2B10G10R10_UNORM_PACK32} (64) or {@code R16G16B16A16_SFLOAT} (97)
 * @param layout {@code VkImageLayout} that it is in when the wait is over; not {@code UNDEFINED} (0) and not {@code PREINITIALIZED} (8)
 * @param queueFamily index of the queue family that owns it, or {@value #ANY_FAMILY} ({@code VK_QUEUE_FAMILY_IGNORED}) if it was made with
 *     {@code VK_SHARING_MODE_CONCURRENT} or is owned by the family that converts
 * @param width {@value CpuFrame#MIN_SIZE} to {@value CpuFrame#MAX_SIZE} pixels, at most the image's
 * @param height {@value CpuFrame#MIN_SIZE} to {@value CpuFrame#MAX_SIZE} pixels, at most the image's
 * @param waitFor what the GPU waits for before it reads the image, {@value #MAX_SEMAPHORES} at most; empty if the image is ready
 * @param signal what the GPU signals when it has read the image, {@value #MAX_SEMAPHORES} at most
 * @param pts as {@link Frame#pts()}
 * @param forceKeyFrame as {@link Frame#forceKeyFrame()}
 */
public record VulkanFrame(
        long image,
        int format,
        int layout,
        int queueFamily,
        int width,
        int height,
        List<VulkanSemaphore> waitFor,
        List<VulkanSemaphore> signal,
        long pts,
        boolean forceKeyFrame)
        implements Frame {

    /** {@code VK_QUEUE_FAMILY_IGNORED}: nothing is to be done about the image's owner. */
    public static final int ANY_FAMILY = -1;

    /** Most semaphores to wait for, and most to signal. */
    public static final int MAX_SEMAPHORES = 8;

    private static final int LAYOUT_UNDEFINED = 0;
    private static final int LAYOUT_PREINITIALIZED = 8;

    /** Checks what can be checked without Vulkan, and copies the lists unless they are immutable. */
    public VulkanFrame {
        waitFor = List.copyOf(waitFor);
        signal = List.copyOf(signal);
        requireFew("waitFor", waitFor);
        requireFew("signal", signal);
        if (image == 0) {
            throw new IllegalArgumentException("image: VK_NULL_HANDLE given, a VkImage needed");
        }
        if (layout == LAYOUT_UNDEFINED || layout == LAYOUT_PREINITIALIZED) {
            throw new IllegalArgumentException(
                    "layout: VkImageLayout %d given, which keeps no content; any other allowed".formatted(layout));
        }
        CpuFrame.requireSize("width", width);
        CpuFrame.requireSize("height", height);
        CpuFrame.requirePts(pts);
    }

    /**
     * A frame at the constant frame rate.
     *
     * @param image {@code VkImage}
     * @param format {@code VkFormat}
     * @param layout {@code VkImageLayout}
     * @param queueFamily that owns it, or {@link #ANY_FAMILY}
     * @param width pixels
     * @param height pixels
     * @param waitFor what to wait for
     * @param signal what to signal
     */
    public VulkanFrame(
            long image,
            int format,
            int layout,
            int queueFamily,
            int width,
            int height,
            List<VulkanSemaphore> waitFor,
            List<VulkanSemaphore> signal) {
        this(image, format, layout, queueFamily, width, height, waitFor, signal, PTS_BY_FRAME_RATE, false);
    }

    private static void requireFew(String field, List<VulkanSemaphore> semaphores) {
        if (semaphores.size() > MAX_SEMAPHORES) {
            throw new IllegalArgumentException(
                    "%s: %d semaphores given, 0 to %d allowed".formatted(field, semaphores.size(), MAX_SEMAPHORES));
        }
    }

    @Override
    public VulkanFrame withPts(long newPts) {
        return new VulkanFrame(
                image, format, layout, queueFamily, width, height, waitFor, signal, newPts, forceKeyFrame);
    }

    @Override
    public VulkanFrame withForcedKeyFrame() {
        return new VulkanFrame(image, format, layout, queueFamily, width, height, waitFor, signal, pts, true);
    }
}
