// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.VulkanFrame;
import dev.moviemaker.spi.ImageSharing;
import java.util.List;

/**
 * An image of {@link SharedImages}: a texture to OpenGL, a frame to a recording.
 *
 * <p>OpenGL imports it once: {@link #exportMemory()} with {@code glImportMemoryFdEXT} (or
 * {@code glImportMemoryWin32HandleEXT}) into a memory object of {@link #memoryBytes()} bytes whose
 * {@code GL_DEDICATED_MEMORY_OBJECT_EXT} is true, then {@code glTexStorageMem2DEXT} with one level,
 * {@link Format#glInternalFormat()}, the size of the recording and offset 0. Tiling is {@code GL_OPTIMAL_TILING_EXT},
 * the default. The first row of the image is the top of the picture; OpenGL's clip space has y go up, so a program
 * records {@code image.frame().flipped()}.
 *
 * <p>With {@link SharedImages#semaphores()}, OpenGL's queue and the recording's follow each other on the GPU, the
 * layout being {@code GL_LAYOUT_GENERAL_EXT} both times: after each {@link SharedImages#acquire()} the program must
 * call {@code glWaitSemaphoreEXT} with {@link #exportFree()} before it draws, and before each {@link #frame()} {@code
 * glSignalSemaphoreEXT} with {@link #exportDrawn()} and then {@code glFlush}. Without, {@code acquire} waits on the
 * processor, and the program must call {@code glFinish} before {@link #frame()}.
 *
 * <p>Ownership: the image belongs to its {@link SharedImages}. Exported handles belong to the program: a file
 * descriptor that OpenGL has imported belongs to OpenGL, a {@code HANDLE} has to be closed. Not thread-safe.
 */
public final class SharedImage {

    /** The format of all images of a {@link SharedImages}. */
    public enum Format {
        /** 8 bits: {@code VK_FORMAT_R8G8B8A8_UNORM}, {@code GL_RGBA8}. */
        RGBA8(37, 0x8058),
        /** 10 bits: {@code VK_FORMAT_A2B10G10R10_UNORM_PACK32}, {@code GL_RGB10_A2}. */
        RGB10_A2(64, 0x8059),
        /** Half floats: {@code VK_FORMAT_R16G16B16A16_SFLOAT}, {@code GL_RGBA16F}. */
        RGBA16F(97, 0x881A);

        private final int vulkan;
        private final int openGl;

        Format(int vulkan, int openGl) {
            this.vulkan = vulkan;
            this.openGl = openGl;
        }

        /** Returns the {@code VkFormat}. */
        public int vulkanFormat() {
            return vulkan;
        }

        /** Returns the sized internal format of OpenGL. */
        public int glInternalFormat() {
            return openGl;
        }
    }

    private static final int LAYOUT_GENERAL = 1;

    /** {@code VK_QUEUE_FAMILY_EXTERNAL}. */
    private static final int EXTERNAL = -2;

    private final ImageSharing sharing;
    private final ImageSharing.Request request;
    private final int index;
    private State state = State.FREE;

    /** Who has it: the ring, the program, or the recording. */
    enum State {
        FREE,
        ACQUIRED,
        HANDED
    }

    SharedImage(ImageSharing sharing, ImageSharing.Request request, int index) {
        this.sharing = sharing;
        this.request = request;
        this.index = index;
    }

    State state() {
        return state;
    }

    /** Has the queue signal that it is free, behind its reading if there was one. */
    void give() {
        sharing.give(index);
        state = State.FREE;
    }

    void acquired() {
        if (!sharing.semaphores()) {
            sharing.awaitFree(index);
        }
        state = State.ACQUIRED;
    }

    /** Returns its place among the images, from 0, by which a program finds the texture that it made of it. */
    public int index() {
        return index;
    }

    /** Returns the {@code VkImage}. */
    public long vulkanImage() {
        return sharing.image(index);
    }

    /** Returns the size of its memory in bytes. */
    public long memoryBytes() {
        return sharing.memoryBytes(index);
    }

    /** Returns a new handle of its memory, a file descriptor or a {@code HANDLE}, which belongs to the caller. */
    public long exportMemory() {
        return sharing.exportMemory(index);
    }

    /**
     * Returns a new handle of the semaphore that the program signals when it has drawn; it belongs to the caller.
     *
     * @throws IllegalStateException without {@link SharedImages#semaphores()}
     */
    public long exportDrawn() {
        requireSemaphores();
        return sharing.exportDrawn(index);
    }

    /**
     * Returns a new handle of the semaphore that the program waits for before it draws; it belongs to the caller.
     *
     * @throws IllegalStateException without {@link SharedImages#semaphores()}
     */
    public long exportFree() {
        requireSemaphores();
        return sharing.exportFree(index);
    }

    private void requireSemaphores() {
        if (!sharing.semaphores()) {
            throw new IllegalStateException(
                    "the images have no semaphores: the device shares none, or none were wanted");
        }
    }

    /**
     * Returns it as a frame to record at once, on {@link SharedImages#device()}. The recording waits on the GPU until
     * it is drawn. A frame that is then refused, dropped or left out by a pause needs nothing: the image goes round
     * again.
     *
     * @throws IllegalStateException if the image is not acquired, or was handed over since
     */
    public VulkanFrame frame() {
        requireAcquired("frame");
        if (sharing.semaphores()) {
            sharing.take(index);
        }
        state = State.HANDED;
        return new VulkanFrame(
                sharing.image(index),
                request.format(),
                LAYOUT_GENERAL,
                EXTERNAL,
                request.width(),
                request.height(),
                List.of(),
                List.of());
    }

    /**
     * Gives it back without recording it. With semaphores, the program must have waited for {@link #exportFree()} and
     * must not have signalled {@link #exportDrawn()}.
     *
     * @throws IllegalStateException if the image is not acquired, or was handed over since
     */
    public void release() {
        requireAcquired("release");
        give();
    }

    private void requireAcquired(String call) {
        if (state != State.ACQUIRED) {
            throw new IllegalStateException("%s of image %d: it is not acquired".formatted(call, index));
        }
    }
}
