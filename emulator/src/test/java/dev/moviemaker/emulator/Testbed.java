// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the driver tests need from the machine. Where something is missing they are skipped and say what. */
public final class Testbed {
    private static final List<Path> LIBRARIES = Stream.of(
                    "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib", "/usr/lib64")
            .map(Path::of)
            .toList();
    private static final Path LAYER = Path.of("/usr/share/vulkan/explicit_layer.d/VkLayer_khronos_validation.json");

    private Testbed() {}

    /**
     * A profile for the tests' client, which copies its pictures on the family that encodes, as it may where that also
     * copies. RADV's does not: there the encoder's own tests copy on another.
     */
    static DriverProfile profile(String name) {
        DriverProfile profile = Profiles.named(name);
        DriverProfile.QueueFamily family = profile.queueFamily();
        return profile.withQueueFamily(new DriverProfile.QueueFamily(
                family.queueCount(), true, family.queryResultStatusSupport(), family.timestampValidBits()));
    }

    /** Skips the test unless lavapipe, the loader and layers that know AV1 encode are here. */
    public static Path needsVulkan() {
        assumeTrue(
                EmulatedDriver.lavapipe().isPresent(),
                "skipped: lavapipe (libvulkan_lvp.so) is not installed; run in testbed/enter");
        boolean loader = LIBRARIES.stream().anyMatch(folder -> Files.exists(folder.resolve("libvulkan.so.1")));
        assumeTrue(loader, "skipped: the Vulkan loader (libvulkan.so.1) is not installed; run in testbed/enter");
        assumeTrue(Files.exists(LAYER), "skipped: the validation layers are not installed; run in testbed/enter");
        return EmulatedDriver.lavapipe().orElseThrow();
    }

    /** Whether the validation layers were made from headers 1.4.{@code patch} or later. */
    static boolean layersKnow(int patch) {
        try {
            Matcher version = Pattern.compile("\"api_version\"\\s*:\\s*\"1\\.4\\.(\\d+)\"")
                    .matcher(Files.readString(LAYER));
            return version.find() && Integer.parseInt(version.group(1)) >= patch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test unless both decoders are here. */
    static void needsDecoders() {
        for (String decoder : List.of("dav1d", "aomdec")) {
            assumeTrue(
                    Files.isExecutable(Path.of("/usr/bin", decoder)),
                    "skipped: " + decoder + " is not installed; run in testbed/enter");
        }
    }

    /** What a decoder makes of a stream of OBUs. */
    static byte[] decode(String decoder, byte[] stream, Path folder) {
        try {
            Path in = folder.resolve("stream.obu");
            Path out = folder.resolve(decoder + ".yuv");
            Files.write(in, stream);
            List<String> command = decoder.equals("dav1d")
                    ? List.of("dav1d", "-q", "--demuxer", "section5", "-i", in.toString(), "-o", out.toString())
                    : List.of("aomdec", "--rawvideo", "-o", out.toString(), in.toString());
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(decoder + " ended with " + status + ": " + said);
            }
            return Files.readAllBytes(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
