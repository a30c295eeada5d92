// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.Av1PacketReader;
import dev.moviemaker.media.input.InputPair;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.PictureSequenceReader;
import dev.moviemaker.media.input.RawReader;
import dev.moviemaker.media.input.VideoInfo;
import dev.moviemaker.media.input.Y4mReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputTest {
    @TempDir
    Path folder;

    /** What an input delivered in all. */
    private record Total(long pictures, long soundFrames, long lastPts) {}

    private static Total readAll(MovieInput input) throws IOException {
        long pictures = 0;
        long sound = 0;
        long last = -1;
        while (true) {
            Optional<MovieInput.Item> item = input.next();
            if (item.isEmpty()) {
                return new Total(pictures, sound, last);
            }
            switch (item.get()) {
                case MovieInput.Item.Picture picture -> {
                    assertThat(picture.frame().pts()).isGreaterThan(last);
                    last = picture.frame().pts();
                    pictures++;
                }
                case MovieInput.Item.Sound block -> sound += block.block().frames();
            }
        }
    }

    @Test
    void readsMotionJpegAsFullRangeBt601() throws Exception {
        Path file = folder.resolve("movie.avi");
        Tools.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x48:r=30:d=1",
                "-f",
                "lavfi",
                "-i",
                "sine=440:r=48000:d=1",
                "-c:v",
                "mjpeg",
                "-pix_fmt",
                "yuvj420p",
                "-c:a",
                "pcm_s16le",
                "-y",
                file.toString());
        try (MediaReader reader = MediaReader.open(file)) {
            VideoInfo video = reader.video().orElseThrow();
            assertThat(video.frameRate()).isEqualTo(Rational.of(30));
            assertThat(video.variableRate()).isFalse();
            assertThat(video.format()).isEqualTo(PixelFormat.I420);
            assertThat(video.color().orElseThrow().matrix()).isEqualTo(ColorDescription.Matrix.BT601);
            assertThat(video.color().orElseThrow().range()).isEqualTo(ColorDescription.Range.FULL);
            assertThat(readAll(reader)).isEqualTo(new Total(30, 48000, 29));
            assertThat(reader.notes())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("assumed")
                    .contains("primaries");
        }
    }

    @Test
    void readsAnAviThatWasNeverFinished() throws Exception {
        Path whole = folder.resolve("whole.avi");
        Tools.ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x48:r=30:d=1", "-c:v", "mjpeg", "-y", whole.toString());
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = folder.resolve("cut.avi");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length * 2 / 3));
        try (MediaReader reader = MediaReader.open(cut)) {
            Total total = readAll(reader);
            assertThat(total.pictures()).isBetween(10L, 25L);
            assertThat(reader.notes()).anyMatch(note -> note.contains("ends early") || note.contains("damaged"));
        }
    }

    @ParameterizedTest
    @CsvSource({"mp4,OPUS", "mkv,OPUS", "mp4,AAC", "mkv,FLAC", "webm,OPUS"})
    void readsOwnFilesWithEverySampleInPlace(String extension, AudioCodec codec) throws Exception {
        Path file = folder.resolve("movie." + extension);
        ContainerTest.record(file, 96, 64, Optional.of(new AudioFormat(48000, 2, codec)));
        try (MediaReader reader = MediaReader.open(file)) {
            assertThat(readAll(reader)).isEqualTo(new Total(45, 72000, 44));
        }
        try (Av1PacketReader reader = Av1PacketReader.open(file)) {
            int count = 0;
            Optional<Av1PacketReader.CodedPicture> picture = reader.next();
            assertThat(picture.orElseThrow().keyFrame()).isTrue();
            while (picture.isPresent()) {
                assertThat(picture.get().temporalUnit().get(ValueLayout.JAVA_BYTE, 0))
                        .isEqualTo((byte) 0x12);
                count++;
                picture = reader.next();
            }
            assertThat(count).isEqualTo(45);
        }
    }

    @Test
    void readsY4mFromAStream() throws Exception {
        byte[] frame = new byte[17 * 17 + 2 * 9 * 9];
        Arrays.fill(frame, (byte) 77);
        byte[] header =
                "YUV4MPEG2 W17 H17 F30000:1001 Ip C420jpeg XCOLORRANGE=FULL\n".getBytes(StandardCharsets.US_ASCII);
        byte[] mark = "FRAME\n".getBytes(StandardCharsets.US_ASCII);
        byte[] all = concat(header, mark, frame, mark, frame, mark, Arrays.copyOf(frame, 100));
        try (Y4mReader reader = new Y4mReader(new ByteArrayInputStream(all), "stdin")) {
            assertThat(reader.video().orElseThrow().frameRate()).isEqualTo(new Rational(30000, 1001));
            assertThat(reader.video().orElseThrow().color().orElseThrow().range())
                    .isEqualTo(ColorDescription.Range.FULL);
            assertThat(readAll(reader).pictures()).isEqualTo(2);
            assertThat(reader.notes()).anyMatch(note -> note.contains("ends inside frame 2 (100 of"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',the input is empty",
        "'garbage\n',not y4m",
        "'YUV4MPEG2 W64 H64 F30:1 C444\n',C444 must be converted",
        "'YUV4MPEG2 W64 H64 F1e-30000000\n',no frame rate",
        "'YUV4MPEG2 W-64 H64 F30:1\n',-64 pixels given",
        "'YUV4MPEG2 W8 H8 F30:1\n',8 pixels given",
        "'YUV4MPEG2 W64 Hx F30:1\n',no size",
        "'YUV4MPEG2 W64 H64 F30:1 It\n',interlaced, must be converted"
    })
    void refusesY4mHeaders(String header, String message) {
        assertThatThrownBy(
                        () -> new Y4mReader(new ByteArrayInputStream(header.getBytes(StandardCharsets.US_ASCII)), "in"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("in: ")
                .hasMessageContaining(message);
    }

    /** A few bytes that ask for gigabytes take none of them. */
    @Test
    void aHeaderTakesNoMemoryForWhatDoesNotCome() throws Exception {
        byte[] y4m = "YUV4MPEG2 W60000 H60000 C420p10\nFRAME\nabc".getBytes(StandardCharsets.US_ASCII);
        try (Y4mReader reader = new Y4mReader(new ByteArrayInputStream(y4m), "in")) {
            assertThat(reader.next()).isEmpty();
            assertThat(reader.notes()).anyMatch(note -> note.contains("ends inside frame 0 (3 of 10800000000 bytes)"));
        }
        try (RawReader reader = new RawReader(
                new ByteArrayInputStream(new byte[41]),
                "in",
                PixelFormat.RGBA8,
                65536,
                65536,
                Rational.of(30),
                ColorDescription.BT709)) {
            assertThat(reader.next()).isEmpty();
            assertThat(reader.notes()).anyMatch(note -> note.contains("ends inside frame 0 (41 of"));
        }
    }

    @Test
    void y4mOfUnknownRateTakesTheOneGiven() throws Exception {
        byte[] y4m = "YUV4MPEG2 W64 H64 F0:0 A64:45\n".getBytes(StandardCharsets.US_ASCII);
        try (Y4mReader reader = new Y4mReader(new ByteArrayInputStream(y4m), "in")) {
            assertThat(reader.video().orElseThrow().frameRate()).isEqualTo(Rational.of(25));
            assertThat(reader.video().orElseThrow().pixelAspect()).isEqualTo(new Rational(64, 45));
            assertThat(reader.notes()).anyMatch(note -> note.contains("does not state its frame rate"));
        }
        Optional<Rational> given = Optional.of(Rational.of(50));
        try (Y4mReader reader = new Y4mReader(new ByteArrayInputStream(y4m), "in", given)) {
            assertThat(reader.video().orElseThrow().frameRate()).isEqualTo(Rational.of(50));
        }
    }

    @Test
    void noticesAY4mHeaderThatLies() throws Exception {
        byte[] header = "YUV4MPEG2 W32 H32 F30:1\n".getBytes(StandardCharsets.US_ASCII);
        byte[] mark = "FRAME\n".getBytes(StandardCharsets.US_ASCII);
        byte[] all = concat(header, mark, new byte[64 * 64 * 3 / 2], mark, new byte[64 * 64 * 3 / 2]);
        try (Y4mReader reader = new Y4mReader(new ByteArrayInputStream(all), "in")) {
            assertThat(reader.next()).isPresent();
            assertThatThrownBy(reader::next).isInstanceOf(IOException.class).hasMessageContaining("does not fit");
        }
    }

    @Test
    void readsRawFrames() throws Exception {
        byte[] all = new byte[64 * 32 * 4 * 2 + 5];
        try (RawReader reader = new RawReader(
                new ByteArrayInputStream(all),
                "in",
                PixelFormat.RGBA8,
                64,
                32,
                Rational.of(30),
                ColorDescription.BT709)) {
            assertThat(readAll(reader).pictures()).isEqualTo(2);
            assertThat(reader.notes()).hasSize(1);
        }
    }

    @Test
    void readsNumberedPngFilesWithTheirSound() throws Exception {
        for (int i = 0; i < 6; i++) {
            png(folder.resolve("movie%08d.png".formatted(i)), 40, 30, 0xFF102030 + i);
        }
        Files.write(folder.resolve("movie.wav"), wav(0, 9600));
        for (Path start : new Path[] {folder, folder.resolve("movie00000003.png"), folder.resolve("movie.wav")}) {
            try (PictureSequenceReader reader = PictureSequenceReader.open(start, Rational.of(30));
                    MediaReader sound = MediaReader.open(reader.soundFile().orElseThrow());
                    MovieInput pair = new InputPair(reader, sound)) {
                assertThat(reader.video().orElseThrow().frames()).hasValue(6);
                MovieInput.Item first = pair.next().orElseThrow();
                CpuFrame frame = ((MovieInput.Item.Picture) first).frame();
                assertThat(frame.planes().getFirst().data().get(ValueLayout.JAVA_BYTE, 0))
                        .isEqualTo((byte) 0x10);
                assertThat(readAll(pair)).isEqualTo(new Total(5, 9600, 5));
            }
        }
    }

    @Test
    void everyPngOfASequenceHasItsOwnColours() throws Exception {
        int[] colours = {0x0AC83C, 0xC81E1E, 0x0000FF, 0xC81E1E};
        for (int i = 0; i < colours.length; i++) {
            png(folder.resolve("f%d.png".formatted(i)), 40, 30, 0xFF000000 | colours[i]);
        }
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder, Rational.of(30))) {
            for (int colour : colours) {
                CpuFrame frame = ((MovieInput.Item.Picture) reader.next().orElseThrow()).frame();
                CpuFrame.Plane plane = frame.planes().getFirst();
                for (int y : new int[] {0, 29}) {
                    byte[] pixel = plane.data()
                            .asSlice((long) y * plane.strideBytes() + 39 * 4, 3)
                            .toArray(ValueLayout.JAVA_BYTE);
                    assertThat(pixel)
                            .as("picture %d", frame.pts())
                            .containsExactly(colour >> 16, colour >> 8 & 0xFF, colour & 0xFF);
                }
            }
        }
    }

    @Test
    void namesThePngThatHasAnotherSizeOrIsMissing() throws Exception {
        for (int i = 0; i < 4; i++) {
            png(folder.resolve("a%04d.png".formatted(i)), i == 2 ? 50 : 40, 30, -1);
        }
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder, Rational.of(30))) {
            assertThatThrownBy(() -> readAll(reader))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a0002.png");
        }
        Files.write(folder.resolve("a0002.png"), new byte[] {1, 2, 3});
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder, Rational.of(30))) {
            assertThatThrownBy(() -> readAll(reader))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a0002.png");
        }
        Files.delete(folder.resolve("a0001.png"));
        assertThatThrownBy(() -> PictureSequenceReader.open(folder, Rational.of(30)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("number 1");
    }

    @ParameterizedTest
    @CsvSource({
        "missing.mp4,no such file",
        "empty.mp4,the file is empty",
        "garbage.mp4,not a media file",
        "text.wav,not a"
    })
    void refusesFilesInOneLine(String name, String message) throws Exception {
        Files.write(folder.resolve("empty.mp4"), new byte[0]);
        Files.write(folder.resolve("garbage.mp4"), new byte[5000]);
        Files.writeString(folder.resolve("text.wav"), "hello world, this is not sound at all");
        assertThatThrownBy(() -> {
                    MediaReader.open(folder.resolve(name));
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({"1,8,S16", "1,16,S16", "1,24,S32", "1,32,S32", "3,32,F32"})
    void readsWavFormats(int code, int bits, AudioBlock.SampleFormat expected) throws Exception {
        int frames = 1000;
        ByteBuffer data = ByteBuffer.allocate(44 + frames * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        header(data, code, 1, 44100, bits, frames * bits / 8);
        Path file = folder.resolve("sound.wav");
        Files.write(file, data.array());
        try (MediaReader reader = MediaReader.open(file)) {
            assertThat(reader.audio().orElseThrow().sampleFormat()).isEqualTo(expected);
            assertThat(readAll(reader).soundFrames()).isEqualTo(frames);
            assertThat(reader.notes()).isEmpty();
        }
    }

    private static byte[] wav(int statedSize, int frames) {
        ByteBuffer data = ByteBuffer.allocate(44 + frames * 8).order(ByteOrder.LITTLE_ENDIAN);
        header(data, 1, 2, 48000, 32, statedSize);
        return data.array();
    }

    private static void header(ByteBuffer to, int code, int channels, int rate, int bits, int size) {
        to.put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(size + 36)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        to.putInt(16)
                .putShort((short) code)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * channels * bits / 8);
        to.putShort((short) (channels * bits / 8))
                .putShort((short) bits)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(size);
    }

    private static void png(Path file, int width, int height, int color) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, color);
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private static byte[] concat(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }

    /** Programs leave out colours that a picture does not have: a fade to grey must not change the frames' format. */
    @Test
    void greyPicturesAmongColouredOnesAreRgbToo() throws Exception {
        BufferedImage red = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        red.setRGB(0, 0, 0xC80000);
        ImageIO.write(red, "png", folder.resolve("fade0.png").toFile());
        BufferedImage grey = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(5, 7, 0, 100);
        ImageIO.write(grey, "png", folder.resolve("fade1.png").toFile());
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder.resolve("fade0.png"), Rational.of(30))) {
            assertThat(reader.video().orElseThrow().format()).isEqualTo(PixelFormat.RGB24);
            reader.next();
            CpuFrame second = ((MovieInput.Item.Picture) reader.next().orElseThrow()).frame();
            assertThat(second.format()).isEqualTo(PixelFormat.RGB24);
            CpuFrame.Plane plane = second.planes().getFirst();
            long start = 7L * plane.strideBytes() + 3 * 5;
            assertThat(plane.data().asSlice(start, 3).toArray(ValueLayout.JAVA_BYTE))
                    .containsExactly(100, 100, 100);
        }
    }
}
