// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.PictureSequenceReader;
import dev.moviemaker.media.input.RawReader;
import dev.moviemaker.media.input.Y4mReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture stays as it is while the next one is read, with every reader. */
class KeptPictureTest {
    private static final int PICTURES = 9;

    @TempDir
    Path folder;

    private Path clip(String name, String... options) throws Exception {
        Path file = folder.resolve(name);
        String[] arguments = new String[options.length + 6];
        System.arraycopy(new String[] {"-y", "-f", "lavfi", "-i", "testsrc2=size=96x64:rate=25"}, 0, arguments, 0, 5);
        System.arraycopy(options, 0, arguments, 5, options.length);
        arguments[arguments.length - 1] = file.toString();
        Tools.ffmpeg(arguments);
        return file;
    }

    private static byte[] bytes(CpuFrame frame) {
        return frame.planes().getFirst().data().toArray(ValueLayout.JAVA_BYTE);
    }

    private static void judge(MovieInput input) throws IOException {
        try (input) {
            byte[] before = new byte[0];
            CpuFrame last = null;
            int pictures = 0;
            Optional<MovieInput.Item> item = input.next();
            while (item.isPresent()) {
                if (last != null) {
                    assertThat(bytes(last))
                            .as("picture %d after the next was read", pictures - 1)
                            .isEqualTo(before);
                }
                last = ((MovieInput.Item.Picture) item.get()).frame();
                byte[] now = bytes(last);
                assertThat(now).as("picture %d", pictures).isNotEqualTo(before);
                before = now;
                pictures++;
                item = input.next();
            }
            assertThat(pictures).isEqualTo(PICTURES);
        }
    }

    @Test
    void ofY4mFilesAndStreams() throws Exception {
        Path file = clip("a.y4m", "-frames:v", "9", "-pix_fmt", "yuv420p");
        judge(Y4mReader.open(file, Optional.empty()));
        judge(new Y4mReader(new ByteArrayInputStream(Files.readAllBytes(file)), "stream"));
    }

    @Test
    void ofRawFilesAndStreams() throws Exception {
        Path file = clip("a.raw", "-frames:v", "9", "-pix_fmt", "yuv420p", "-f", "rawvideo");
        Rational rate = Rational.of(25);
        judge(RawReader.open(file, PixelFormat.I420, 96, 64, rate, ColorDescription.BT709));
        judge(new RawReader(
                new ByteArrayInputStream(Files.readAllBytes(file)),
                "stream",
                PixelFormat.I420,
                96,
                64,
                rate,
                ColorDescription.BT709));
    }

    @Test
    void ofMovies() throws Exception {
        judge(MediaReader.open(clip("a.avi", "-frames:v", "9", "-c:v", "mpeg4")));
        // Through filters, which make new pictures.
        judge(MediaReader.open(clip("b.avi", "-frames:v", "9", "-c:v", "ffv1", "-pix_fmt", "yuv444p")));
    }

    @Test
    void ofNumberedPictures() throws Exception {
        clip("p%04d.png", "-frames:v", "9");
        judge(PictureSequenceReader.open(folder.resolve("p%04d.png"), Rational.of(25)));
    }
}
