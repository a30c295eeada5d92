package dev.moviemaker.cli;

import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.InputPair;
import dev.moviemaker.media.input.MovieInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Records pictures and sound that are there already. */
@Command(
        name = "encode",
        sortOptions = false,
        abbreviateSynopsis = true,
        customSynopsis = "av1 encode INPUT -o OUT [OPTIONS]",
        optionListHeading = "%n",
        description = "Records a movie, a PNG sequence or a stream of pictures as AV1.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  av1 encode movie.avi -o movie.mp4",
            "  av1 encode shots/ --fps 60 -o shots.mkv          (with the .wav in it)",
            "  av1 encode shot%%04d.png --fps 24 --audio a.flac -o shot.mp4",
            "  av1 encode a.y4m --rate-control crf --quality 70 -o a.webm",
            "  ffmpeg -i x.mov -f yuv4mpegpipe - | av1 encode - -o x.mp4",
            "  render | av1 encode - --format rgba8 --size 1920x1080 --fps 30 -o r.mp4"
        })
final class EncodeCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Av1Command root;

    @Parameters(
            index = "0",
            paramLabel = "INPUT",
            description = {
                "A movie (any that FFmpeg reads), a .y4m file, a file of raw frames, a PNG sequence (one of its"
                        + " files, its .wav, a pattern as a%%04d.png, or its folder), or - for y4m or raw frames on"
                        + " standard input."
            })
    @SuppressWarnings("NullAway.Init")
    private String input;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "File: .mp4, .mkv, .webm, .ivf or .obu.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--fps",
            paramLabel = "RATE",
            converter = Values.RateConverter.class,
            description = "Frames a second of PNG pictures and raw frames.")
    private @Nullable Rational framerate;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "Raw frames are rgba8, bgra8, rgb24, i420, nv12, p010 or i010.")
    private @Nullable PixelFormat format;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = Values.SizeConverter.class,
            description = "Raw frames are so large, in pixels.")
    private Values.@Nullable Size size;

    @Option(names = "--frames", paramLabel = "N", description = "Only the first N pictures.")
    private long maxFrames = Long.MAX_VALUE;

    @Option(names = "--audio", paramLabel = "FILE", description = "Take the sound from this file.")
    private @Nullable Path audio;

    @Option(names = "--no-audio", description = "Without sound.")
    private boolean silent;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    private EncodingOptions encoding = new EncodingOptions();

    @Mixin
    private ReportOptions reporting = new ReportOptions();

    @Override
    public Integer call() throws IOException {
        check();
        Recorder recorder = new Recorder(root.terminal(), encoding, reporting, output);
        boolean withSound = !silent && !Values.isBareStream(output);
        MovieInput pictures =
                new Inputs(root.terminal().in(), format, size, framerate).open(input, withSound && audio == null);
        MovieInput movie = pictures;
        if (withSound && audio != null) {
            try {
                movie = new InputPair(pictures, Inputs.openSound(audio));
            } catch (IOException | RuntimeException e) {
                pictures.close();
                throw e;
            }
        }
        String name = input.equals("-") ? "standard input" : input;
        return recorder.record(new InputSource(name, movie, withSound, maxFrames));
    }

    private void check() throws IOException {
        if (maxFrames < 1) {
            throw Failure.usage("--frames: %d given, at least 1 allowed".formatted(maxFrames), null);
        }
        if (audio != null && silent) {
            throw Failure.usage("--audio and --no-audio contradict each other", null);
        }
        if (audio != null && Values.isBareStream(output)) {
            throw Failure.usage(
                    "--audio: %s has no place for sound; .mp4, .mkv and .webm have".formatted(output), null);
        }
        // A pattern of names is no file, and - is no name.
        if (Files.exists(Path.of(input)) && Files.exists(output) && Files.isSameFile(Path.of(input), output)) {
            throw Failure.usage("%s is both input and output".formatted(input), null);
        }
    }
}
