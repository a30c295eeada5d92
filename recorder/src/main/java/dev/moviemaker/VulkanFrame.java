// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.List;
import java.util.Optional;

/**
 * A frame that is an image on the GPU that encodes it. The GPU converts it in place; no pixel passes through the CPU.
 *
 * <p>The image belongs to the device of the recording. It is two-dimensional, has one sample per pixel, and was created
 * with {@code VK_IMAGE_USAGE_SAMPLED_BIT}, and also with {@code VK_IMAGE_USAGE_TRANSFER_SRC_BIT} if the settings have
 * an {@link EncoderSettings#inputFormat()}, because it may then be copied. Mip level 0 of array layer 0 is recorded,
 * starting at the corner of texel (0, 0). Pixels are red, green and blue with the transfer characteristics of the
 * settings' {@link ColorDescription}; alpha is ignored, and values below 0 or above 1 are clamped.
 *
 * <p>Ownership: the image belongs to the caller. Unlike other frames, it must not be changed, destroyed or otherwise
 * used when {@code record} or {@code submit} returns, but only after the semaphores of {@link #signal()} have been
 * signalled or the frame's packet has been delivered. By then the image is in {@link #layout()} again. It is read once,
 * even if its picture has to be coded more than once.
 *
 * <p>Queue families: if {@link #queueFamily()} is not the family that converts the frames of the device, the caller
 * must first submit a release of the image from its own family to that one, with {@link #layout()} as both the old and
 * the new layout, and a matching acquire before it uses the image again.
 *
 * <p>Threading: a frame is an immutable value. When {@code record} or {@code submit} returns, the GPU commands that
 * wait, read and signal have been submitted, so the caller may submit work that waits for a binary semaphore in
 * {@link #signal()} (VUID-vkQueueSubmit2-semaphore-03873). If the call throws, nothing is waited for or signalled.
 *
 * @param image the {@code VkImage}, not 0
 * @param format the {@code VkFormat} in which the image is read: its own format, or a compatible one if it was created
 *     with {@code VK_IMAGE_CREATE_MUTABLE_FORMAT_BIT}. One of {@code R8G8B8A8_UNORM} (37), {@code B8G8R8A8_UNORM} (44),
 *     {@code A2R10G10B10_UNORM_PACK32} (58), {@code A2B10G10R10_UNORM_PACK32} (64) and {@code R16G16B16A16_SFLOAT} (97)
 * @param layout the {@code VkImageLayout} of the image once the wait is over; not {@code UNDEFINED} (0) or
 *     {@code PREINITIALIZED} (8)
 * @param queueFamily the index of the queue family that owns the image, or {@value #ANY_FAMILY}
 *     ({@code VK_QUEUE_FAMILY_IGNORED}) if it was created with {@code VK_SHARING_MODE_CONCURRENT} or belongs to the
 *     family that converts
 * @param width the width in pixels, {@value CpuFrame#MIN_SIZE} to {@value CpuFrame#MAX_SIZE} and at most that of the
 *     image
 * @param height the height in pixels, {@value CpuFrame#MIN_SIZE} to {@value CpuFrame#MAX_SIZE} and at most that of the
 *     image
 * @param waitFor the semaphores that the GPU waits for before it reads the image, at most {@value #MAX_SEMAPHORES};
 *     empty if the image is ready
 * @param signal the semaphores that the GPU signals after it has read the image, at most {@value #MAX_SEMAPHORES}
 * @param pts see {@link Frame#pts()}
 * @param forceKeyFrame see {@link Frame#forceKeyFrame()}
 * @param qualityMap see {@link Frame#qualityMap()}
 * @param upsideDown whether the picture's last row comes first in the image, as in what OpenGL draws
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
        boolean forceKeyFrame,
        Optional<QualityMap> qualityMap,
        boolean upsideDown)
        implements Frame {

    /** {@code VK_QUEUE_FAMILY_IGNORED}: no queue family has to release the image. */
    public static final int ANY_FAMILY = -1;

    /** The largest number of semaphores to wait for, and to signal. */
    public static final int MAX_SEMAPHORES = 8;

    private static final int LAYOUT_UNDEFINED = 0;
    private static final int LAYOUT_PREINITIALIZED = 8;

    /**
     * Checks what can be checked without Vulkan and copies the lists.
     *
     * @throws IllegalArgumentException naming what is wrong and what is allowed
     */
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
        qualityMap.ifPresent(map -> map.requireFits(width, height));
    }

    /**
     * A frame that is coded alike everywhere.
     *
     * @param image {@code VkImage}
     * @param format {@code VkFormat}
     * @param layout {@code VkImageLayout}
     * @param queueFamily that owns it, or {@link #ANY_FAMILY}
     * @param width pixels
     * @param height pixels
     * @param waitFor what to wait for
     * @param signal what to signal
     * @param pts as {@link Frame#pts()}
     * @param forceKeyFrame as {@link Frame#forceKeyFrame()}
     * @throws IllegalArgumentException naming what is wrong and what is allowed
     */
    public VulkanFrame(
            long image,
            int format,
            int layout,
            int queueFamily,
            int width,
            int height,
            List<VulkanSemaphore> waitFor,
            List<VulkanSemaphore> signal,
            long pts,
            boolean forceKeyFrame) {
        this(
                image,
                format,
                layout,
                queueFamily,
                width,
                height,
                waitFor,
                signal,
                pts,
                forceKeyFrame,
                Optional.empty(),
                false);
    }

    /**
     * Creates a frame for a recording with a constant frame rate.
     *
     * @param image the {@code VkImage}
     * @param format the {@code VkFormat}
     * @param layout the {@code VkImageLayout}
     * @param queueFamily the queue family that owns the image, or {@link #ANY_FAMILY}
     * @param width the width in pixels
     * @param height the height in pixels
     * @param waitFor the semaphores to wait for
     * @param signal the semaphores to signal
     * @throws IllegalArgumentException naming what is wrong and what is allowed
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

    /**
     * Returns this frame upside down, over the same image: the rows are turned while the image is converted, without a
     * copy. A quality map stays where it is in the picture.
     */
    public VulkanFrame flipped() {
        return with(pts, forceKeyFrame, qualityMap, !upsideDown);
    }

    @Override
    public VulkanFrame withPts(long newPts) {
        return with(newPts, forceKeyFrame, qualityMap, upsideDown);
    }

    @Override
    public VulkanFrame withForcedKeyFrame() {
        return with(pts, true, qualityMap, upsideDown);
    }

    @Override
    public VulkanFrame withQualityMap(QualityMap map) {
        return with(pts, forceKeyFrame, Optional.of(map), upsideDown);
    }

    private VulkanFrame with(long newPts, boolean force, Optional<QualityMap> map, boolean turned) {
        return new VulkanFrame(
                image, format, layout, queueFamily, width, height, waitFor, signal, newPts, force, map, turned);
    }
}
