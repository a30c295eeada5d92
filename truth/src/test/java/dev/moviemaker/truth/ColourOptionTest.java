// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --color} with inputs that have colours of their own: what is seen stays, whatever the tags say. */
class ColourOptionTest {
    private static final int[] PATCHES = {0xC06060, 0x60B060, 0x6060C0, 0xC0A080, 0x808080};
    private static final int SIDE = 32;

    @TempDir
    private Path folder;

    /** Flat patches side by side, as R'G'B'. */
    private Path input(String name, String conversion, String... options) throws IOException {
        List<String> arguments = new ArrayList<>();
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < PATCHES.length; i++) {
            arguments.addAll(List.of("-f", "lavfi", "-i"));
            arguments.add("color=0x%06X:s=%dx64:r=25:d=0.2,format=gbrp".formatted(PATCHES[i], SIDE));
            joined.append("[%d]".formatted(i));
        }
        arguments.add("-filter_complex");
        arguments.add("%shstack=inputs=%d,%s".formatted(joined, PATCHES.length, conversion));
        arguments.addAll(List.of(options));
        Path file = folder.resolve(name);
        arguments.add(file.toString());
        Programs.ffmpeg(arguments);
        return file;
    }

    private static String yuv(String matrix, String range) {
        return ("scale=flags=accurate_rnd+full_chroma_int:out_color_matrix=%s:out_range=%s,"
                        + "format=yuv420p:color_ranges=%s")
                .formatted(matrix, range, range);
    }

    private CommandRun encode(Path input, Path output, String color) {
        return CommandRun.run(List.of(
                "encode",
                input.toString(),
                "-o",
                output.toString(),
                "--color",
                color,
                "--rate-control",
                "crf",
                "--quality",
                "90"));
    }

    private static void assertPatches(Raster shown, int[] wanted, double error) {
        for (int i = 0; i < wanted.length; i++) {
            for (int c = 0; c < 3; c++) {
                assertThat((double) shown.at(i * SIDE + SIDE / 2, 32, c))
                        .as("component %d of patch %06X", c, wanted[i])
                        .isCloseTo(wanted[i] >> (16 - 8 * c) & 0xFF, within(error));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bt601,tv,smpte170m,bt709,tv",
        "bt709,tv,bt709,bt601,tv",
        "bt709,pc,bt709,bt709,tv",
        "bt601,pc,smpte170m,bt709,tv"
    })
    void convertsMatrixAndRange(String matrix, String range, String tag, String color, String rangeAfter)
            throws IOException {
        String primaries = color.equals("bt601") ? "smpte170m" : "bt709";
        Path input = input(
                "in.mkv",
                yuv(matrix, range)
                        + ",setparams=colorspace=%s:color_primaries=%s:color_trc=bt709".formatted(tag, primaries),
                "-c:v",
                "ffv1",
                "-color_range",
                range);
        Path output = folder.resolve("out.mkv");
        CommandRun run = encode(input, output, color);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("its colours (matrix ").contains("are converted to matrix ");
        Recorded recorded = Recorded.read(output);
        assertThat(recorded.text("color_space")).isEqualTo(color.equals("bt601") ? "smpte170m" : "bt709");
        assertThat(recorded.text("color_range")).isEqualTo(rangeAfter);
        assertPatches(recorded.pictures().get(3), PATCHES, 5);
    }

    /** BT.2087: R'G'B' to light by the display's curve, BT.2020's primaries to BT.709's, and back. */
    @Test
    void convertsPrimaries() throws IOException {
        String wide = "scale=flags=accurate_rnd+full_chroma_int:out_color_matrix=bt2020:out_range=tv,"
                + "format=yuv420p:color_ranges=tv,"
                + "setparams=colorspace=bt2020nc:color_primaries=bt2020:color_trc=bt2020-10";
        Path output = folder.resolve("out.mp4");
        CommandRun run = encode(input("wide.mkv", wide, "-c:v", "ffv1"), output, "bt709");
        assertThat(run.exitCode()).as(run.err()).isZero();
        Recorded recorded = Recorded.read(output);
        assertThat(recorded.text("color_space")).isEqualTo("bt709");
        assertThat(recorded.text("color_primaries")).isEqualTo("bt709");
        int[] wanted = Arrays.stream(PATCHES).map(ColourOptionTest::narrowed).toArray();
        assertPatches(recorded.pictures().get(3), wanted, 8);
    }

    private static int narrowed(int rgb) {
        double[][] matrix = {{1.6605, -0.5876, -0.0728}, {-0.1246, 1.1329, -0.0083}, {-0.0182, -0.1006, 1.1187}};
        int narrow = 0;
        for (double[] row : matrix) {
            double light = 0;
            for (int c = 0; c < 3; c++) {
                light += row[c] * Math.pow((rgb >> (16 - 8 * c) & 0xFF) / 255.0, 2.4);
            }
            narrow = narrow << 8 | (int) Math.round(255 * Math.pow(Math.clamp(light, 0.0, 1.0), 1 / 2.4));
        }
        return narrow;
    }

    /** What y4m does not state is assumed, told, and converted from that. */
    @Test
    void convertsWhatIsAssumed() throws IOException {
        Path input = input("in.y4m", yuv("bt601", "tv"));
        Path output = folder.resolve("out.mkv");
        CommandRun run = encode(input, output, "bt709");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("assumed matrix BT601").contains("are converted to matrix BT709");
        assertPatches(Recorded.read(output).pictures().get(3), PATCHES, 5);
    }

    @Test
    void sameColoursPassAsTheyAre() throws IOException {
        String all = yuv("bt709", "tv") + ",setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv";
        CommandRun run = encode(input("in.mkv", all, "-c:v", "ffv1"), folder.resolve("out.mkv"), "bt709");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("converted");
        assertPatches(Recorded.read(folder.resolve("out.mkv")).pictures().get(3), PATCHES, 5);
    }

    @Test
    void refusesWhatWouldTakeToneMapping() throws IOException {
        String all = "format=yuv420p10le,setparams=colorspace=bt2020nc:color_primaries=bt2020:color_trc=smpte2084";
        Path output = folder.resolve("out.mkv");
        CommandRun run = encode(input("in.mkv", all, "-c:v", "ffv1"), output, "bt709");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().strip().lines()).hasSize(1);
        assertThat(run.err())
                .contains("transfer PQ")
                .contains("cannot be converted to")
                .contains("tone mapping");
        assertThat(output).doesNotExist();
    }
}
