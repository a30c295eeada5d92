// SPDX-License-Identifier: Apache-2.0
/** A Vulkan driver for tests that adds AV1 encoding in software. */
module dev.moviemaker.emulator {
    requires static transitive org.jspecify;
    requires transitive dev.moviemaker.bitstream;
    requires dev.moviemaker.coder;
    requires dev.moviemaker.vulkan;
    requires com.google.gson;
    requires jdk.management;

    exports dev.moviemaker.emulator;
    exports dev.moviemaker.emulator.check;
    exports dev.moviemaker.emulator.fault;
    exports dev.moviemaker.emulator.profile;
}
