package dev.moviemaker.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code av1 --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"av1 %s (Movie Maker AV1, Java %s)".formatted(number(), Runtime.version())};
    }

    /** As the jar's manifest says it; classes outside a jar have no version. */
    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
