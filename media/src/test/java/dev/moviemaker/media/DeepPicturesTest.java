// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.MediaOptions;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.PictureSequenceReader;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of more than 8 bits and of any size, and files of pictures whose first bytes do not tell their kind. */
class DeepPicturesTest {
    private static final Rational RATE = Rational.of(10);

    /** Luma, Cb and Cr of full red and blue by BT.709 in 10 bit. */
    private static final int[] RED = {250, 409, 960};

    private static final int[] BLUE = {127, 960, 471};

    /** Chroma without a hue. */
    private static final int GREY = 512;

    private static final int[] BLACK = {64, GREY, GREY};

    @TempDir
    Path folder;

    private void make(String colour, String format, String name, int count) throws Exception {
        Tools.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "color=c=%s:s=65x49:r=10,format=gbrap16".formatted(colour),
                "-frames:v",
                Integer.toString(count),
                name.endsWith(".mkv") ? "-c:v" : "-an",
                name.endsWith(".mkv") ? "ffv1" : "-sn",
                "-pix_fmt",
                format,
                folder.resolve(name).toString());
    }

    private static CpuFrame second(MovieInput input) throws Exception {
        MovieInput.Item first = input.next().orElseThrow();
        assertThat(first).isInstanceOf(MovieInput.Item.Picture.class);
        Optional<MovieInput.Item> second = input.next();
        return ((MovieInput.Item.Picture) second.orElseThrow()).frame();
    }

    /** Luma, Cb and Cr at a place. */
    private static int[] color(CpuFrame frame, int x, int y) {
        return new int[] {sample(frame, 0, x, y), sample(frame, 1, x / 2, y / 2), sample(frame, 2, x / 2, y / 2)};
    }

    private static int sample(CpuFrame frame, int number, int x, int y) {
        CpuFrame.Plane plane = frame.planes().get(number);
        return plane.data().get(ValueLayout.JAVA_SHORT_UNALIGNED, (long) y * plane.strideBytes() + 2L * x) & 0xFFFF;
    }

    private static void requireNear(int[] color, int[] right, int most) {
        for (int i = 0; i < right.length; i++) {
            assertThat(color[i])
                    .as("%s of %s", List.of("Y", "Cb", "Cr").get(i), Arrays.toString(color))
                    .isBetween(right[i] - most, right[i] + most);
        }
    }

    private static int[] middle(int[] a, int[] b) {
        return new int[] {(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2};
    }

    @ParameterizedTest
    @CsvSource({"rgb48be,s%04d.png", "rgb48le,s%04d.tiff", "gray16be,s%04d.png", "gbrpf32le,s%04d.exr"})
    void oddSizesHaveTheirLastColumnAndRow(String format, String name) throws Exception {
        make("red", format, name, 2);
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder.resolve(name), RATE)) {
            CpuFrame frame = second(reader);
            assertThat(frame.format()).isEqualTo(PixelFormat.I010);
            assertThat(List.of(frame.width(), frame.height())).containsExactly(65, 49);
            int[] inside = color(frame, 30, 20);
            assertThat(color(frame, 64, 48)).isEqualTo(inside);
            int[] grey = {inside[0], GREY, GREY};
            requireNear(inside, format.startsWith("gray") ? grey : RED, 2);
        }
    }

    @Test
    void oddSizesOfMoviesToo() throws Exception {
        make("blue", "gbrp10le", "m.mkv", 2);
        try (MediaReader reader = MediaReader.open(folder.resolve("m.mkv"))) {
            CpuFrame frame = second(reader);
            assertThat(List.of(frame.width(), frame.height())).containsExactly(65, 49);
            requireNear(color(frame, 64, 48), BLUE, 2);
        }
    }

    /** Half a red over blue: half the way from one to the other. */
    @ParameterizedTest
    @ValueSource(ints = {0x0000FF, 0})
    void deepTransparentPicturesAreLaidOverAnyColour(int background) throws Exception {
        make("red@0.5", "rgba64be", "s%d.png", 2);
        MediaOptions options = new MediaOptions(true, OptionalInt.empty(), true, background, false, Optional.empty());
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder.resolve("s%d.png"), RATE, options)) {
            int[] half = middle(RED, background == 0 ? BLACK : BLUE);
            requireNear(color(second(reader), 64, 48), half, 3);
            assertThat(reader.notes()).anyMatch(note -> note.contains("#%06X".formatted(background)));
        }
    }

    /** A photograph's JPEG shows its kind only far behind its first bytes, and TGA never does. */
    @ParameterizedTest
    @ValueSource(strings = {"jpg", "jpeg", "tga", "sgi", "pcx"})
    void detailedPicturesAreReadByPatternFolderAndMember(String ending) throws Exception {
        Path pattern = folder.resolve("shot_%03d_beauty." + ending);
        Tools.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=640x360:r=10,noise=alls=30:allf=t",
                "-frames:v",
                "3",
                pattern.toString());
        for (Path way : List.of(pattern, folder, folder.resolve("shot_002_beauty." + ending))) {
            try (PictureSequenceReader reader = PictureSequenceReader.open(way, RATE)) {
                CpuFrame.Plane first = ((MovieInput.Item.Picture) reader.next().orElseThrow())
                        .frame()
                        .planes()
                        .getFirst();
                byte[] before = first.data().toArray(ValueLayout.JAVA_BYTE);
                CpuFrame.Plane next = ((MovieInput.Item.Picture) reader.next().orElseThrow())
                        .frame()
                        .planes()
                        .getFirst();
                assertThat(next.data().toArray(ValueLayout.JAVA_BYTE)).isNotEqualTo(before);
                assertThat(reader.next()).isPresent();
                assertThat(reader.next()).isEmpty();
            }
        }
    }

    /** A single one is a movie of one picture. */
    @ParameterizedTest
    @ValueSource(strings = {"jpg", "tga"})
    void aSinglePictureIsRead(String ending) throws Exception {
        Path file = folder.resolve("photo." + ending);
        Tools.ffmpeg("-f", "lavfi", "-i", "testsrc2=s=640x360,noise=alls=30", "-frames:v", "1", file.toString());
        try (MediaReader reader = MediaReader.open(file)) {
            assertThat(reader.video().orElseThrow().width()).isEqualTo(640);
            assertThat(reader.next()).isPresent();
            assertThat(reader.next()).isEmpty();
        }
    }
}
