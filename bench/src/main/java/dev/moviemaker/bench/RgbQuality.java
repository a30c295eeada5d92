// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How close a movie comes to its frames, as FFmpeg's filters see it in RGB: with the colours that a player makes of the
 * stream's tags.
 *
 * @param psnr decibels, over all of R, G and B
 * @param ssim 0 to 1, over all of R, G and B
 */
record RgbQuality(double psnr, double ssim) {
    private static final Pattern PSNR = Pattern.compile("PSNR .*average:([0-9.]+|inf)");
    private static final Pattern SSIM = Pattern.compile("SSIM .*All:([0-9.]+)");

    static RgbQuality of(Path movie, NaturalFrames frames, int count) throws IOException, InterruptedException {
        String filters = "[0:v]format=gbrp,split[a][b];[1:v]format=gbrp,split[c][d];[a][c]psnr;[b][d]ssim";
        Process process = new ProcessBuilder(List.of(
                        RecordingRun.program(),
                        "-hide_banner",
                        "-i",
                        movie.toString(),
                        "-f",
                        "rawvideo",
                        "-pix_fmt",
                        "rgba",
                        "-s",
                        frames.width() + "x" + frames.height(),
                        "-r",
                        "30",
                        "-i",
                        "-",
                        "-lavfi",
                        filters,
                        "-f",
                        "null",
                        "-"))
                .redirectErrorStream(true)
                .start();
        Thread feeder = Thread.ofPlatform().start(() -> feed(process, frames, count));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        feeder.join();
        if (process.waitFor() != 0) {
            throw new IOException("ffmpeg cannot compare: " + output);
        }
        return new RgbQuality(number(PSNR, output), number(SSIM, output));
    }

    private static void feed(Process process, NaturalFrames frames, int count) {
        byte[] bytes = new byte[(int) frames.frameBytes()];
        try (OutputStream out = process.getOutputStream()) {
            for (int i = 0; i < count; i++) {
                MemorySegment.ofArray(bytes).copyFrom(frames.frame(i));
                out.write(bytes);
            }
        } catch (IOException e) {
            // It ended early; its exit status and output say why.
            process.destroy();
        }
    }

    private static double number(Pattern pattern, String output) throws IOException {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IOException("ffmpeg did not compare: " + output);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
