// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.moviemaker.coder.clip.NaturalClip;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.rate.RateControlLayer;
import dev.moviemaker.coder.rate.RateControlSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rate control with real pictures: 100 of them, with texture, motion and noise. Filmed clips are measured by
 * {@link RateControlRun}.
 */
final class ClipRateTest {
    private static final int FRAMES = 100;
    private static final int FRAME_RATE = 30;
    private static final List<Picture> CLIP = clip();

    private static List<Picture> clip() {
        NaturalClip clip = new NaturalClip(160, 96, 8, 11);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            Picture picture = Picture.allocate(160, 96, 8);
            clip.render(i, picture);
            pictures.add(picture);
        }
        return pictures;
    }

    @ParameterizedTest
    @CsvSource({"IP, CBR, 150", "IPB, VBR, 150", "IP, VBR, 600", "IPB, CBR, 600"})
    void staysWithinFivePercent(ClipCoder.Pattern pattern, RateControlSettings.Mode mode, int kbits) {
        RateControlLayer layer = RateControlLayer.of(kbits * 1000L, FRAME_RATE, 1);
        byte[] stream = RateControlRun.code(CLIP, pattern, RateControlSettings.of(mode, layer), 0);
        assertThat(stream.length * 8.0 * FRAME_RATE / FRAMES / 1000).isCloseTo(kbits, within(0.05 * kbits));
    }

    /**
     * Where the limits leave no choice, the stream is the one of that constant QIndex: 90 for key frames, 140 for all
     * others.
     */
    @ParameterizedTest
    @CsvSource({"CBR, 10000000", "VBR, 10000"})
    void limitsHoldWhateverTheRate(RateControlSettings.Mode mode, long target) {
        List<Picture> start = CLIP.subList(0, 25);
        RateControlLayer layer =
                new RateControlLayer(target, 2 * target, FRAME_RATE, 1, List.of(90, 140, 1), List.of(90, 140, 255));
        byte[] constant = RateControlRun.code(start, ClipCoder.Pattern.IP, RateControlSettings.DISABLED, 140);
        byte[] limited = RateControlRun.code(start, ClipCoder.Pattern.IP, RateControlSettings.of(mode, layer), 0);
        assertThat(limited).isEqualTo(constant);
    }
}
