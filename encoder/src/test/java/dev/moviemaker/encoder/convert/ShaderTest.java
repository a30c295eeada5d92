// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the committed shaders are what their source says. */
class ShaderTest {
    private static final Path SOURCES = Path.of("src/main/glsl");
    private static final Path SHADERS = Path.of("src/main/resources/dev/moviemaker/encoder/convert");
    private static final int MAGIC = 0x07230203;

    static List<String> shaders() throws IOException {
        try (Stream<Path> files = Files.list(SHADERS)) {
            return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
        }
    }

    @Test
    void everyShaderThatIsAskedForIsThere() throws IOException {
        List<String> asked = Stream.of(true, false)
                .flatMap(image -> Stream.of(
                        ConversionPipeline.shader(image, TargetPath.COPY_BUFFER, 8),
                        ConversionPipeline.shader(image, TargetPath.STORAGE_PLANES, 8),
                        ConversionPipeline.shader(image, TargetPath.STORAGE_PLANES, 10)))
                .sorted()
                .toList();
        assertThat(shaders()).isEqualTo(asked);
        for (String shader : asked) {
            byte[] code = Files.readAllBytes(SHADERS.resolve(shader));
            assertThat(code.length % 4).as(shader).isZero();
            int first = java.nio.ByteBuffer.wrap(code)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .getInt();
            assertThat(first).as(shader).isEqualTo(MAGIC);
        }
    }

    /**
     * Another version of the compiler may make other code, so only the version that made the committed files is asked.
     */
    @Test
    void compilingAgainGivesTheSame(@TempDir Path folder) throws IOException, InterruptedException {
        String version = output("glslangValidator", "--version")
                .lines()
                .findFirst()
                .orElse("")
                .replace("Glslang Version: ", "");
        String pinned = Files.readString(SOURCES.resolve("glslang.version")).strip();
        assumeTrue(version.equals(pinned), "glslangValidator is " + version + ", the shaders are from " + pinned);
        output(SOURCES.resolve("compile").toString(), folder.toString());
        for (String shader : shaders()) {
            assertThat(Files.readAllBytes(folder.resolve(shader)))
                    .as(shader)
                    .isEqualTo(Files.readAllBytes(SHADERS.resolve(shader)));
        }
    }

    @ParameterizedTest
    @MethodSource("shaders")
    void shadersAreValid(String shader) throws IOException, InterruptedException {
        assertThat(output(
                        "spirv-val",
                        "--target-env",
                        "vulkan1.1",
                        SHADERS.resolve(shader).toString()))
                .isEmpty();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        assumeTrue(command[0].contains("/") || onPath(command[0]).isPresent(), command[0] + " is not installed");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s", Arrays.toString(command), output)
                .isZero();
        return output;
    }

    private static Optional<Path> onPath(String tool) {
        String path = System.getenv("PATH");
        if (path == null) {
            return abort("there is no PATH");
        }
        return Stream.of(path.split(java.io.File.pathSeparator, -1))
                .map(f -> Path.of(f, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
