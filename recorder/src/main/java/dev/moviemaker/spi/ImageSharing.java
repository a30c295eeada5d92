// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.VulkanDevice;

/**
 * A Vulkan device with images that another graphics API, such as OpenGL, imports and draws into. Called by one thread
 * at a time.
 *
 * <p>All images have one format and size, optimal tiling, one sample, memory of their own (a dedicated allocation), and
 * the layout {@code VK_IMAGE_LAYOUT_GENERAL} whenever they change hands. They belong to
 * {@code VK_QUEUE_FAMILY_EXTERNAL} except while a frame is read.
 */
public interface ImageSharing extends AutoCloseable {

    /**
     * What images are wanted.
     *
     * @param format a {@code VkFormat} that {@link dev.moviemaker.VulkanFrame} takes
     * @param width pixels
     * @param height pixels
     * @param count how many, at least 1
     * @param semaphores whether semaphores are wanted where the device can share them
     */
    record Request(int format, int width, int height, int count, boolean semaphores) {}

    /** Returns the device, for recording on; it belongs to this object. */
    VulkanDevice device();

    /** Returns {@code deviceUUID}: 16 bytes, the same in every API of one driver. */
    byte[] deviceUuid();

    /** Returns {@code driverUUID}: 16 bytes. */
    byte[] driverUuid();

    /** Returns whether handles are those of Windows ({@code HANDLE}) and not POSIX file descriptors. */
    boolean win32();

    /** Returns whether each image has its two semaphores; without, both sides wait on the processor. */
    boolean semaphores();

    /** Returns a {@code VkImage}. */
    long image(int index);

    /** Returns the bytes of an image's memory. */
    long memoryBytes(int index);

    /**
     * Exports an image's memory.
     *
     * @return a new handle, which belongs to the caller
     */
    long exportMemory(int index);

    /**
     * Exports the binary semaphore that the other API signals when the image is drawn.
     *
     * @return a new handle, which belongs to the caller
     */
    long exportDrawn(int index);

    /**
     * Exports the binary semaphore that this side signals when the image may be drawn into.
     *
     * @return a new handle, which belongs to the caller
     */
    long exportFree(int index);

    /**
     * Has what is submitted from now on to the queue that reads frames wait until an image is drawn. Only with
     * {@link #semaphores()}.
     */
    void take(int index);

    /** Has an image be free once all is done that was submitted so far to the queue that reads frames. */
    void give(int index);

    /**
     * Waits on the processor until an image that was given is free.
     *
     * @throws dev.moviemaker.DeviceLostException if the device is lost or does not finish in time
     */
    void awaitFree(int index);

    /** Waits until the device is idle and releases everything. Never throws, and may be called again. */
    @Override
    void close();
}
