package dev.moviemaker.media.av;

import java.util.List;

/** Says in one sentence why FFmpeg's libraries cannot be loaded, and what to add or change. */
final class MissingNatives {
    /** What the presets publish, in JavaCPP's names. */
    static final List<String> PLATFORMS =
            List.of("linux-x86_64", "linux-arm64", "windows-x86_64", "macosx-arm64", "macosx-x86_64");

    // The newest symbol version that the presets' Linux libraries import: objdump -T, GLIBC_2.35.
    private static final int GLIBC_MAJOR = 2;
    private static final int GLIBC_MINOR = 35;

    private MissingNatives() {}

    static String reason(String platform, CLibrary libc, String loaderMessage) {
        if (!PLATFORMS.contains(platform)) {
            return "There are no FFmpeg libraries for this platform (%s), so software encoding, sound and files other than"
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
        return "FFmpeg's libraries for this platform are not there: add dev.moviemaker:moviemaker-natives-%s, and on the module path the option --add-modules ALL-MODULE-PATH (%s)"
                .formatted(platform, loaderMessage);
    }
}
