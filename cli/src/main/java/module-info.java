// SPDX-License-Identifier: Apache-2.0
/** The command {@code av1}: records movies, shows what the machine can encode, looks into AV1 files. */
module dev.moviemaker.cli {
    requires com.fasterxml.jackson.core;
    requires dev.moviemaker;
    requires dev.moviemaker.bitstream;
    requires dev.moviemaker.emulator;
    requires dev.moviemaker.media;
    requires info.picocli;
    requires java.desktop;
    requires static org.jspecify;

    provides dev.moviemaker.spi.VulkanDriverProvider with
            dev.moviemaker.cli.EmulatedDrivers;
    provides System.LoggerFinder with
            dev.moviemaker.cli.CommandLog;

    opens dev.moviemaker.cli to
            info.picocli;
}
