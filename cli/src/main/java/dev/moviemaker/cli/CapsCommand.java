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
@Command(name = "caps", description = "Lists what this machine can encode with, and why not.", optionListHeading = "%n")
final class CapsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Av1Command root;

    @Mixin
    HelpOption help = new HelpOption();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = root.terminal().out();
        List<EncodingCapabilities> capabilities = MovieMaker.encodingCapabilities();
        if (json) {
            out.println(Json.of(asMap(capabilities)));
        } else {
            print(out, capabilities);
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

    private static void print(PrintWriter out, List<EncodingCapabilities> capabilities) {
        out.println(
                MovieMaker.isHardwareEncodingSupported()
                        ? "This machine encodes AV1 in hardware."
                        : "This machine encodes AV1 in software only.");
        for (EncodingCapabilities encoder : capabilities) {
            out.println();
            out.printf(
                    "%s (%s), %s%n", encoder.device(), encoder.hardware() ? "hardware" : "software", encoder.driver());
            encoder.unusableReason()
                    .ifPresentOrElse(
                            reason -> out.printf("  cannot encode AV1: %s%n", Errors.oneLine(reason)),
                            () -> printUsable(out, encoder));
        }
        for (EncodingCapabilities encoder : capabilities) {
            if (!encoder.details().isEmpty()) {
                out.printf("%nAll about %s:%n", encoder.device());
                new NestedText(out).print(encoder.details(), 1);
            }
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
    }

    private static void printUsable(PrintWriter out, EncodingCapabilities encoder) {
        out.printf("  profiles      %s%n", String.join(", ", encoder.profiles()));
        out.printf(
                "  up to         %dx%d, %s, level %s%n",
                encoder.maxWidth(),
                encoder.maxHeight(),
                Numbers.bitrate((double) encoder.maxBitrate()),
                encoder.maxLevel());
        out.printf(
                "  rate control  %s%n",
                encoder.rateControlModes().stream()
                        .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
        out.printf("  tiles         %d x %d%n", encoder.maxTileCols(), encoder.maxTileRows());
        out.printf("  speeds        %d%n", encoder.qualityLevels());
    }
}
