// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.ColorDescription;
import org.junit.jupiter.api.Test;

class TargetPathTest {
    private static final int MUTABLE_FORMAT = 0x8;
    private static final int EXTENDED_USAGE = 0x100;
    private static final int STORAGE = 0x8;

    @Test
    void writesPlanesOnlyWhereEverythingAllowsIt() {
        int flags = MUTABLE_FORMAT | EXTENDED_USAGE;
        assertThat(TargetPath.choose(flags, STORAGE, true)).isEqualTo(TargetPath.STORAGE_PLANES);
        assertThat(TargetPath.choose(flags, STORAGE, false)).isEqualTo(TargetPath.COPY_BUFFER);
        assertThat(TargetPath.choose(flags, 0, true)).isEqualTo(TargetPath.COPY_IMAGES);
        assertThat(TargetPath.choose(MUTABLE_FORMAT, STORAGE, true)).isEqualTo(TargetPath.COPY_IMAGES);
        assertThat(TargetPath.choose(EXTENDED_USAGE, STORAGE, true)).isEqualTo(TargetPath.COPY_IMAGES);
    }

    @Test
    void targetsAreEvenAndLargeEnough() {
        assertThatThrownBy(() -> request(8, 17, 18))
                .hasMessage("targetWidth: 17 given, even numbers from 17 on allowed");
        assertThatThrownBy(() -> request(8, 18, 16))
                .hasMessage("targetHeight: 16 given, even numbers from 17 on allowed");
        assertThatThrownBy(() -> request(12, 18, 18)).hasMessage("bitDepth: 12 given, 8 and 10 allowed");
    }

    private static ConversionRequest request(int bitDepth, int targetWidth, int targetHeight) {
        return new ConversionRequest(
                ColorDescription.BT709, bitDepth, 17, 17, targetWidth, targetHeight, TargetPath.COPY_BUFFER);
    }
}
