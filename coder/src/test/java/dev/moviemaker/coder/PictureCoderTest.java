// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.bitstream.frame.CdefParams;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.bitstream.frame.LoopFilterParams;
import dev.moviemaker.bitstream.frame.QuantizationParams;
import dev.moviemaker.bitstream.frame.ReferenceNames;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.tile.TileLayout;
import dev.moviemaker.coder.clip.Psnr;
import dev.moviemaker.coder.picture.Picture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the coder changes in headers, what it refuses, and how pictures depend on what is asked. */
final class PictureCoderTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final SequenceHeader SEQUENCE = SequenceHeader.builder()
            .maxFrameSize(WIDTH, HEIGHT)
            .enableCdef(true)
            .build();
    private static final FrameHeader KEY = FrameHeader.builder()
            .frameType(FrameType.KEY_FRAME)
            .frameSize(FrameSize.of(WIDTH, HEIGHT))
            .tileInfo(TileLayout.of(SEQUENCE, FrameSize.of(WIDTH, HEIGHT)).fewest())
            .build();
    private static final FrameHeader INTER = KEY.toBuilder()
            .frameType(FrameType.INTER_FRAME)
            .showableFrame(true)
            .errorResilientMode(false)
            .referenceNames(ReferenceNames.all(0))
            .refreshFrameFlags(1)
            .orderHint(1)
            .build();

    private final Picture source = new TestPattern(7, WIDTH, HEIGHT, 8).at(0);
    private final List<@Nullable DecodedReference> slots = new ArrayList<>(Collections.nCopies(8, null));

    @Test
    void everyChangeOfTheHeaderIsTold() {
        FrameHeader asked = KEY.toBuilder()
                .cdefParams(CdefParams.of(3, 1, 0, 0))
                .quantizationParams(QuantizationParams.of(0))
                .build();
        try (PictureCoder coder = new PictureCoder(1)) {
            PictureResult result = coder.code(PictureRequest.of(SEQUENCE, asked, source, slots));
            assertThat(result.overrides())
                    .extracting(HeaderOverride::element)
                    .containsExactly("base_q_idx", "cdef_params");
            assertThat(result.frameHeader().quantizationParams().baseQIdx()).isEqualTo(1);
            assertThat(result.frameHeader().cdefParams()).isEqualTo(CdefParams.OFF);
        }
    }

    @Test
    void anOrdinaryHeaderIsCodedAsItIs() {
        try (PictureCoder coder = new PictureCoder(1)) {
            PictureResult result = coder.code(PictureRequest.of(SEQUENCE, KEY, source, slots));
            assertThat(result.overrides()).isEmpty();
            assertThat(result.frameHeader()).isEqualTo(KEY);
        }
    }

    @Test
    void whatCannotBeCodedIsRefusedWithItsSection() {
        SequenceHeader twelve =
                SEQUENCE.toBuilder().colorConfig(ColorConfig.yuv420(12)).build();
        try (PictureCoder coder = new PictureCoder(1)) {
            assertThatThrownBy(() -> coder.code(PictureRequest.of(twelve, KEY, source, slots)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("BitDepth is 12")
                    .hasMessageContaining("5.5.2");
            assertThatThrownBy(() -> coder.code(PictureRequest.of(SEQUENCE, INTER, source, slots)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ref_frame_idx[0] is 0")
                    .hasMessageContaining("7.20");
            Picture small = Picture.allocate(32, 32, 8);
            assertThatThrownBy(() -> coder.code(PictureRequest.of(SEQUENCE, KEY, small, slots)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("source is 32x32");
        }
    }

    @Test
    void instantPicturesRepeatTheReferenceWithoutFilters() {
        try (PictureCoder coder = new PictureCoder(1)) {
            Collections.fill(
                    slots,
                    coder.code(PictureRequest.of(SEQUENCE, KEY, source, slots)).state());
            FrameHeader filtered = INTER.toBuilder()
                    .loopFilterParams(LoopFilterParams.of(20, 20, 20, 20, 0))
                    .build();
            PictureResult result = coder.code(new PictureRequest(
                    SEQUENCE,
                    filtered,
                    source,
                    slots,
                    PictureRequest.ObuForm.FRAME,
                    PictureRequest.Effort.INSTANT,
                    null));
            assertThat(result.overrides()).extracting(HeaderOverride::element).containsExactly("loop_filter_level");
            DecodedReference last = slots.getFirst();
            assertThat(last).isNotNull();
            assertThat(result.reconstruction().y().samples)
                    .isEqualTo(last.reconstruction().y().samples);
            assertThat(result.obus().length).isLessThan(80);
        }
    }

    @Test
    void figuresCountEverySample() {
        long samples = (long) source.width() * source.height();
        try (PictureCoder coder = new PictureCoder(2)) {
            PictureResult key = coder.code(PictureRequest.of(SEQUENCE, KEY, source, slots));
            assertThat(key.figures().intraPixels()).isEqualTo(samples);
            assertThat(key.figures().interPixels()).isZero();
            assertThat(key.figures().averageQIndex())
                    .isEqualTo(KEY.quantizationParams().baseQIdx());
            Collections.fill(slots, key.state());
            // The reconstruction itself as the source: nothing is left to be coded.
            PictureFigures same = coder.code(PictureRequest.of(SEQUENCE, INTER, key.reconstruction(), slots))
                    .figures();
            assertThat(same.interPixels()).isEqualTo(samples);
            assertThat(same.intraPixels()).isZero();
            assertThat(same.skippedPixels()).isEqualTo(samples);
        }
    }

    @Test
    void qualityRisesAndSizeGrowsAsTheQIndexFalls() {
        double lastPsnr = 0;
        int lastSize = 0;
        try (PictureCoder coder = new PictureCoder(1)) {
            for (int q = 240; q > 0; q -= 40) {
                FrameHeader header = KEY.toBuilder()
                        .quantizationParams(QuantizationParams.of(q))
                        .build();
                PictureResult result = coder.code(PictureRequest.of(SEQUENCE, header, source, slots));
                Psnr psnr = new Psnr();
                psnr.add(source, result.reconstruction());
                assertThat(psnr.overall()).as("PSNR at QIndex %d", q).isGreaterThan(lastPsnr);
                assertThat(result.obus().length).as("bytes at QIndex %d", q).isGreaterThan(lastSize);
                lastPsnr = psnr.overall();
                lastSize = result.obus().length;
            }
        }
    }
}
