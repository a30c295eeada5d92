// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth.players;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** The program ffmpeg, with what it does by itself: cropping and turning. */
final class FfmpegPlayer implements Player {
    private final double framesPerSecond;

    FfmpegPlayer(double framesPerSecond) {
        this.framesPerSecond = framesPerSecond;
    }

    @Override
    public String name() {
        return "ffmpeg";
    }

    @Override
    public Shown show(Path movie, List<Double> times, Path folder) throws IOException {
        List<BufferedImage> pictures = new ArrayList<>();
        for (double time : times) {
            Path picture = folder.resolve("ffmpeg.png");
            // It begins with the first picture that is not earlier.
            double from = Math.max(0, time - 0.7 / framesPerSecond);
            // ffplay scales pixels that are not square, as any player does.
            PlayerCommand.run(
                    List.of(
                            "ffmpeg",
                            "-nostdin",
                            "-v",
                            "error",
                            "-y",
                            "-ss",
                            Double.toString(from),
                            "-i",
                            movie.toString(),
                            "-frames:v",
                            "1",
                            "-vf",
                            "scale=iw*max(1\\,sar):ih*max(1\\,1/max(sar\\,0.01)):flags=accurate_rnd+full_chroma_int,"
                                    + "format=rgb24",
                            picture.toString()),
                    folder);
            pictures.add(ImageIO.read(picture.toFile()));
        }
        return withSound(pictures, movie, folder);
    }

    /** The movie's sound as ffmpeg decodes it. */
    static Shown withSound(List<BufferedImage> pictures, Path movie, Path folder) throws IOException {
        String told = PlayerCommand.run(
                        List.of(
                                "ffprobe",
                                "-v",
                                "error",
                                "-select_streams",
                                "a",
                                "-show_entries",
                                "stream=channels,sample_rate",
                                "-of",
                                "csv=p=0",
                                movie.toString()),
                        folder)
                .strip();
        if (told.isEmpty()) {
            return new Shown(pictures, new byte[0], 0, 0);
        }
        Path sound = folder.resolve("ffmpeg.f32");
        PlayerCommand.run(
                List.of(
                        "ffmpeg",
                        "-nostdin",
                        "-v",
                        "error",
                        "-y",
                        "-i",
                        movie.toString(),
                        "-map",
                        "0:a:0",
                        "-f",
                        "f32le",
                        sound.toString()),
                folder);
        String[] parts = told.split(",", -1);
        return new Shown(
                pictures,
                Files.readAllBytes(sound),
                Integer.parseInt(parts[1].strip()),
                Integer.parseInt(parts[0].strip()));
    }
}
