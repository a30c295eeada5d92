// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.av;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one sentence why FFmpeg's libraries cannot be loaded, and what to add or change. */
final class MissingNatives {
    /** What the presets publish, in JavaCPP's names. */
    static final List<String> PLATFORMS =
            List.of("linux-x86_64", "linux-arm64", "windows-x86_64", "macosx-arm64", "macosx-x86_64");

    // The newest symbol version that the presets' Linux libraries import: objdump -T, GLIBC_2.35.
    private static final int GLIBC_MAJOR = 2;
    private static final int GLIBC_MINOR = 35;

    private static final Pattern NEEDED = Pattern.compile("(lib[\\w.+-]+): cannot open shared object file");

    private MissingNatives() {}

    /** What went wrong first: JavaCPP goes on to try the system's libraries, whose absence says nothing. */
    static String message(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return String.valueOf(first.getMessage()).lines().findFirst().orElse("");
    }

    static String reason(String platform, CLibrary libc, String loaderMessage) {
        if (!PLATFORMS.contains(platform)) {
            return ("There are no FFmpeg libraries for this platform (%s), so software encoding, sound and files "
                                    + "other than")
                            .formatted(platform)
                    + " IVF and OBU are not available; there are some for " + String.join(", ", PLATFORMS);
        }
        if (libc.name().equals("musl")) {
            return "FFmpeg's libraries need glibc %d.%d or newer, and this system's C library is musl"
                    .formatted(GLIBC_MAJOR, GLIBC_MINOR);
        }
        if (libc.isGlibcBefore(GLIBC_MAJOR, GLIBC_MINOR)) {
            return "FFmpeg's libraries need glibc %d.%d or newer, and this system has %s"
                    .formatted(GLIBC_MAJOR, GLIBC_MINOR, libc.version());
        }
        Matcher library = NEEDED.matcher(loaderMessage);
        if (library.find()) {
            return ("FFmpeg's libraries need %s, which this system does not have: install the package that brings it "
                            + "(on Debian and Ubuntu libva2, libva-drm2 and libdrm2)")
                    .formatted(library.group(1));
        }
        return ("FFmpeg's libraries for this platform are missing: add dev.moviemaker:moviemaker-natives-%s, and on "
                        + "the module path the option --add-modules ALL-MODULE-PATH (%s)")
                .formatted(platform, loaderMessage);
    }
}
