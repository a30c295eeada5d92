// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.av;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class MissingNativesTest {
    private static final CLibrary NEW_GLIBC = new CLibrary("glibc", "2.41");

    @Test
    void namesTheArtifactWhereItIsMissing() {
        assertThat(MissingNatives.reason("windows-x86_64", new CLibrary("", ""), "no jniavutil in java.library.path"))
                .contains("dev.moviemaker:moviemaker-natives-windows-x86_64")
                .contains("no jniavutil in java.library.path");
    }

    @Test
    void namesThePlatformsWhereThereIsNone() {
        assertThat(MissingNatives.reason("linux-riscv64", NEW_GLIBC, "whatever"))
                .contains("linux-riscv64")
                .contains("linux-x86_64, linux-arm64, windows-x86_64, macosx-arm64, macosx-x86_64")
                .doesNotContain("add dev.moviemaker");
    }

    @Test
    void namesTheLibraryOfCThatIsTooOldOrAnother() {
        assertThat(MissingNatives.reason("linux-x86_64", new CLibrary("glibc", "2.31"), "version not found"))
                .isEqualTo("FFmpeg's libraries need glibc 2.35 or newer, and this system has 2.31");
        assertThat(MissingNatives.reason("linux-arm64", new CLibrary("musl", ""), "symbol not found"))
                .isEqualTo("FFmpeg's libraries need glibc 2.35 or newer, and this system's C library is musl");
        assertThat(MissingNatives.reason("linux-x86_64", new CLibrary("glibc", "2.35"), "x"))
                .contains("moviemaker-natives-linux-x86_64");
    }

    @Test
    void namesTheSystemsLibraryThatIsMissing() {
        UnsatisfiedLinkError failure = new UnsatisfiedLinkError("no jniavutil in java.library.path: /usr/lib");
        failure.initCause(new UnsatisfiedLinkError(
                "/c/libavutil.so.60: libva.so.2: cannot open shared object file: No such file or directory"));
        assertThat(MissingNatives.reason("linux-arm64", NEW_GLIBC, MissingNatives.message(failure)))
                .startsWith("FFmpeg's libraries need libva.so.2, which this system does not have");
    }

    @Test
    void comparesVersionsAsNumbers() {
        assertThat(new CLibrary("glibc", "2.4").isGlibcBefore(2, 35)).isTrue();
        assertThat(new CLibrary("glibc", "3.0").isGlibcBefore(2, 35)).isFalse();
        assertThat(new CLibrary("glibc", "2.36.9000").isGlibcBefore(2, 35)).isFalse();
        assertThat(new CLibrary("musl", "").isGlibcBefore(2, 35)).isFalse();
    }

    @Test
    void asksTheProcessForItsOwn() {
        assumeTrue(System.getProperty("os.name").startsWith("Linux"), "only Linux has several C libraries");
        CLibrary libc = CLibrary.ofThisProcess();
        assertThat(libc.name()).isIn("glibc", "musl");
        if (libc.name().equals("glibc")) {
            assertThat(libc.version()).matches("2\\.\\d+.*");
        }
    }
}
