// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.MediaOptions;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.PictureSequenceReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbered pictures: which files, and what comes of each picture. */
class SequenceInputTest {
    private static final Rational RATE = Rational.of(10);
    private static final Color[] COLOURS = {new Color(10, 200, 60), new Color(200, 30, 30), new Color(0, 0, 255)};

    @TempDir
    Path folder;

    private static BufferedImage flat(int type, Color colour) {
        BufferedImage image = new BufferedImage(64, 48, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, 64, 48);
        graphics.dispose();
        return image;
    }

    private void write(String name, BufferedImage image) throws IOException {
        String kind = name.substring(name.lastIndexOf('.') + 1);
        assertThat(ImageIO.write(image, kind, folder.resolve(name).toFile())).isTrue();
    }

    private static List<CpuFrame> all(PictureSequenceReader reader) throws IOException {
        List<CpuFrame> frames = new ArrayList<>();
        Optional<MovieInput.Item> item = reader.next();
        while (item.isPresent()) {
            CpuFrame frame = ((MovieInput.Item.Picture) item.get()).frame();
            List<CpuFrame.Plane> planes = frame.planes().stream()
                    .map(plane -> new CpuFrame.Plane(
                            java.lang.foreign.MemorySegment.ofArray(plane.data().toArray(ValueLayout.JAVA_BYTE)),
                            plane.strideBytes()))
                    .toList();
            frames.add(new CpuFrame(frame.format(), frame.width(), frame.height(), planes));
            item = reader.next();
        }
        return frames;
    }

    private static int sample(CpuFrame frame, int plane, int x, int y) {
        CpuFrame.Plane from = frame.planes().get(plane);
        return from.data().get(ValueLayout.JAVA_BYTE, (long) y * from.strideBytes() + x) & 0xFF;
    }

    private static Color rgb(CpuFrame frame, int x, int y) {
        int bytes = frame.format() == PixelFormat.RGB24 ? 3 : 4;
        return new Color(
                sample(frame, 0, bytes * x, y), sample(frame, 0, bytes * x + 1, y), sample(frame, 0, bytes * x + 2, y));
    }

    /** Each is a container of its own, of which a decoder cannot be given the bytes. */
    @Test
    void picturesInContainersAreRefusedAsASequence() throws Exception {
        write("p.png", flat(BufferedImage.TYPE_INT_RGB, COLOURS[0]));
        for (int i = 1; i <= 2; i++) {
            Tools.ffmpeg(
                    "-i",
                    folder.resolve("p.png").toString(),
                    "-c:v",
                    "libaom-av1",
                    "-frames:v",
                    "1",
                    "-pix_fmt",
                    "yuv420p",
                    folder.resolve("h%d.avif".formatted(i)).toString());
        }
        Files.delete(folder.resolve("p.png"));
        for (Path path : List.of(folder, folder.resolve("h%d.avif"))) {
            assertThatThrownBy(() -> PictureSequenceReader.open(path, RATE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("AVIF pictures are not read as a sequence");
        }
        try (MediaReader reader = MediaReader.open(folder.resolve("h1.avif"))) {
            assertThat(reader.video().orElseThrow().width()).isEqualTo(64);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff", "ppm"})
    void everyPictureOfAnyFormatHasItsOwnColours(String kind) throws Exception {
        for (int i = 0; i < COLOURS.length; i++) {
            write("p.png", flat(BufferedImage.TYPE_INT_RGB, COLOURS[i]));
            Tools.ffmpeg(
                    "-y",
                    "-i",
                    folder.resolve("p.png").toString(),
                    folder.resolve("f%04d.%s".formatted(i, kind)).toString());
        }
        Files.delete(folder.resolve("p.png"));
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder, RATE)) {
            assertThat(all(reader)).extracting(frame -> rgb(frame, 63, 47)).containsExactly(COLOURS);
        }
    }

    @Test
    void jpegsAreFullRangeBt601() throws Exception {
        for (int i = 0; i < 10; i++) {
            write("s%04d.jpg".formatted(i), flat(BufferedImage.TYPE_INT_RGB, new Color(25 * i, 25 * i, 25 * i)));
        }
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder.resolve("s%04d.jpg"), RATE)) {
            ColorDescription color = reader.video().orElseThrow().color().orElseThrow();
            assertThat(color.matrix()).isEqualTo(ColorDescription.Matrix.BT601);
            assertThat(color.range()).isEqualTo(ColorDescription.Range.FULL);
            List<CpuFrame> frames = all(reader);
            assertThat(frames).hasSize(10);
            for (int i = 0; i < 10; i++) {
                assertThat(sample(frames.get(i), 0, 30, 30)).isBetween(25 * i - 2, 25 * i + 2);
            }
        }
    }

