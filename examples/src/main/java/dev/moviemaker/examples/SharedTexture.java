// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import static org.lwjgl.opengl.EXTMemoryObject.*;
import static org.lwjgl.opengl.EXTMemoryObjectFD.GL_HANDLE_TYPE_OPAQUE_FD_EXT;
import static org.lwjgl.opengl.EXTMemoryObjectFD.glImportMemoryFdEXT;
import static org.lwjgl.opengl.EXTSemaphore.*;
import static org.lwjgl.opengl.EXTSemaphoreFD.glImportSemaphoreFdEXT;
import static org.lwjgl.opengl.GL30C.*;

import dev.moviemaker.recorder.SharedImage;
import dev.moviemaker.recorder.SharedImages;

/** An image of the library's as a texture and a framebuffer of OpenGL, on Linux. */
final class SharedTexture implements AutoCloseable {
    private final boolean semaphores;
    private final int memory;
    private final int texture;
    private final int framebuffer;
    private final int drawn;
    private final int free;

    SharedTexture(SharedImages images, SharedImage image, int format, int width, int height) {
        if (images.win32()) {
            throw new UnsupportedOperationException("this program imports file descriptors; on Windows use"
                    + " glImportMemoryWin32HandleEXT and glImportSemaphoreWin32HandleEXT");
        }
        memory = glCreateMemoryObjectsEXT();
        glMemoryObjectParameteriEXT(memory, GL_DEDICATED_MEMORY_OBJECT_EXT, GL_TRUE);
        glImportMemoryFdEXT(
                memory, image.memoryBytes(), GL_HANDLE_TYPE_OPAQUE_FD_EXT, (int) image.exportMemory()); // now OpenGL's
        texture = glGenTextures();
        glBindTexture(GL_TEXTURE_2D, texture);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_TILING_EXT, GL_OPTIMAL_TILING_EXT);
        glTexStorageMem2DEXT(GL_TEXTURE_2D, 1, format, width, height, memory, 0);
        framebuffer = glGenFramebuffers();
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
        int status = glCheckFramebufferStatus(GL_FRAMEBUFFER);
        int error = glGetError();
        if (status != GL_FRAMEBUFFER_COMPLETE || error != GL_NO_ERROR) {
            throw new IllegalStateException(
                    "OpenGL cannot draw into the image: %#x, error %#x".formatted(status, error));
        }
        semaphores = images.semaphores();
        drawn = semaphores ? semaphore(image.exportDrawn()) : 0;
        free = semaphores ? semaphore(image.exportFree()) : 0;
    }

    private static int semaphore(long handle) {
        int made = glGenSemaphoresEXT();
        glImportSemaphoreFdEXT(made, GL_HANDLE_TYPE_OPAQUE_FD_EXT, (int) handle);
        return made;
    }

    int framebuffer() {
        return framebuffer;
    }

    /** Comes after acquire: from here on OpenGL may draw. */
    void begin() {
        if (semaphores) {
            glWaitSemaphoreEXT(free, new int[0], new int[] {texture}, new int[] {GL_LAYOUT_GENERAL_EXT});
        }
    }

    /** Comes before frame: from here on OpenGL does not touch it. */
    void end() {
        if (semaphores) {
            glSignalSemaphoreEXT(drawn, new int[0], new int[] {texture}, new int[] {GL_LAYOUT_GENERAL_EXT});
            glFlush();
        } else {
            glFinish();
        }
    }

    @Override
    public void close() {
        glDeleteFramebuffers(framebuffer);
        glDeleteTextures(texture);
        glDeleteMemoryObjectsEXT(memory);
        if (semaphores) {
            glDeleteSemaphoresEXT(drawn);
            glDeleteSemaphoresEXT(free);
        }
    }
}
