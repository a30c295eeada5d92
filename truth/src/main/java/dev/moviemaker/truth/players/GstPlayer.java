// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth.players;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** GStreamer's playbin with what its sinks do: turn, and scale to square pixels. */
final class GstPlayer implements Player {
    private final double framesPerSecond;

    GstPlayer(double framesPerSecond) {
        this.framesPerSecond = framesPerSecond;
    }

    @Override
    public String name() {
        return "GStreamer";
    }

    @Override
    public Shown show(Path movie, List<Double> times, Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve("gst"));
        Path sound = folder.resolve("gst.wav");
        Files.deleteIfExists(sound);
        PlayerCommand.run(
                List.of(
                        "gst-launch-1.0",
                        "-q",
                        "playbin",
                        "uri=" + movie.toUri(),
                        "video-sink=videoflip video-direction=auto ! videoconvert ! videoscale add-borders=false "
                                + "! video/x-raw,format=RGB,pixel-aspect-ratio=1/1 ! pngenc compression-level=1 "
                                + "! multifilesink location=" + own + "/%d.png",
                        "audio-sink=audioconvert ! audio/x-raw,format=F32LE ! wavenc ! filesink location=" + sound),
                folder);
        List<BufferedImage> pictures = new ArrayList<>();
        for (double time : times) {
            Path picture = own.resolve((int) (time * framesPerSecond) + ".png");
            if (!Files.exists(picture)) {
                throw new IOException("GStreamer: no picture at " + time + " s");
            }
            pictures.add(ImageIO.read(picture.toFile()));
        }
        try (var files = Files.list(own)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return FfmpegPlayer.withSound(pictures, Files.exists(sound) && Files.size(sound) > 0 ? sound : movie, folder);
    }
}
