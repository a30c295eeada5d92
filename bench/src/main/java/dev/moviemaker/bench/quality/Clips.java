// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.quality;

import dev.moviemaker.coder.clip.NaturalClip;
import dev.moviemaker.coder.clip.Y4mClipHeader;
import dev.moviemaker.coder.clip.Y4mWriter;
import dev.moviemaker.coder.picture.Picture;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The clips: four that are painted, and those that somebody names by a folder. Made once, in a folder of work.
 *
 * @param ffmpeg the program that converts
 */
public record Clips(Path work, Programs ffmpeg) {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    /** The painted clips, and the first pictures of each movie in a folder. */
    public List<Clip> all(int frames, List<Path> movies) throws IOException, InterruptedException {
        List<Clip> clips = new ArrayList<>(List.of(
                natural(24, frames),
                zoom(30, frames),
                painted("screen", new ScreenPainter(), WIDTH, HEIGHT, 30, frames),
                game(WIDTH, HEIGHT, frames)));
        for (Path movie : movies) {
            clips.add(movie(movie, frames));
        }
        return clips;
    }

    /** The movies of a folder, by name. */
    public static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The game at a size of its own, at 60 frames per second. */
    public Clip game(int width, int height, int frames) throws IOException, InterruptedException {
        return painted("game", new GamePainter(), width, height, 60, frames);
    }

    private Clip natural(int rate, int frames) throws IOException {
        Clip clip = clip("natural", WIDTH, HEIGHT, rate, frames);
        if (!Files.exists(clip.file())) {
            Path partial = partial(clip);
            NaturalClip source = new NaturalClip(WIDTH, HEIGHT, 8, 2);
            Picture picture = Picture.allocate(WIDTH, HEIGHT, 8);
            Y4mClipHeader header = new Y4mClipHeader(WIDTH, HEIGHT, rate, 1, 8);
            try (Y4mWriter out = new Y4mWriter(Files.newOutputStream(partial), header)) {
                for (int i = 0; i < frames; i++) {
                    source.render(i, picture);
                    out.write(picture);
                }
            }
            Files.move(partial, clip.file(), StandardCopyOption.REPLACE_EXISTING);
        }
        return clip;
    }

    private Clip zoom(int rate, int frames) throws IOException, InterruptedException {
        Clip clip = clip("zoom", WIDTH, HEIGHT, rate, frames);
        if (!Files.exists(clip.file())) {
            String source = "mandelbrot=size=%dx%d:rate=%d:end_pts=400".formatted(WIDTH, HEIGHT, rate);
            convert(clip, List.of("-f", "lavfi", "-i", source), frames);
        }
        return clip;
    }

    private Clip movie(Path movie, int frames) throws IOException, InterruptedException {
        String name = movie.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        Path file = work.resolve("%s-%d.y4m".formatted(name, frames));
        if (!Files.exists(file)) {
            convert(new Clip(name, file, frames), List.of("-i", movie.toString()), frames);
        }
        return new Clip(name, file, ffmpeg.frames(file));
    }

    private Clip painted(String name, Painter painter, int width, int height, int rate, int frames)
            throws IOException, InterruptedException {
        Clip clip = clip(name, width, height, rate, frames);
        if (Files.exists(clip.file())) {
            return clip;
        }
        List<String> source = List.of(
                "-f",
                "rawvideo",
                "-pix_fmt",
                "bgr24",
                "-video_size",
                width + "x" + height,
                "-framerate",
                "" + rate,
                "-i",
                "-");
        Path partial = partial(clip);
        Process process = ffmpeg.start(arguments(source, frames, partial));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        try (OutputStream out = process.getOutputStream()) {
            for (int i = 0; i < frames; i++) {
                Graphics2D graphics = image.createGraphics();
                painter.paint(graphics, width, height, i);
                graphics.dispose();
                out.write(bytes);
            }
        }
        Programs.requireGood(process);
        Files.move(partial, clip.file(), StandardCopyOption.REPLACE_EXISTING);
        return clip;
    }

    private void convert(Clip clip, List<String> source, int frames) throws IOException, InterruptedException {
        Path partial = partial(clip);
        Programs.requireGood(ffmpeg.start(arguments(source, frames, partial)));
        Files.move(partial, clip.file(), StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> arguments(List<String> source, int frames, Path out) {
        List<String> all = new ArrayList<>(List.of("-v", "error", "-y"));
        all.addAll(source);
        all.addAll(List.of("-frames:v", "" + frames, "-vf"));
        all.add("scale=out_color_matrix=bt709:out_range=limited:flags=accurate_rnd,format=yuv420p");
        all.addAll(List.of("-f", "yuv4mpegpipe", out.toString()));
        return all;
    }

    private Clip clip(String name, int width, int height, int rate, int frames) {
        Path file = work.resolve("%s-%dx%d-%d-%d.y4m".formatted(name, width, height, rate, frames));
        return new Clip(name + " " + rate, file, frames);
    }

    private static Path partial(Clip clip) {
        return clip.file().resolveSibling(clip.file().getFileName() + ".partial");
    }
}
