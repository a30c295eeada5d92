// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.Output;
import dev.moviemaker.Rational;
import dev.moviemaker.media.transcode.Transcoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Records a drawn movie with sound. */
@Command(
        name = "demo",
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description = "Records a small movie with sound to check that everything works.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  av1 demo",
            "  av1 demo --size 3840x2160 --fps 60 --seconds 2 --preset high demo.mkv",
            "  av1 demo --rate-control crf --quality 80 --bit-depth 10 demo.webm"
        })
final class DemoCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Av1Command root;

    @Mixin
    HelpOption help = new HelpOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "OUT",
            defaultValue = "demo.mp4",
            description = "Output file: .mp4, .mkv, .webm, .ivf or .obu (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            converter = OptionValues.Seconds.class,
            description = "Duration in seconds (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "1280x720",
            converter = OptionValues.SizeConverter.class,
            description = "Size in pixels (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private OptionValues.Size size;

    @Option(
            names = "--fps",
            paramLabel = "RATE",
            defaultValue = "30",
            converter = OptionValues.RateConverter.class,
            description = "Frames per second, such as 29.97 or 30000/1001 (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Rational framerate;

    @Option(names = "--no-audio", description = "Do not record sound.")
    private boolean silent;

    @Mixin
    private EncodingOptions encoding = new EncodingOptions();

    @Mixin
    private ReportOptions reporting = new ReportOptions();

    @Override
    public Integer call() throws IOException {
        long frames = Math.max(1, Math.round(seconds * framerate.toDouble()));
        boolean withSound = !silent && !OptionValues.isBareStream(output);
        DemoSource demo = new DemoSource(size.width(), size.height(), framerate, frames, withSound);
        return new Recorder(root.terminal(), encoding, reporting, Output.file(output))
                .record(Transcoder.builder().input(demo, "the demo"));
    }
}
