// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeLibraryTest {
    @Test
    void tellsVersionAndLicenceOfWhatIsLoaded() {
        NativeLibrary ffmpeg = NativeLibrary.all().getFirst();
        assertThat(ffmpeg.name()).isEqualTo("FFmpeg");
        assertThat(ffmpeg.version()).matches("n?\\d+\\.\\d+.*");
        assertThat(ffmpeg.licence()).contains("LGPL version 3");
        assertThat(NativeLibrary.all())
                .contains(
                        new NativeLibrary("SVT-AV1", "in FFmpeg", "BSD-3-Clause-Clear"),
                        new NativeLibrary("Opus", "in FFmpeg", "BSD-3-Clause"));
    }

    @Test
    void takesFromTheConfigurationOnlyWhatIsThere() {
        assertThat(NativeLibrary.linked("--prefix=.. --enable-libopus --disable-libx264 --extra-libs='-lz'"))
                .extracting(NativeLibrary::name)
                .containsExactly("Opus");
    }
}
