// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import static org.lwjgl.opengl.GL44C.*;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads pictures back without stalling the GPU, for where images cannot be shared: {@code glReadPixels} into one of
 * several pixel-pack buffers, which is looked at some frames later, when a fence says that the copy is done. Pictures
 * come out in order, up to {@code depth} frames late. On the thread of the context.
 */
final class PixelReader implements AutoCloseable {
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final int width;
    private final int height;
    private final int[] buffers;
    private final ByteBuffer[] mapped;
    private final long[] fences;
    private long read;
    private long taken;

    PixelReader(int width, int height, int depth) {
        this.width = width;
        this.height = height;
        buffers = new int[depth];
        mapped = new ByteBuffer[depth];
        fences = new long[depth];
        long bytes = 4L * width * height;
        int access = GL_MAP_READ_BIT | GL_MAP_PERSISTENT_BIT | GL_MAP_COHERENT_BIT;
        glGenBuffers(buffers);
        for (int i = 0; i < depth; i++) {
            glBindBuffer(GL_PIXEL_PACK_BUFFER, buffers[i]);
            glBufferStorage(GL_PIXEL_PACK_BUFFER, bytes, access | GL_CLIENT_STORAGE_BIT);
            mapped[i] = map(bytes, access);
        }
        glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    }

    private static ByteBuffer map(long bytes, int access) {
        @Nullable ByteBuffer memory = glMapBufferRange(GL_PIXEL_PACK_BUFFER, 0, bytes, access);
        if (memory == null) {
            throw new IllegalStateException("glMapBufferRange failed: %#x".formatted(glGetError()));
        }
        return memory;
    }

    /**
     * Starts reading a framebuffer, and returns the picture that was read {@code depth - 1} calls ago. Its memory is
     * good until the next call.
     */
    Optional<CpuFrame> read(int framebuffer) {
        int slot = (int) (read % buffers.length);
        glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer);
        glBindBuffer(GL_PIXEL_PACK_BUFFER, buffers[slot]);
        glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, 0);
        glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
        fences[slot] = glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
        read++;
        return read - taken < buffers.length ? Optional.empty() : Optional.of(next());
    }

    /** After the last frame: the pictures that are still to come, one by one, then nothing. */
    Optional<CpuFrame> drain() {
        return taken == read ? Optional.empty() : Optional.of(next());
    }

    private CpuFrame next() {
        int slot = (int) (taken % buffers.length);
        int state = glClientWaitSync(fences[slot], GL_SYNC_FLUSH_COMMANDS_BIT, PATIENCE_NANOS);
        glDeleteSync(fences[slot]);
        taken++;
        if (state != GL_ALREADY_SIGNALED && state != GL_CONDITION_SATISFIED) {
            throw new IllegalStateException("a picture was not read within 5 s");
        }
        return Frame.of(PixelFormat.RGBA8, width, height, mapped[slot]);
    }

    @Override
    public void close() {
        for (; taken < read; taken++) {
            glDeleteSync(fences[(int) (taken % buffers.length)]);
        }
        glDeleteBuffers(buffers);
    }
}
