// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.quality;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;

/**
 * The programs of the natives that the library uses, so that both have the same SVT-AV1.
 *
 * @param ffmpeg path
 * @param ffprobe path
 */
public record Programs(String ffmpeg, String ffprobe) {
    private static final Pattern PSNR = Pattern.compile("PSNR .*average:([0-9.]+|inf)");
    private static final Pattern XPSNR =
            Pattern.compile("XPSNR +y: *([0-9.]+|inf) +u: *([0-9.]+|inf) +v: *([0-9.]+|inf)");

    /** Pictures are compared by number and by their samples, whatever their times and tags: no scaler comes between. */
    private static final String IN_ORDER =
            "settb=1/1000,setpts=N*100," + "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709";

    /** Unpacked. */
    public static Programs load() {
        return new Programs(
                Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), Loader.load(org.bytedeco.ffmpeg.ffprobe.class));
    }

    /** Starts ffmpeg; its errors are printed. */
    Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ffmpeg));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Waits for the end. */
    static void requireGood(Process process) throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException("ffmpeg ended with " + process.exitValue());
        }
    }

    /** Pictures in a file. */
    int frames(Path file) throws IOException, InterruptedException {
        return packets(file).size();
    }

    private List<String> packets(Path file) throws IOException, InterruptedException {
        return output(List.of(
                        ffprobe,
                        "-v",
                        "error",
                        "-select_streams",
                        "v",
                        "-show_entries",
                        "packet=size",
                        "-of",
                        "csv=p=0",
                        file.toString()))
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /**
     * Measures a movie.
     *
     * @param clip what it was made of
     * @return the bytes of its pictures, and how near they are
     */
    public RatePoint measure(Path movie, Clip clip) throws IOException, InterruptedException {
        List<String> packets = packets(movie);
        if (packets.size() != clip.frames()) {
            throw new IOException("%s has %d pictures of %d".formatted(movie, packets.size(), clip.frames()));
        }
        double bytes = packets.stream()
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                .sum();
        String filters =
                "[0:v]%1$s[movie];[1:v]%1$s,split[a][b];[movie][a]psnr[same];[same][b]xpsnr".formatted(IN_ORDER);
        String output = output(List.of(
                ffmpeg,
                "-nostdin",
                "-nostats",
                "-hide_banner",
                "-c:v",
                "libaom-av1",
                "-i",
                movie.toString(),
                "-i",
                clip.file().toString(),
                "-lavfi",
                filters,
                "-fps_mode",
                "passthrough",
                "-f",
                "null",
                "-"));
        Matcher psnr = found(PSNR, output);
        Matcher xpsnr = found(XPSNR, output);
        double error = (4 * error(xpsnr.group(1)) + error(xpsnr.group(2)) + error(xpsnr.group(3))) / 6;
        return new RatePoint(bytes, Double.parseDouble(psnr.group(1)), -10 * Math.log10(error));
    }

    private static double error(String decibels) {
        return decibels.equals("inf") ? 1e-9 : Math.pow(10, -Double.parseDouble(decibels) / 10);
    }

    private static Matcher found(Pattern pattern, String output) throws IOException {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IOException("ffmpeg did not compare: " + output);
        }
        return matcher;
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("%s ended with %d: %s".formatted(command.getFirst(), process.exitValue(), output));
        }
        return output;
    }
}
