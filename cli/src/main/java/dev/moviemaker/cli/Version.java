// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.media.NativeLibrary;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.IVersionProvider;

/** What {@code av1 --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        List<String> lines = new ArrayList<>();
        lines.add("av1 %s (Movie Maker AV1, Java %s), Apache-2.0".formatted(number(), Runtime.version()));
        for (NativeLibrary library : NativeLibrary.all()) {
            lines.add("%s %s, %s".formatted(library.name(), library.version(), library.licence()));
        }
        return lines.toArray(String[]::new);
    }

    /** As the jar's manifest says it; classes outside a jar have no version. */
    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
