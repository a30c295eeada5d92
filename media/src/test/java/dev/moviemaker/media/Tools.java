package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.Loader;

/** The programs {@code ffprobe} and {@code ffmpeg} from the natives' own jar. */
public final class Tools {
    private Tools() {}

    /** Runs ffprobe on a file and returns {@code section.key} to value; the last of several sections wins unless they are streams. */
    public static Map<String, String> probe(Path file, String entries) throws IOException, InterruptedException {
        String out = new String(
                run(List.of(
                        Loader.load(org.bytedeco.ffmpeg.ffprobe.class),
                        "-v",
                        "error",
                        "-count_packets",
                        "-of",
                        "flat",
                        "-show_entries",
                        entries,
                        file.toString())),
                StandardCharsets.UTF_8);
        Map<String, String> values = new TreeMap<>();
        out.lines().forEach(line -> {
            int equals = line.indexOf('=');
            values.put(line.substring(0, equals), line.substring(equals + 1).replace("\"", ""));
        });
        return values;
    }

    /** What ffprobe prints of some sections. */
    public static byte[] probeText(Path file, String entries) throws IOException, InterruptedException {
        return run(List.of(
                Loader.load(org.bytedeco.ffmpeg.ffprobe.class),
                "-v",
                "error",
                "-show_entries",
                entries,
                file.toString()));
    }

    /** Decodes the sound of a file to interleaved signed 16-bit samples with ffmpeg. */
    public static byte[] decodeSound(Path file) throws IOException, InterruptedException {
        return ffmpeg("-i", file.toString(), "-map", "0:a", "-f", "s16le", "-");
    }

    /** Runs ffmpeg and returns its standard output. */
    public static byte[] ffmpeg(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), "-hide_banner", "-nostdin", "-v", "error"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs a program that must succeed without a word on standard error. */
    public static byte[] run(List<String> command) throws IOException, InterruptedException {
        Path errors = java.nio.file.Files.createTempFile("tool", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            byte[] out = process.getInputStream().readAllBytes();
            assertThat(process.waitFor())
                    .as("%s: %s", command, java.nio.file.Files.readString(errors))
                    .isZero();
            assertThat(java.nio.file.Files.readString(errors)).as("%s", command).isEmpty();
            return out;
        } finally {
            java.nio.file.Files.delete(errors);
        }
    }
}
