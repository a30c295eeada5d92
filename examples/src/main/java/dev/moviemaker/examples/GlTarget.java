// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import static org.lwjgl.opengl.GL45C.*;

/** A texture of OpenGL's own to draw into. */
final class GlTarget implements AutoCloseable {
    private final int texture;
    private final int framebuffer;

    GlTarget(int width, int height) {
        texture = glCreateTextures(GL_TEXTURE_2D);
        glTextureStorage2D(texture, 1, GL_RGBA8, width, height);
        framebuffer = glCreateFramebuffers();
        glNamedFramebufferTexture(framebuffer, GL_COLOR_ATTACHMENT0, texture, 0);
    }

    int framebuffer() {
        return framebuffer;
    }

    @Override
    public void close() {
        glDeleteFramebuffers(framebuffer);
        glDeleteTextures(texture);
    }
}
