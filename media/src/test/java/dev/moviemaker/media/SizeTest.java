// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes that SVT-AV1 does not code itself. */
class SizeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "16,16,mp4",
        "17,17,mp4",
        "17,17,mkv",
        "17,17,webm",
        "97,65,mp4",
        "130,33,mkv",
        "1921,1081,mp4",
        "1921,1081,mkv"
    })
    void noColumnAndNoRowIsLost(int width, int height, String extension) throws Exception {
        Path file = folder.resolve("movie." + extension);
        EncoderSettings settings = EncoderSettings.builder()
                .width(width)
                .height(height)
                .rateControl(RateControlMode.CRF)
                .quality(95)
                .speed(12)
                .build();
        CpuFrame picture = Pictures.moving(width, height, 0);
        try (Recorder recorder = new Recorder(settings, file, Optional.empty())) {
            assertThat(recorder.encoder().warnings()).anyMatch(warning -> warning.startsWith("size: "));
            for (int i = 0; i < 3; i++) {
                recorder.frame(picture);
            }
            recorder.finish();
        }
        int codedWidth = Math.max(64, (width + 1) & ~1);
        int codedHeight = Math.max(64, (height + 1) & ~1);
        // The program ffmpeg would crop to even sizes only.
        byte[] rgb = Tools.ffmpeg(
                "-apply_cropping",
                "none",
                "-c:v",
                "libaom-av1",
                "-i",
                file.toString(),
                "-frames:v",
                "1",
                "-pix_fmt",
                "rgb24",
                "-f",
                "rawvideo",
                "-");
        assertThat(rgb.length).isEqualTo(codedWidth * codedHeight * 3);
        assertNear(rgb, 3 * (codedWidth * (height / 2) + width - 1), 255, 255, 255);
        assertNear(rgb, 3 * (codedWidth * (height - 1) + width / 2), 255, 0, 0);
        if (codedWidth > width) {
            assertNear(rgb, 3 * (codedWidth * (height / 2) + codedWidth - 1), 255, 255, 255);
        }
        try (MediaReader reader = MediaReader.open(file)) {
            assertThat(reader.video().orElseThrow().width()).isEqualTo(width);
            assertThat(reader.video().orElseThrow().height()).isEqualTo(height);
            MovieInput.Item.Picture first =
                    (MovieInput.Item.Picture) reader.next().orElseThrow();
            CpuFrame.Plane luma = first.frame().planes().getFirst();
            MemorySegment data = luma.data();
            long lastColumn = (long) (height / 2) * luma.strideBytes() + width - 1;
            assertThat(data.get(ValueLayout.JAVA_BYTE, lastColumn) & 0xFF).isBetween(215, 240);
        }

        assertThat(new String(Tools.probeText(file, "stream_side_data_list"), java.nio.charset.StandardCharsets.UTF_8))
                .contains("crop_right=" + (codedWidth - width))
                .contains("crop_bottom=" + (codedHeight - height));
        if (extension.equals("mp4")) {
            assertThat(trackSize(file)).as("size in the track header").isEqualTo(width + "x" + height);
        }
        TwoDecoders.check(file, 3, codedWidth, codedHeight, 8);
    }

    /** What the first track header says is to be shown (ISO/IEC 14496-12, 8.3.2). */
    private static String trackSize(Path file) throws java.io.IOException {
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(java.nio.file.Files.readAllBytes(file));
        for (int at = bytes.limit() - 100; at > 0; at--) {
            if (bytes.getInt(at) == 0x746b6864) {
                int size = at + 8 + (bytes.get(at + 4) == 1 ? 84 : 72);
                return (bytes.getInt(size) >> 16) + "x" + (bytes.getInt(size + 4) >> 16);
            }
        }
        return "none";
    }

    @Test
    void largeSizesAreRefusedWithTheLimit() {
        EncoderSettings settings = EncoderSettings.builder()
                .width(16386)
                .height(64)
                .level(EncoderSettings.LEVEL_AUTO)
                .build();
        assertThatThrownBy(() -> new Recorder(settings, folder.resolve("a.mp4"), Optional.empty()))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("16384x8704");
    }

    private static void assertNear(byte[] rgb, int at, int red, int green, int blue) {
        int[] expected = {red, green, blue};
        for (int i = 0; i < 3; i++) {
            assertThat(Math.abs((rgb[at + i] & 0xFF) - expected[i]))
                    .as("component %d is %d", i, rgb[at + i] & 0xFF)
                    .isLessThan(40);
        }
    }
}
