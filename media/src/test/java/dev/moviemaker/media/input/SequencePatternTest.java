// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequencePatternTest {

    @ParameterizedTest
    @CsvSource({
        "take2%d.png,take21.png,true",
        "take2%d.png,take11.png,false",
        "take2%d.png,take201.png,false",
        "take%03d.png,take021.png,true",
        "take%03d.png,take21.png,false",
        "take%03d.png,take1000.png,true",
        "s%04d_beauty.png,s0001_beauty.PNG,true",
        "s%04d_beauty.png,s0001_depth.png,false",
        "100%%_%d.png,100%_7.png,true",
        "f%d.png,f0.png,true",
        "f%d.png,f01.png,false"
    })
    void aPatternMeansTheNamesThatItWrites(String pattern, String name, boolean matches) {
        assertThat(SequencePattern.written(pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    void aMemberMeansTheNumberThatTheOthersDifferIn() {
        List<String> names = List.of("s0001_v2.png", "s0002_v2.png", "s0003_v2.png", "s0001_v1.png");
        assertThat(SequencePattern.ofMember("s0002_v2.png", names)).hasToString("s%04d_v2.png");
        assertThat(SequencePattern.ofMember("s0001_v1.png", List.of("s0001_v1.png")))
                .hasToString("s0001_v%d.png");
    }

    @Test
    void leadingZerosTellTheWidth() {
        List<String> both = List.of("f1.png", "f2.png", "f01.png", "f02.png");
        assertThat(SequencePattern.ofMember("f1.png", both)).hasToString("f%d.png");
        assertThat(SequencePattern.ofMember("f02.png", both)).hasToString("f%02d.png");
        List<String> late = List.of("f08.png", "f09.png", "f10.png", "f100.png");
        assertThat(SequencePattern.ofMember("f10.png", late)).hasToString("f%02d.png");
        assertThat(late).allMatch(SequencePattern.ofMember("f10.png", late)::matches);
    }
}
