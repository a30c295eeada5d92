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

    /** Luma of full red and blue by BT.709 in 10 bit. */
    private static final int RED = 250;

    private static final int BLUE = 127;

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

    private static int luma(CpuFrame frame, int x, int y) {
        CpuFrame.Plane plane = frame.planes().getFirst();
        return plane.data().get(ValueLayout.JAVA_SHORT_UNALIGNED, (long) y * plane.strideBytes() + 2L * x) & 0xFFFF;
    }

    @ParameterizedTest
    @CsvSource({"rgb48be,s%04d.png", "rgb48le,s%04d.tiff", "gray16be,s%04d.png", "gbrpf32le,s%04d.exr"})
    void oddSizesHaveTheirLastColumnAndRow(String format, String name) throws Exception {
        make("red", format, name, 2);
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder.resolve(name), RATE)) {
            CpuFrame frame = second(reader);
            assertThat(frame.format()).isEqualTo(PixelFormat.I010);
            assertThat(List.of(frame.width(), frame.height())).containsExactly(65, 49);
            int inside = luma(frame, 30, 20);
            assertThat(luma(frame, 64, 48)).isEqualTo(inside);
            if (!format.startsWith("gray")) {
                assertThat(inside).isBetween(RED - 2, RED + 2);
            }
        }
    }

    @Test
    void oddSizesOfMoviesToo() throws Exception {
        make("blue", "gbrp10le", "m.mkv", 2);
        try (MediaReader reader = MediaReader.open(folder.resolve("m.mkv"))) {
            CpuFrame frame = second(reader);
            assertThat(List.of(frame.width(), frame.height())).containsExactly(65, 49);
            assertThat(luma(frame, 64, 48)).isBetween(BLUE - 2, BLUE + 2);
        }
    }

    /** Half a red over blue: half the way from one to the other. */
    @ParameterizedTest
    @ValueSource(ints = {0x0000FF, 0})
    void deepTransparentPicturesAreLaidOverAnyColour(int background) throws Exception {
        make("red@0.5", "rgba64be", "s%d.png", 2);
        MediaOptions options = new MediaOptions(true, OptionalInt.empty(), true, background, false, Optional.empty());
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder.resolve("s%d.png"), RATE, options)) {
            int half = background == 0 ? (RED - 64) / 2 + 64 : (RED + BLUE) / 2;
            assertThat(luma(second(reader), 64, 48)).isBetween(half - 3, half + 3);
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
