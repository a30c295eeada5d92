// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.PictureFeedback;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Words are found by the order of the flags' bits, whichever are there. */
class FeedbackWordsTest {
    private static MemorySegment words(int... values) {
        return Arena.ofAuto().allocateFrom(ValueLayout.JAVA_INT, values);
    }

    @Test
    void numbersOfAPacketsPicturesArePutTogether() {
        FeedbackWords feedback = new FeedbackWords(0b01_1100_1011);
        feedback.add(words(0, 500, 100, 4000, 96, 7));
        feedback.add(words(0, 300, 111, 0, 4096, 8));
        assertThat(feedback.sums())
                .isEqualTo(new PictureFeedback(OptionalInt.of(106), OptionalLong.of(4000), OptionalLong.of(4192)));
        feedback.clear();
        assertThat(feedback.sums()).isEqualTo(PictureFeedback.NONE);
    }

    @Test
    void whatIsNotAskedForIsNotThere() {
        FeedbackWords some = new FeedbackWords(3 | 0x80);
        some.add(words(0, 500, -1));
        assertThat(some.sums())
                .isEqualTo(
                        new PictureFeedback(OptionalInt.empty(), OptionalLong.empty(), OptionalLong.of(0xFFFF_FFFFL)));
        FeedbackWords none = new FeedbackWords(3);
        none.add(words(0, 500));
        assertThat(none.sums()).isEqualTo(PictureFeedback.NONE);
    }
}
