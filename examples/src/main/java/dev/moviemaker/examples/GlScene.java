// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import static org.lwjgl.opengl.GL30C.*;

/** What a game draws: a square that moves over a background that changes, in rows from the top of the picture. */
final class GlScene {
    private GlScene() {}

    static void draw(int framebuffer, int width, int height, int frame) {
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
        glDisable(GL_SCISSOR_TEST);
        glClearColor(0.1f, 0.2f, 0.3f + 0.4f * (frame % 60) / 60, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        glEnable(GL_SCISSOR_TEST);
        glScissor(8 * frame % (width - height / 4), height / 8, height / 4, height / 4);
        glClearColor(1, 0.55f, 0, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        glDisable(GL_SCISSOR_TEST);
    }
}
