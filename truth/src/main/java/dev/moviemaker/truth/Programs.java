// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/** FFmpeg's programs, from the natives' own jar: they make inputs and read outputs. */
final class Programs {
    private Programs() {}

    /** Runs ffmpeg, which must succeed, and returns its standard output. */
    static byte[] ffmpeg(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), "-hide_banner", "-nostdin", "-y", "-v", "error"));
        command.addAll(arguments);
        return run(command);
    }

    /** What ffprobe tells of a file. */
    static JsonObject ffprobe(Path file, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Loader.load(org.bytedeco.ffmpeg.ffprobe.class), "-v", "error", "-of", "json"));
        command.addAll(List.of(options));
        command.add(file.toString());
        return JsonParser.parseString(new String(run(command), StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    /** Runs a program, which must succeed, and returns its standard output. */
    static byte[] run(List<String> command) throws IOException {
        Path errors = Files.createTempFile("truth", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readAllBytes();
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("status %d of %s: %s".formatted(status, command, Files.readString(errors)));
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.delete(errors);
        }
    }
}
