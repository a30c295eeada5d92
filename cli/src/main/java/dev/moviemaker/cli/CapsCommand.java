// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.BackendDescription;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.recorder.MovieMaker;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists what this machine can encode with. */
@Command(
        name = "caps",
        description = "Lists the encoders of this machine, and why a device cannot encode.",
        optionListHeading = "%n")
final class CapsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Av1Command root;

    @Mixin
    HelpOption help = new HelpOption();

    @Option(names = "--all", description = "Show everything the drivers report: extensions, limits, formats.")
    private boolean all;

    @Option(names = "--json", description = "Print everything as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = root.terminal().out();
        List<EncodingCapabilities> capabilities = MovieMaker.encodingCapabilities();
        if (json) {
            out.println(Json.of(asMap(capabilities)));
        } else {
            print(out, capabilities, all);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static Map<String, Object> asMap(List<EncodingCapabilities> capabilities) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("hardware_encoding_supported", MovieMaker.isHardwareEncodingSupported());
        map.put("encoders", capabilities);
        map.put("backends", MovieMaker.backends());
        return map;
    }

    static String summary(List<EncodingCapabilities> capabilities) {
        List<EncodingCapabilities> usable = capabilities.stream()
                .filter(encoder -> encoder.unusableReason().isEmpty())
                .toList();
        if (usable.isEmpty()) {
            return "This machine cannot encode AV1.";
        }
        return usable.stream().anyMatch(EncodingCapabilities::hardware)
                ? "This machine encodes AV1 in hardware."
                : "This machine encodes AV1 in software only.";
    }

    private static void print(PrintWriter out, List<EncodingCapabilities> capabilities, boolean all) {
        out.println(summary(capabilities));
        for (EncodingCapabilities encoder : capabilities) {
            out.println();
            out.printf(
                    "%s (%s), %s%n", encoder.device(), encoder.hardware() ? "hardware" : "software", encoder.driver());
            encoder.unusableReason()
                    .ifPresentOrElse(
                            reason -> out.printf("  cannot encode AV1: %s%n", unusable(encoder.driver(), reason)),
                            () -> printUsable(out, encoder));
        }
        if (all) {
            printDetails(out, capabilities);
        }
        out.println();
        out.println("Backends:");
        for (BackendDescription backend : MovieMaker.backends()) {
            out.printf(
                    "  %-14s %s: %s%n",
                    backend.name(),
                    backend.displayName(),
                    backend.mimeTypes().keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        if (!all) {
            out.printf("%nExtensions and limits: av1 caps --all%n");
        }
    }

    private static void printDetails(PrintWriter out, List<EncodingCapabilities> capabilities) {
        for (EncodingCapabilities encoder : capabilities) {
            if (!encoder.details().isEmpty()) {
                out.printf("%nAll about %s:%n", encoder.device());
                new NestedText(out).print(encoder.details(), 1);
            }
        }
    }

    /** On macOS the extensions are missing for good, which their names do not tell. */
    static String unusable(String driver, String reason) {
        return Errors.oneLine(reason)
                + (driver.contains("MoltenVK")
                        ? "; Vulkan on macOS is MoltenVK, which has no video encoding: recordings are made in software"
                        : "");
    }

    private static void printUsable(PrintWriter out, EncodingCapabilities encoder) {
        out.printf(
                "  up to %dx%d, %s, level %s; %s%n",
                encoder.maxWidth(),
                encoder.maxHeight(),
                NumberText.bitrate((double) encoder.maxBitrate()),
                encoder.maxLevel(),
                String.join(", ", encoder.profiles()));
        out.printf(
                "  rate control %s; up to %d x %d tiles; %d speeds%n",
                encoder.rateControlModes().stream()
                        .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")),
                encoder.maxTileCols(),
                encoder.maxTileRows(),
                encoder.qualityLevels());
    }
}
