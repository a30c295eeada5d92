// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures whose kind is easily taken for another. */
class PictureKindsTest {
    private static final int WIDTH = 65;
    private static final int HEIGHT = 49;

    @TempDir
    Path folder;

    private static BufferedImage pattern() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, (x * 7 & 0xFF) << 16 | (y % 2 * 200) << 8 | (x + y) % 3 * 80);
            }
        }
        return image;
    }

    private static Path written(Path file, ImageWriter writer, @Nullable ImageWriteParam how, IIOImage image)
            throws IOException {
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, image, how);
        } finally {
            writer.dispose();
        }
        return file;
    }

    private static CpuFrame first(MediaReader reader) throws IOException {
        return ((MovieInput.Item.Picture) reader.next().orElseThrow()).frame();
    }

    private static int component(CpuFrame frame, int x, int y, int c) {
        CpuFrame.Plane plane = frame.planes().getFirst();
        int bytes = frame.format() == PixelFormat.RGB24 ? 3 : 4;
        return plane.data().get(ValueLayout.JAVA_BYTE, (long) y * plane.strideBytes() + (long) x * bytes + c) & 0xFF;
    }

    /** Adam7 sends a picture in seven passes; they are no fields, and nothing is to be deinterlaced. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "gif"})
    void interlacedPicturesHaveNoFields(String kind) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(kind).next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        BufferedImage image = pattern();
        Path file = written(folder.resolve("a." + kind), writer, how, new IIOImage(image, null, null));
        BufferedImage right = ImageIO.read(file.toFile());
        try (MediaReader reader = MediaReader.open(file)) {
            CpuFrame frame = first(reader);
            boolean rgb = frame.format() != PixelFormat.BGRA8;
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    for (int c = 0; c < 3; c++) {
                        assertThat(component(frame, x, y, rgb ? c : 2 - c))
                                .as("%d,%d,%d", x, y, c)
                                .isEqualTo(right.getRGB(x, y) >> (16 - 8 * c) & 0xFF);
                    }
                }
            }
            assertThat(reader.notes()).noneMatch(note -> note.contains("interlaced"));
        }
    }

    private Path palette(String name, int alpha) throws IOException {
        byte[] alphas = {(byte) 255, (byte) alpha};
        IndexColorModel colours = new IndexColorModel(
                8, 2, new byte[] {(byte) 200, 30}, new byte[] {30, (byte) 200}, new byte[] {30, 30}, alphas);
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_INDEXED, colours);
        image.getRaster().setSample(20, 10, 0, 1);
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void aPaletteIsTransparentOnlyWhereItsEntriesAre() throws IOException {
        try (MediaReader reader = MediaReader.open(palette("opaque.png", 255))) {
            CpuFrame frame = first(reader);
            assertThat(component(frame, 20, 10, 1)).isEqualTo(200);
            assertThat(component(frame, 0, 0, 0)).isEqualTo(200);
            assertThat(reader.notes()).noneMatch(note -> note.contains("transparent"));
        }
        try (MediaReader reader = MediaReader.open(palette("clear.png", 0))) {
            CpuFrame frame = first(reader);
            assertThat(component(frame, 20, 10, 1)).isZero();
            assertThat(component(frame, 0, 0, 0)).isEqualTo(200);
            assertThat(reader.notes()).anyMatch(note -> note.contains("laid over #000000"));
        }
    }

    @Test
    void blackAndWhiteHasNoMatrixToConvert() throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_BINARY);
        image.setRGB(3, 3, -1);
        Path file = folder.resolve("bits.png");
        ImageIO.write(image, "png", file.toFile());
        try (MediaReader reader = MediaReader.open(file)) {
            assertThat(first(reader).width()).isEqualTo(64);
            assertThat(reader.notes()).noneMatch(note -> note.contains("converted"));
        }
    }

    /** As Adobe's programs write it: amounts of ink inverted, and a marker that says so. */
    @Test
    void cmykJpegIsNotTransparent() throws IOException {
        WritableRaster ink = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 48, 4, null);
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                ink.setPixel(x, y, new int[] {255, 55, 55, 225});
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        byte[] plain =
                Files.readAllBytes(written(folder.resolve("a.jpg"), writer, null, new IIOImage(ink, null, null)));
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.write(plain, 0, 2);
        marked.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0});
        marked.write(plain, 2, plain.length - 2);
        try (MediaReader reader = MediaReader.open(Files.write(folder.resolve("b.jpg"), marked.toByteArray()))) {
            CpuFrame frame = first(reader);
            assertThat(component(frame, 30, 20, 0)).isBetween(220, 229);
            assertThat(component(frame, 30, 20, 1)).isBetween(43, 53);
            assertThat(component(frame, 30, 20, 2)).isBetween(43, 53);
            assertThat(reader.notes()).noneMatch(note -> note.contains("transparent"));
        }
    }

    @Test
    void animatedWebpIsRefusedByName() throws Exception {
        Path file = folder.resolve("a.webp");
        Tools.ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x48:r=5:d=0.6", "-c:v", "libwebp_anim", file.toString());
        assertThatThrownBy(() -> MediaReader.open(file).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("FFmpeg reads no animated WebP");
    }

    /** A transport stream that begins anywhere: what cannot be decoded before its first key frame is told. */
    @Test
    void picturesBeforeTheFirstKeyFrameAreTold() throws Exception {
        Path whole = folder.resolve("whole.ts");
        Tools.ffmpeg(
                "-f", "lavfi", "-i", "testsrc2=s=96x64:r=25:d=2", "-c:v", "mpeg2video", "-g", "20", whole.toString());
        try (MediaReader reader = MediaReader.open(whole)) {
            assertThat(reader.notes()).noneMatch(note -> note.contains("key frame"));
        }
        byte[] bytes = Files.readAllBytes(whole);
        int from = bytes.length / 188 / 2 * 188;
        Path cut = Files.write(folder.resolve("cut.ts"), Arrays.copyOfRange(bytes, from, bytes.length));
        try (MediaReader reader = MediaReader.open(cut)) {
            List<String> told = reader.notes().stream()
                    .filter(note -> note.contains("key frame"))
                    .toList();
            assertThat(told).hasSize(1);
            assertThat(told.getFirst()).containsPattern("its first 0\\.\\d\\d s of pictures are left out");
        }
    }

    /** As a sender changes it, or a phone that is turned. */
    @Test
    void picturesThatChangeInSizeAreScaledToTheFirst() throws Exception {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (String part : new String[] {"0x808080:size=96x64", "0xC0C0C0:size=64x96", "0x404040:size=192x128"}) {
            Path file = folder.resolve("part.ts");
            Tools.ffmpeg(
                    "-y",
                    "-f",
                    "lavfi",
                    "-i",
                    "color=" + part + ":rate=25:duration=1",
                    "-pix_fmt",
                    "yuv420p",
                    "-c:v",
                    "mpeg2video",
                    file.toString());
            stream.writeBytes(Files.readAllBytes(file));
        }
        Path file = Files.write(folder.resolve("sizes.ts"), stream.toByteArray());
        try (MediaReader reader = MediaReader.open(file)) {
            List<int[]> seen = new ArrayList<>();
            for (var item = reader.next(); item.isPresent(); item = reader.next()) {
                CpuFrame frame = ((MovieInput.Item.Picture) item.get()).frame();
                assertThat(frame.width()).isEqualTo(96);
                assertThat(frame.height()).isEqualTo(64);
                seen.add(new int[] {luma(frame, 4, 32), luma(frame, 48, 32)});
            }
            assertThat(seen).hasSizeBetween(72, 75);
            assertThat(seen.get(10)).containsExactly(126, 126);
            assertThat(seen.get(35)).as("64x96 between bars").containsExactly(16, 181);
            assertThat(seen.get(70)).containsExactly(71, 71);
            assertThat(reader.notes())
                    .filteredOn(note -> note.contains("change in size"))
                    .hasSize(1);
        }
    }

    private static int luma(CpuFrame frame, int x, int y) {
        CpuFrame.Plane plane = frame.planes().getFirst();
        return plane.data().get(ValueLayout.JAVA_BYTE, (long) y * plane.strideBytes() + x) & 0xFF;
    }
}
