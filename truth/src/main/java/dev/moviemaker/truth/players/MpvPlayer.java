// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth.players;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** mpv in a window of its own on the screen that {@code DISPLAY} names. */
final class MpvPlayer implements Player {
    private static final String SCRIPT = """
            local done = false
            mp.register_event("playback-restart", function()
              if done then return end
              done = true
              mp.add_timeout(0.5, function()
                mp.commandv("screenshot-to-file", os.getenv("SHOT"), "window")
                mp.commandv("quit")
              end)
            end)
            """;

    private final double framesPerSecond;

    MpvPlayer(double framesPerSecond) {
        this.framesPerSecond = framesPerSecond;
    }

    @Override
    public String name() {
        return "mpv";
    }

    @Override
    public Shown show(Path movie, List<Double> times, Path folder) throws IOException {
        Path script = Files.writeString(folder.resolve("shot.lua"), SCRIPT);
        List<BufferedImage> pictures = new ArrayList<>();
        for (double time : times) {
            Path picture = folder.resolve("mpv.png");
            Files.deleteIfExists(picture);
            // It begins with the first picture that is not earlier.
            double from = Math.max(0, time - 0.7 / framesPerSecond);
            PlayerCommand.run(
                    List.of(
                            "env",
                            "SHOT=" + picture,
                            "mpv",
                            "--no-config",
                            "--vo=x11",
                            "--no-osc",
                            "--osd-level=0",
                            "--no-border",
                            "--no-audio",
                            "--pause",
                            "--hr-seek=yes",
                            "--no-keepaspect-window",
                            "--script=" + script,
                            "--start=" + from,
                            movie.toString()),
                    folder);
            if (!Files.exists(picture)) {
                throw new IOException("mpv: no picture");
            }
            pictures.add(ImageIO.read(picture.toFile()));
        }
        Shown silent = FfmpegPlayer.withSound(pictures, movie, folder);
        if (silent.channels() == 0) {
            return silent; // without a picture and without sound it has nothing to play, and fails
        }
        Path sound = folder.resolve("mpv.wav");
        Files.deleteIfExists(sound);
        PlayerCommand.run(
                List.of("mpv", "--no-config", "--no-video", "--ao=pcm", "--ao-pcm-file=" + sound, movie.toString()),
                folder);
        return FfmpegPlayer.withSound(pictures, Files.exists(sound) ? sound : movie, folder);
    }
}
