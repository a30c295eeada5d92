// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.PixelFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionValuesTest {
    @ParameterizedTest
    @CsvSource({
        "rgba, RGBA8",
        "bgra, BGRA8",
        "rgb24, RGB24",
        "x2bgr10le, RGB10A2",
        "x2rgb10le, BGR10A2",
        "bgr10a2_le, BGR10A2",
        "yuv420p, I420",
        "NV12, NV12",
        "p010le, P010",
        "yuv420p10le, I010"
    })
    void formatsHaveTheNamesThatPeopleKnow(String name, PixelFormat format) {
        assertThat(new OptionValues.FormatConverter().convert(name)).isEqualTo(format);
    }

    @ParameterizedTest
    @EnumSource
    void formatsHaveOurNames(PixelFormat format) {
        assertThat(new OptionValues.FormatConverter().convert(format.name().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yuv444p16", ""})
    void otherFormatsAreRefusedWithTheNames(String name) {
        assertThatThrownBy(() -> new OptionValues.FormatConverter().convert(name))
                .hasMessageContaining("'" + name + "'")
                .hasMessageContaining("rgba8")
                .hasMessageContaining("yuv420p10le");
    }
}
