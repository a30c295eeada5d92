// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.ColorDescription.ChromaPosition;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.PictureSequenceReader;
import dev.moviemaker.media.input.Y4mReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an input's chroma lies. */
class ChromaPositionTest {
    @TempDir
    Path folder;

    private static ChromaPosition position(MovieInput input) {
        return input.video().orElseThrow().color().orElseThrow().chromaPosition();
    }

    @ParameterizedTest
    @CsvSource({"C420jpeg,UNKNOWN", "'',UNKNOWN", "C420mpeg2,LEFT", "C420paldv,TOP_LEFT", "C420p10,LEFT"})
    void ofY4m(String tag, ChromaPosition right) throws Exception {
        ByteArrayOutputStream y4m = new ByteArrayOutputStream();
        y4m.writeBytes("YUV4MPEG2 W64 H64 F25:1 %s\nFRAME\n".formatted(tag).getBytes(StandardCharsets.US_ASCII));
        y4m.writeBytes(new byte[64 * 64 * 3 / 2 * (tag.endsWith("10") ? 2 : 1)]);
        try (Y4mReader reader = new Y4mReader(new ByteArrayInputStream(y4m.toByteArray()), "a.y4m")) {
            assertThat(position(reader)).isEqualTo(right);
        }
    }

    @ParameterizedTest
    @CsvSource({"yuv420p,topleft,TOP_LEFT", "yuv420p,left,LEFT", "yuv420p,center,UNKNOWN", "yuv422p,left,LEFT"})
    void ofMovies(String format, String location, ChromaPosition right) throws Exception {
        Path file = folder.resolve("m.mkv");
        Tools.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x64:r=10:d=0.2",
                "-vf",
                "format=" + format,
                "-chroma_sample_location",
                location,
                "-c:v",
                "ffv1",
                file.toString());
        try (MediaReader reader = MediaReader.open(file)) {
            assertThat(position(reader)).isEqualTo(right);
        }
    }

    @Test
    void ofJpegIsInTheMiddleForWhichAv1HasNoWord() throws Exception {
        Tools.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x64:r=10",
                "-frames:v",
                "2",
                "-pix_fmt",
                "yuvj420p",
                folder.resolve("j%d.jpg").toString());
        try (PictureSequenceReader reader = PictureSequenceReader.open(folder, Rational.of(10))) {
            assertThat(position(reader)).isEqualTo(ChromaPosition.UNKNOWN);
        }
    }
}
