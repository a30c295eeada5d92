// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.media.svt.SvtAv1Provider;
import dev.moviemaker.recorder.MovieMaker;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that is a module itself finds encoder and containers on the module path, with the options that this
 * module's README names.
 */
class ModulePathTest {
    private static final String PROGRAM = """
            package app;

            public final class Program {
                public static void main(String[] arguments) {
                    var settings = dev.moviemaker.EncoderSettings.builder()
                            .width(64).height(64).useHardware(false).build();
                    try (var maker = dev.moviemaker.recorder.MovieMaker.create()) {
                        maker.configure(settings);
                        maker.start(java.nio.file.Path.of(arguments[0]));
                        var pixels = java.lang.foreign.MemorySegment.ofArray(new byte[4 * 64 * 64]);
                        for (int i = 0; i < 3; i++) {
                            maker.record(dev.moviemaker.Frame.of(dev.moviemaker.PixelFormat.RGBA8, 64, 64, pixels));
                        }
                        maker.finish();
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void findsEncoderAndContainers() throws Exception {
        Path sources = Files.createDirectories(folder.resolve("src/app"));
        Files.writeString(sources.resolve("Program.java"), PROGRAM);
        Files.writeString(folder.resolve("src/module-info.java"), "module app { requires dev.moviemaker; }");
        String java = Path.of(System.getProperty("java.home"), "bin").toString() + File.separator;
        String modules = modulePath();
        Path classes = folder.resolve("classes");
        String compiled = output(List.of(
                java + "javac",
                "-proc:none",
                "-d",
                classes.toString(),
                "-p",
                modules,
                folder.resolve("src/module-info.java").toString(),
                sources.resolve("Program.java").toString()));
        assertThat(classes.resolve("app/Program.class")).as(compiled).exists();

        Path movie = folder.resolve("movie.mp4");
        String platform = Loader.getPlatform().replace('-', '.');
        String printed = output(List.of(
                java + "java",
                "-p",
                classes + File.pathSeparator + modules,
                "--add-modules",
                "org.bytedeco.ffmpeg." + platform + ",org.bytedeco.javacpp." + platform,
                "--enable-native-access=dev.moviemaker.encoder,dev.moviemaker.vulkan,dev.moviemaker.media,"
                        + "org.bytedeco.ffmpeg,org.bytedeco.javacpp",
                "-m",
                "app/app.Program",
                movie.toString()));
        assertThat(movie).as(printed).exists();
        assertThat(printed).doesNotContain("native access");
        assertThat(Tools.probe(movie, "stream=nb_read_packets")).containsEntry("streams.stream.0.nb_read_packets", "3");
    }

    private static String modulePath() throws URISyntaxException, ClassNotFoundException {
        List<Path> entries = new ArrayList<>();
        for (Class<?> type : List.of(
                MovieMaker.class,
                SvtAv1Provider.class,
                SequenceHeader.class,
                Class.forName("dev.moviemaker.encoder.pipeline.HardwareEncoderProvider"),
                Class.forName("dev.moviemaker.vulkan.std.VulkanMacros"),
                org.jspecify.annotations.NullMarked.class)) {
            entries.add(location(type));
        }
        for (Class<?> type : List.of(avutil.class, Loader.class)) {
            Path jar = location(type);
            entries.add(jar);
            String name = String.valueOf(jar.getFileName());
            entries.add(jar.resolveSibling(name.replace(".jar", "-" + Loader.getPlatform() + ".jar")));
        }
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                .getLocation()
                .toURI());
    }

    private static String output(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, printed).isZero();
        return printed;
    }
}
