// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import dev.moviemaker.media.av.AvLibraries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * A native library that this module uses, for an about box or a bug report.
 *
 * @param name the name, as its project writes it
 * @param version the version that the library reports; for a library linked into another, {@code in} and the name of
 *     that one
 * @param licence the licence that the library reports, otherwise its SPDX expression
 */
public record NativeLibrary(String name, String version, String licence) {
    // FFmpeg's configuration names what is linked into it, but no versions: option, then project and licence.
    private static final Map<String, List<String>> LINKED = linked();

    /**
     * Returns the libraries that were loaded, FFmpeg first, and those that are linked into them. Empty if there are no
     * natives for this platform.
     */
    public static List<NativeLibrary> all() {
        if (AvLibraries.failure().isPresent()) {
            return List.of();
        }
        List<NativeLibrary> libraries = new ArrayList<>();
        libraries.add(new NativeLibrary(
                "FFmpeg",
                avutil.av_version_info().getString(),
                avcodec.avcodec_license().getString()));
        libraries.addAll(linked(avcodec.avcodec_configuration().getString()));
        return List.copyOf(libraries);
    }

    static List<NativeLibrary> linked(String configuration) {
        List<NativeLibrary> found = new ArrayList<>();
        for (String option : configuration.split("\\s+", -1)) {
            List<String> project = LINKED.get(option);
            if (project != null) {
                found.add(new NativeLibrary(project.get(0), "in FFmpeg", project.get(1)));
            }
        }
        return found;
    }

    private static Map<String, List<String>> linked() {
        Map<String, List<String>> projects = new LinkedHashMap<>();
        projects.put("--enable-libsvtav1", List.of("SVT-AV1", "BSD-3-Clause-Clear"));
        projects.put("--enable-libaom", List.of("libaom", "BSD-2-Clause"));
        projects.put("--enable-libdav1d", List.of("dav1d", "BSD-2-Clause"));
        projects.put("--enable-libopus", List.of("Opus", "BSD-3-Clause"));
        projects.put("--enable-libvpx", List.of("libvpx", "BSD-3-Clause"));
        projects.put("--enable-libmp3lame", List.of("LAME", "LGPL-2.0-or-later"));
        projects.put("--enable-libspeex", List.of("Speex", "BSD-3-Clause"));
        projects.put("--enable-libopencore-amrnb", List.of("OpenCORE AMR", "Apache-2.0"));
        projects.put("--enable-libvo-amrwbenc", List.of("VisualOn AMR-WB", "Apache-2.0"));
        projects.put("--enable-libopenh264", List.of("OpenH264", "BSD-2-Clause"));
        projects.put("--enable-openssl", List.of("OpenSSL", "Apache-2.0"));
        projects.put("--enable-libsrt", List.of("SRT", "MPL-2.0"));
        projects.put("--enable-libxml2", List.of("libxml2", "MIT"));
        projects.put("--enable-libwebp", List.of("libwebp", "BSD-3-Clause"));
        projects.put("--enable-libfreetype", List.of("FreeType", "FTL"));
        projects.put("--enable-libharfbuzz", List.of("HarfBuzz", "MIT-Modern-Variant"));
        projects.put("--enable-libzimg", List.of("zimg", "WTFPL"));
        projects.put("--enable-libmfx", List.of("Intel Media SDK dispatcher", "MIT"));
        projects.put("--enable-libx264", List.of("x264", "GPL-2.0-or-later"));
        projects.put("--enable-libx265", List.of("x265", "GPL-2.0-or-later"));
        projects.put("--enable-zlib", List.of("zlib", "Zlib"));
        return projects;
    }
}
