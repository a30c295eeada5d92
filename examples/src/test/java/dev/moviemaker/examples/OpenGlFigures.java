// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import static org.lwjgl.opengl.GL30C.*;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.recorder.MovieMaker;
import dev.moviemaker.recorder.SharedImage;
import dev.moviemaker.recorder.SharedImages;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What recording OpenGL costs by each way, on an emulated driver that takes no time to code. Run by
 * {@code bench/gl-handover.sh}; arguments: frames, rounds, then sizes such as 1920x1080.
 */
final class OpenGlFigures {
    /** Draws and records frame i; how many bytes of pixels it handed over in the processor's memory. */
    private interface Way {
        long record(MovieMaker maker, int i);
    }

    private OpenGlFigures() {}

    public static void main(String[] args) throws Exception {
        int frames = Integer.parseInt(args[0]);
        int rounds = Integer.parseInt(args[1]);
        try (HeadlessGl gl = new HeadlessGl()) {
            System.out.println("OpenGL: " + gl.renderer());
            System.out.printf("memory objects %s, semaphores %s%n", gl.importsMemory(), gl.importsSemaphores());
            equality(gl);
            for (String size : List.of(args).subList(2, args.length)) {
                String[] parts = size.split("x", 2);
                measure(
                        gl,
                        settings(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), "instant:nvidia"),
                        frames,
                        rounds);
            }
        }
    }

    private static EncoderSettings settings(int width, int height, String device) {
        return EncoderSettings.builder()
                .width(width)
                .height(height)
                .rateControl(RateControlMode.CQP)
                .device(device)
                .build();
    }

    /** The same pictures, drawn into shared images and read back, must be coded to the same bytes. */
    private static void equality(HeadlessGl gl) throws Exception {
        EncoderSettings settings = settings(640, 360, "emulated:nvidia");
        Path shared = Files.createTempFile("shared", ".obu");
        Path read = Files.createTempFile("read", ".obu");
        RecordOpenGl.shared(gl, settings, shared, 20);
        try (MovieMaker maker = MovieMaker.create(MovieMaker.AV1_HARDWARE)) {
            RecordOpenGl.readBack(maker, settings, read, 20);
        }
        byte[] first = Files.readAllBytes(shared);
        boolean equal = Arrays.equals(first, Files.readAllBytes(read));
        System.out.printf(
                "20 pictures of 640x360 drawn into shared images and read back: coded %s (%d bytes); violations: %s%n",
                equal ? "to the same bytes" : "DIFFERENTLY",
                first.length,
                EmulatedGpus.of("nvidia").report());
        Files.deleteIfExists(shared);
        Files.deleteIfExists(read);
    }

    private static void measure(HeadlessGl gl, EncoderSettings settings, int frames, int rounds) throws Exception {
        int width = settings.width();
        int height = settings.height();
        List<double[]> results = new ArrayList<>();
        try (SharedImages images = SharedImages.of(settings)
                        .semaphores(gl.importsSemaphores())
                        .open();
                GlTarget target = new GlTarget(width, height);
                PixelReader reader = new PixelReader(width, height, 3)) {
            images.requireSame(gl.deviceUuid(), gl.driverUuid());
            System.out.printf("%dx%d, semaphores between the APIs: %s%n", width, height, images.semaphores());
            List<SharedTexture> textures = images.images().stream()
                    .map(image -> new SharedTexture(
                            images, image, SharedImage.Format.RGBA8.glInternalFormat(), width, height))
                    .toList();
            ByteBuffer naive = ByteBuffer.allocateDirect(4 * width * height);
            for (int round = 0; round < rounds; round++) {
                results.add(new double[] {
                    run(settings, images, frames, "nothing recorded", (maker, i) -> {
                        GlScene.draw(target.framebuffer(), width, height, i);
                        glFinish();
                        return 0;
                    }),
                    run(settings, images, frames, "glReadPixels", (maker, i) -> {
                        GlScene.draw(target.framebuffer(), width, height, i);
                        glBindFramebuffer(GL_READ_FRAMEBUFFER, target.framebuffer());
                        glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, naive);
                        maker.record(Frame.of(PixelFormat.RGBA8, width, height, naive));
                        return naive.capacity();
                    }),
                    run(settings, images, frames, "pixel-pack buffers", (maker, i) -> {
                        GlScene.draw(target.framebuffer(), width, height, i);
                        Optional<CpuFrame> earlier = reader.read(target.framebuffer());
                        earlier.ifPresent(maker::record);
                        return earlier.isPresent() ? naive.capacity() : 0;
                    }),
                    run(settings, images, frames, "shared images", (maker, i) -> {
                        SharedImage image = images.acquire();
                        SharedTexture texture = textures.get(image.index());
                        texture.begin();
                        GlScene.draw(texture.framebuffer(), width, height, i);
                        texture.end();
                        maker.record(image.frame());
                        return 0;
                    })
                });
            }
            textures.forEach(SharedTexture::close);
        }
        String[] names = {"nothing recorded", "glReadPixels", "pixel-pack buffers", "shared images"};
        for (int way = 0; way < names.length; way++) {
            int w = way;
            double[] sorted = results.stream().mapToDouble(r -> r[w]).sorted().toArray();
            System.out.printf(
                    "%-20s median %.3f ms/frame, %s%n", names[way], sorted[sorted.length / 2], Arrays.toString(sorted));
        }
    }

    /** Milliseconds per frame, until the movie is finished. */
    private static double run(EncoderSettings settings, SharedImages images, int frames, String name, Way way)
            throws Exception {
        Path movie = Files.createTempFile("figures", ".obu");
        long bytes = 0;
        double millis;
        try (MovieMaker maker = MovieMaker.create(images.device())) {
            maker.configure(settings);
            maker.start(movie);
            maker.record(Frame.of(
                    PixelFormat.RGBA8,
                    settings.width(),
                    settings.height(),
                    ByteBuffer.allocateDirect(4 * settings.width() * settings.height())));
            for (int i = 0; i < 20; i++) {
                way.record(maker, i);
            }
            long start = System.nanoTime();
            for (int i = 0; i < frames; i++) {
                bytes += way.record(maker, i);
            }
            maker.finish();
            millis = (System.nanoTime() - start) / 1e6 / frames;
        }
        Files.deleteIfExists(movie);
        System.out.printf("  %-20s %.3f ms/frame, %,d bytes of pixels handed over in memory%n", name, millis, bytes);
        return millis;
    }
}
