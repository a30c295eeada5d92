// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.moviemaker.coder.picture.Picture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Y4mTest {
    @ParameterizedTest
    @CsvSource({"16, 16, 8", "33, 17, 8", "33, 17, 10", "130, 70, 10"})
    void whatIsWrittenIsReadAgain(int width, int height, int bitDepth) throws IOException {
        NaturalClip clip = new NaturalClip(width, height, bitDepth, 4);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Y4mClipHeader header = new Y4mClipHeader(width, height, 30000, 1001, bitDepth);
        Picture picture = Picture.allocate(width, height, bitDepth);
        try (Y4mWriter writer = new Y4mWriter(bytes, header)) {
            for (int i = 0; i < 3; i++) {
                clip.render(i, picture);
                writer.write(picture);
            }
        }
        Picture again = Picture.allocate(width, height, bitDepth);
        try (Y4mClipReader reader = new Y4mClipReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(reader.header()).isEqualTo(header);
            for (int i = 0; i < 3; i++) {
                clip.render(i, picture);
                assertThat(reader.read(again)).isTrue();
                Psnr psnr = new Psnr();
                psnr.add(picture, again);
                assertThat(psnr.overall()).as("picture %d", i).isInfinite();
            }
            assertThat(reader.read(again)).isFalse();
        }
    }

    @Test
    void otherFilesAndLayoutsAreRefused() {
        assertThatThrownBy(() -> open("RIFF....\n")).hasMessageContaining("not a Y4M file");
        assertThatThrownBy(() -> open("YUV4MPEG2 W16 H16 F30:1 C444\n")).hasMessageContaining("C444");
        assertThatThrownBy(() -> open("YUV4MPEG2 W16 F30:1\n")).hasMessageContaining("16x0");
        assertThatThrownBy(() -> open("YUV4MPEG2 W16 H16 F30:1\nFRAME\nshort").read(Picture.allocate(16, 16, 8)))
                .hasMessageContaining("ends inside a frame");
    }

    private static Y4mClipReader open(String text) throws IOException {
        return new Y4mClipReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void psnrOfAKnownError() {
        Picture a = Picture.allocate(16, 16, 8);
        Picture b = Picture.allocate(16, 16, 8);
        b.y().samples[5 * b.y().stride + 3] = 16;
        Psnr psnr = new Psnr();
        psnr.add(a, b);
        assertThat(psnr.of(0)).isCloseTo(10 * Math.log10(255.0 * 255.0 * 256 / 256), within(1e-9));
        assertThat(psnr.of(1)).isInfinite();
    }
}
