// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.MediaOptions;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.VideoInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a movie's file says of its pictures, path by path; inputs are made by FFmpeg. */
class MediaInputTest {
    @TempDir
    Path folder;

    /** The pictures of an input: some samples of each, and its times. */
    private record Picture(long pts, long duration, int width, int height, List<Integer> samples) {}

    /**
     * Samples of the first plane at the four corners, 3 in from the edges, and for planar formats of all planes in the
     * middle.
     */
    private static List<Picture> pictures(MovieInput input) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        Optional<MovieInput.Item> item = input.next();
        while (item.isPresent()) {
            if (item.get() instanceof MovieInput.Item.Picture picture) {
                CpuFrame frame = picture.frame();
                int right = frame.width() - 4;
                int bottom = frame.height() - 4;
                List<Integer> samples = new ArrayList<>(List.of(
                        sample(frame, 0, 3, 3),
                        sample(frame, 0, right, 3),
                        sample(frame, 0, 3, bottom),
                        sample(frame, 0, right, bottom)));
                for (int plane = 0; plane < frame.format().planeCount(); plane++) {
                    int divisor = plane == 0 ? 2 : 4;
                    samples.add(sample(frame, plane, frame.width() / divisor, frame.height() / divisor));
                }
                pictures.add(new Picture(frame.pts(), picture.duration(), frame.width(), frame.height(), samples));
            }
            item = input.next();
        }
        return pictures;
    }

    private static int sample(CpuFrame frame, int plane, int x, int y) {
        CpuFrame.Plane from = frame.planes().get(plane);
        long row = (long) y * from.strideBytes();
        return switch (frame.format()) {
            case I010 -> from.data().get(ValueLayout.JAVA_SHORT_UNALIGNED, row + 2L * x) & 0xFFFF;
            case RGBA8, BGRA8 -> from.data().get(ValueLayout.JAVA_BYTE, row + 4L * x) & 0xFF;
            case RGB24 -> from.data().get(ValueLayout.JAVA_BYTE, row + 3L * x) & 0xFF;
            default -> from.data().get(ValueLayout.JAVA_BYTE, row + x) & 0xFF;
        };
    }

    private Path made(String name, String... arguments) throws Exception {
        Path file = folder.resolve(name);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-y", file.toString()));
        Tools.ffmpeg(all.toArray(String[]::new));
        return file;
    }

    /** Bright at the top left only: luma 200, elsewhere 40. */
    private static final String CORNER =
            "nullsrc=s=96x64:r=25:d=0.2,format=yuv420p,geq=lum='if(lt(X,48)*lt(Y,32),200,40)':cb=128:cr=128";

    @ParameterizedTest
    @ValueSource(ints = {90, -90, 180})
    void turnedPicturesStandUpright(int degrees) throws Exception {
        Path flat = made("flat.mp4", "-f", "lavfi", "-i", CORNER, "-c:v", "mpeg4", "-q:v", "2");
        Path file =
                made("turned.mp4", "-display_rotation", Integer.toString(degrees), "-i", flat.toString(), "-c", "copy");
        try (MediaReader reader = MediaReader.open(file)) {
            VideoInfo video = reader.video().orElseThrow();
            boolean quarter = degrees % 180 != 0;
            assertThat(video.width()).isEqualTo(quarter ? 64 : 96);
            assertThat(video.height()).isEqualTo(quarter ? 96 : 64);
            // The corner that was at the top left: counterclockwise it comes to the bottom left, clockwise to the top
            // right.
            int bright = switch (degrees) {
                case 90 -> 2;
                case -90 -> 1;
                default -> 3;
            };
            assertThat(pictures(reader)).hasSize(5).allSatisfy(picture -> {
                for (int corner = 0; corner < 4; corner++) {
                    assertThat(picture.samples().get(corner))
                            .isBetween(corner == bright ? 190 : 30, corner == bright ? 210 : 50);
                }
            });
            assertThat(reader.notes()).anyMatch(note -> note.contains("turned upright"));
        }
    }

    @Test
    void pixelsKeepTheirAspect() throws Exception {
        Path file = made("sar.mp4", "-f", "lavfi", "-i", CORNER + ",setsar=64/45", "-c:v", "mpeg4");
        try (MediaReader reader = MediaReader.open(file)) {
            assertThat(reader.video().orElseThrow().pixelAspect()).isEqualTo(new Rational(64, 45));
        }
        Path turned = made("turned.mp4", "-display_rotation", "90", "-i", file.toString(), "-c", "copy");
        try (MediaReader reader = MediaReader.open(turned)) {
            assertThat(reader.video().orElseThrow().pixelAspect()).isEqualTo(new Rational(45, 64));
        }
    }

    /** Even rows from one time, odd rows from another: after deinterlacing neighbouring rows are alike. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interlacedPicturesBecomeProgressive(boolean deinterlace) throws Exception {
        Path file = made(
                "tff.mpg",
                "-f",
                "lavfi",
                "-i",
                "nullsrc=s=96x64:r=25:d=1,format=yuv420p,geq=lum='40+100*mod(Y+N,2)':cb=128:cr=128,setfield=tff",
                "-c:v",
                "mpeg2video",
                "-q:v",
                "1",
                "-flags",
                "+ilme+ildct");
        MediaOptions options = new MediaOptions(true, OptionalInt.empty(), deinterlace, 0, false, Optional.empty());
        try (MediaReader reader = MediaReader.open(file, options)) {
            int frames = 0;
            Optional<MovieInput.Item> item = reader.next();
            while (item.isPresent()) {
                CpuFrame frame = ((MovieInput.Item.Picture) item.get()).frame();
                int step = Math.abs(sample(frame, 0, 40, 30) - sample(frame, 0, 40, 31));
                if (deinterlace) {
                    assertThat(step).as("frame %d", frames).isLessThan(30);
                } else {
                    assertThat(step).as("frame %d", frames).isGreaterThan(70);
                }
                frames++;
                item = reader.next();
            }
            assertThat(frames).isEqualTo(25);
            assertThat(reader.notes())
                    .anyMatch(note -> note.contains(deinterlace ? "two fields became one" : "recorded as it is"));
        }
    }

    @Test
    void deepRgbStaysDeepAndOtherMatricesAreConverted() throws Exception {
        // Red of 512 of 1023: BT.709 makes Y' 64 + 876 * 0.2126 * 0.5.
        Path deep = made(
                "deep.mkv",
                "-f",
                "lavfi",
                "-i",
                "nullsrc=s=64x48:r=25:d=0.2,format=gbrp10,geq=r=512:g=0:b=0",
                "-c:v",
                "ffv1");
        try (MediaReader reader = MediaReader.open(deep)) {
            assertThat(reader.video().orElseThrow().format()).isEqualTo(PixelFormat.I010);
            assertThat(reader.video().orElseThrow().color()).contains(ColorDescription.BT709);
            assertThat(pictures(reader)).hasSize(5).allSatisfy(picture -> {
                assertThat(picture.samples().get(0)).isBetween(156, 159);
                assertThat(picture.samples().get(6)).isGreaterThan(700);
            });
        }
        // SMPTE 240M has Y' = 0.212 R': the same Y'CbCr mean other colours than in BT.709.
        Path smpte = made(
                "240m.mkv",
                "-f",
                "lavfi",
                "-i",
                "nullsrc=s=64x48:r=25:d=0.2,format=yuv420p,geq=lum=100:cb=90:cr=200,"
                        + "setparams=colorspace=smpte240m:color_primaries=smpte240m:color_trc=smpte240m:range=tv",
                "-c:v",
                "ffv1");
        byte[] expected = Tools.ffmpeg(
                "-i",
                smpte.toString(),
                "-vf",
                "zscale=matrix=709,format=yuv420p",
                "-frames:v",
                "1",
                "-f",
                "rawvideo",
                "-");
        try (MediaReader reader = MediaReader.open(smpte)) {
            ColorDescription color = reader.video().orElseThrow().color().orElseThrow();
            assertThat(color.matrix()).isEqualTo(ColorDescription.Matrix.BT709);
            assertThat(color.transfer()).isEqualTo(ColorDescription.Transfer.SMPTE240M);
            Picture second = pictures(reader).get(1);
            assertThat(second.samples().get(0)).isCloseTo(expected[0] & 0xFF, org.assertj.core.data.Offset.offset(1));
            assertThat(second.samples().get(6))
                    .isCloseTo(expected[64 * 48 * 5 / 4] & 0xFF, org.assertj.core.data.Offset.offset(1));
            assertThat(reader.notes()).anyMatch(note -> note.contains("smpte240m"));
        }
    }

    @Test
    void transparentVp9IsLaidOverTheBackground() throws Exception {
        Path file = made(
                "alpha.webm",
                "-f",
                "lavfi",
                "-i",
                "nullsrc=s=64x48:r=25:d=0.2,format=yuva420p,geq=lum=120:cb=90:cr=200:a='if(lt(X,32),0,255)'",
                "-c:v",
                "libvpx-vp9",
                "-b:v",
                "1M",
                "-deadline",
                "realtime",
                "-cpu-used",
                "8");
        try (MediaReader reader = MediaReader.open(file)) {
            assertThat(pictures(reader)).hasSize(5).allSatisfy(picture -> {
                assertThat(picture.samples().get(0)).isBetween(14, 20);
                assertThat(picture.samples().get(1)).isBetween(112, 128);
            });
            assertThat(reader.notes()).anyMatch(note -> note.contains("transparent"));
        }
    }

    @Test
    void aGifsLastPictureLastsAsLongAsItSays() throws Exception {
        Path list = Files.writeString(folder.resolve("frames.txt"), "");
        for (int i = 0; i < 3; i++) {
            made(
                    "g%d.png".formatted(i),
                    "-f",
                    "lavfi",
                    "-i",
                    "color=c=0x0000%02x:s=64x48:d=0.04".formatted(127 * i),
                    "-frames:v",
                    "1");
            Files.writeString(
                    list,
                    Files.readString(list)
                            + "file '%s'\nduration %s\n"
                                    .formatted(folder.resolve("g%d.png".formatted(i)), i == 2 ? "2.0" : "0.1"));
        }
        Path file = made(
                "last.gif",
                "-f",
                "concat",
                "-safe",
                "0",
                "-i",
                list.toString(),
                "-fps_mode",
                "vfr",
                "-final_delay",
                "200");
        try (MediaReader reader = MediaReader.open(file)) {
            double unit = reader.video().orElseThrow().timeBase().toDouble();
            List<Picture> pictures = pictures(reader);
            Picture last = pictures.getLast();
            assertThat((last.pts() + last.duration()) * unit).isCloseTo(2.2, org.assertj.core.data.Offset.offset(0.02));
            assertThat(pictures)
                    .extracting(picture -> picture.samples().getFirst())
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({"1,mov", "1,mp4", "1,mkv", "4,mp4", "4,mkv", "2,avi"})
    void shortMoviesKeepAllOfTheirPictures(int count, String extension) throws Exception {
        Path file = made(
                "short." + extension,
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x48:r=25:d=%s".formatted(count / 25.0),
                "-c:v",
                "mpeg4");
        try (MediaReader reader = MediaReader.open(file)) {
            assertThat(pictures(reader))
                    .hasSize(count)
                    .extracting(Picture::pts)
                    .containsExactlyElementsOf(
                            java.util.stream.LongStream.range(0, count).boxed().toList());
        }
    }

    @Test
    void tagsAndChaptersAreRead() throws Exception {
        Path words = Files.writeString(folder.resolve("words.txt"), """
                        ;FFMETADATA1
                        title=Mein Film ä
                        creation_time=2024-05-06T07:08:09Z
                        [CHAPTER]
                        TIMEBASE=1/1000
                        START=0
                        END=100
                        title=Eins
                        [CHAPTER]
                        TIMEBASE=1/1000
                        START=100
                        END=200
                        title=Zwei
                        """);
        Path file = made(
                "tags.mkv",
                "-f",
                "lavfi",
                "-i",
                CORNER,
                "-i",
                words.toString(),
                "-map_metadata",
                "1",
                "-map_chapters",
                "1",
                "-c:v",
                "mpeg4",
                "-metadata:s:v",
                "language=deu");
        try (MediaReader reader = MediaReader.open(file)) {
            assertThat(reader.tags().movie())
                    .containsEntry("title", "Mein Film ä")
                    .containsKey("creation_time");
            assertThat(reader.tags().pictures()).containsEntry("language", "deu");
            assertThat(reader.tags().chapters())
                    .extracting(chapter -> chapter.title())
                    .containsExactly("Eins", "Zwei");
        }
    }

    @Test
    void readsAStreamFromFrontToBack() throws Exception {
        Path file = made("a.mkv", "-f", "lavfi", "-i", CORNER, "-c:v", "ffv1");
        try (MediaReader reader =
                MediaReader.open(new ByteArrayInputStream(Files.readAllBytes(file)), "pipe", MediaOptions.DEFAULT)) {
            assertThat(pictures(reader))
                    .hasSize(5)
                    .allMatch(picture -> picture.samples().get(0) == 200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "444,yuv444p",
        "422,yuv422p",
        "411,yuv411p",
        "444p10,yuv444p10le",
        "420p12,yuv420p12le",
        "mono10,gray10le"
    })
    void convertsOtherY4m(String sampling, String format) throws Exception {
        Path file =
                made("a.y4m", "-f", "lavfi", "-i", CORNER, "-pix_fmt", format, "-strict", "-1", "-f", "yuv4mpegpipe");
        assertThat(new String(Files.readAllBytes(file), 0, 80, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains(" C" + sampling);
        try (MediaReader reader = MediaReader.open(file)) {
            boolean deep = sampling.matches(".*(10|12)");
            assertThat(reader.video().orElseThrow().format()).isEqualTo(deep ? PixelFormat.I010 : PixelFormat.I420);
            int bright = sampling.equals("mono10") ? 857 : deep ? 800 : 200;
            assertThat(pictures(reader))
                    .hasSize(5)
                    .allSatisfy(picture -> assertThat(picture.samples().get(0)).isBetween(bright - 4, bright + 4));
        }
    }
}