    /** Programs write pictures without colours as grey: wherever they come, they are R'G'B' as the others are. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void greyPicturesAreRgbToo(boolean greyFirst) throws Exception {
        Color grey = new Color(200, 200, 200);
        write(greyFirst ? "f0.png" : "f1.png", flat(BufferedImage.TYPE_BYTE_GRAY, new Color(100, 100, 100)));
        write(greyFirst ? "f1.png" : "f0.png", flat(BufferedImage.TYPE_INT_RGB, grey));
        BufferedImage source =
                ImageIO.read(folder.resolve(greyFirst ? "f0.png" : "f1.png").toFile());
        int stored = source.getRaster().getSample(5, 5, 0);
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder, RATE)) {
            assertThat(reader.video().orElseThrow().format().isRgb()).isTrue();
            List<CpuFrame> frames = all(reader);
            assertThat(rgb(frames.get(greyFirst ? 0 : 1), 5, 5)).isEqualTo(new Color(stored, stored, stored));
            assertThat(rgb(frames.get(greyFirst ? 1 : 0), 5, 5)).isEqualTo(grey);
        }
    }

    /** More than 8 bits of R'G'B' or grey become 10 bits of Y'CbCr. */
    @ParameterizedTest
    @CsvSource({"gray16be,32768,502", "gray16be,65535,940", "rgb48be,16384,283"})
    void deepPicturesStayDeep(String format, int value, int luma) throws Exception {
        for (int i = 0; i < 2; i++) {
            Tools.ffmpeg(
                    "-f",
                    "lavfi",
                    "-i",
                    "nullsrc=s=64x48:d=0.04,format=gray16,geq=lum=%d".formatted(value),
                    "-vf",
                    "scale=flags=accurate_rnd",
                    "-frames:v",
                    "1",
                    "-pix_fmt",
                    format,
                    folder.resolve("d%d.png".formatted(i)).toString());
        }
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder, RATE)) {
            assertThat(reader.video().orElseThrow().format()).isEqualTo(PixelFormat.I010);
            CpuFrame second = all(reader).get(1);
            int y = second.planes().getFirst().data().get(ValueLayout.JAVA_SHORT_UNALIGNED, 60) & 0xFFFF;
            assertThat(y).isBetween(luma - 2, luma + 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0,0,0", "3368601,51,102,153"})
    void transparentPixelsAreLaidOverTheBackground(int background, int red, int green, int blue) throws Exception {
        for (int i = 0; i < 2; i++) {
            BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_ARGB);
            for (int x = 0; x < 64; x++) {
                for (int y = 0; y < 48; y++) {
                    image.setRGB(x, y, x < 32 ? 0x00FF0000 : 0xFF00FF00);
                }
            }
            write("a%d.png".formatted(i), image);
        }
        MediaOptions options = new MediaOptions(true, OptionalInt.empty(), true, background, false, Optional.empty());
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder, RATE, options)) {
            for (CpuFrame frame : all(reader)) {
                assertThat(rgb(frame, 10, 10)).isEqualTo(new Color(red, green, blue));
                assertThat(rgb(frame, 50, 10)).isEqualTo(Color.GREEN);
            }
            assertThat(reader.notes())
                    .singleElement()
                    .asString()
                    .contains("transparent")
                    .contains("#%06X".formatted(background));
        }
    }

    @Test
    void opaquePicturesWithAlphaPassAsTheyAre() throws Exception {
        write("a0.png", flat(BufferedImage.TYPE_INT_ARGB, Color.ORANGE));
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder, RATE)) {
            assertThat(rgb(all(reader).getFirst(), 3, 3)).isEqualTo(Color.ORANGE);
            assertThat(reader.notes()).isEmpty();
        }
    }

    @Test
    void tellsWhatLooksAlikeAndIsLeftOut() throws Exception {
        for (String name : List.of("f1.png", "f2.png", "f01.png", "f02.png")) {
            write(name, flat(BufferedImage.TYPE_INT_RGB, name.startsWith("f0") ? Color.RED : Color.BLUE));
        }
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder.resolve("f%02d.png"), RATE)) {
            assertThat(all(reader))
                    .hasSize(2)
                    .allMatch(frame -> rgb(frame, 1, 1).equals(Color.RED));
            assertThat(reader.notes()).singleElement().asString().contains("f1.png, f2.png");
        }
        assertThatThrownBy(() -> PictureSequenceReader.open(folder, RATE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("f%d.png, f%02d.png");
    }

    @Test
    void relativeNamesStayRelative() throws IOException {
        for (String name : new String[] {"s1.png", "s3.png"}) {
            write(name, flat(BufferedImage.TYPE_INT_RGB, COLOURS[0]));
        }
        Path here = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());
        for (Path path : List.of(here, here.resolve("s3.png"), here.resolve("s%d.png"))) {
            assertThatThrownBy(() -> PictureSequenceReader.open(path, RATE))
                    .hasMessage(path + ": number 2 of the sequence s%d.png is missing, s3.png is there");
        }
        assertThatThrownBy(() -> PictureSequenceReader.open(here.resolve("none/s%d.png"), RATE))
                .hasMessage(here.resolve("none") + ": no such folder");
    }
}
