// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.recorder.MovieMaker;
import dev.moviemaker.recorder.SharedImage;
import dev.moviemaker.recorder.SharedImages;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Records what OpenGL draws: without moving a pixel through the processor where OpenGL can draw into the encoder's
 * images, and by reading back without stalls elsewhere.
 */
final class RecordOpenGl {
    private RecordOpenGl() {}

    public static void main(String[] args) {
        Path movie = Path.of(args.length > 0 ? args[0] : "opengl.mp4");
        EncoderSettings settings =
                EncoderSettings.builder().width(1280).height(720).build();
        try (HeadlessGl gl = new HeadlessGl()) {
            System.out.println(gl.renderer());
            try {
                shared(gl, settings, movie, 120);
            } catch (UnsupportedException e) {
                System.out.println("Reading back: " + e.getMessage());
                readBack(settings, movie, 120);
            }
        }
    }

    /**
     * Draws into the images that are encoded.
     *
     * @throws UnsupportedException if OpenGL or the encoder's device cannot share images
     */
    static void shared(HeadlessGl gl, EncoderSettings settings, Path movie, int frames) {
        if (!gl.importsMemory()) {
            throw new UnsupportedException("OpenGL has no GL_EXT_memory_object_fd");
        }
        int format = SharedImage.Format.RGBA8.glInternalFormat();
        try (SharedImages images =
                SharedImages.of(settings).semaphores(gl.importsSemaphores()).open()) {
            images.requireSame(gl.deviceUuid(), gl.driverUuid());
            List<SharedTexture> textures = images.images().stream()
                    .map(image -> new SharedTexture(images, image, format, settings.width(), settings.height()))
                    .toList();
            try (MovieMaker maker = MovieMaker.create(images.device())) {
                maker.configure(settings);
                maker.start(movie);
                for (int i = 0; i < frames; i++) {
                    SharedImage image = images.acquire();
                    SharedTexture texture = textures.get(image.index());
                    texture.begin();
                    GlScene.draw(texture.framebuffer(), settings.width(), settings.height(), i);
                    texture.end();
                    maker.record(image.frame());
                }
                maker.finish();
            }
            textures.forEach(SharedTexture::close);
        }
    }

    /** Draws into a framebuffer of OpenGL's own and reads it back some frames later. */
    static void readBack(EncoderSettings settings, Path movie, int frames) {
        try (MovieMaker maker = MovieMaker.create()) {
            readBack(maker, settings, movie, frames);
        }
    }

    static void readBack(MovieMaker maker, EncoderSettings settings, Path movie, int frames) {
        try (GlTarget target = new GlTarget(settings.width(), settings.height());
                PixelReader reader = new PixelReader(settings.width(), settings.height(), 3)) {
            maker.configure(settings);
            maker.start(movie);
            for (int i = 0; i < frames; i++) {
                GlScene.draw(target.framebuffer(), settings.width(), settings.height(), i);
                reader.read(target.framebuffer()).ifPresent(maker::record);
            }
            Optional<CpuFrame> last = reader.drain();
            while (last.isPresent()) {
                maker.record(last.get());
                last = reader.drain();
            }
            maker.finish();
        }
    }
}
