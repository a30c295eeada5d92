// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.Output;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.MediaOptions;
import dev.moviemaker.media.transcode.Transcoder;
import dev.moviemaker.media.transcode.TranscoderBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Records pictures and sound that are there already. */
@Command(
        name = "encode",
        sortOptions = false,
        abbreviateSynopsis = true,
        customSynopsis = "av1 encode INPUT -o OUT [OPTIONS]",
        optionListHeading = "%n",
        description = {
            "Converts a movie, numbered pictures or a stream of pictures to AV1.",
            "If it is killed, OUT is as it was before, and NAME.recording.EXT beside it has what was finished and"
                    + " plays: of a stream all but the last second, of a file all but what is in work, which is up to"
                    + " 90 frames for each core."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  av1 encode movie.avi -o movie.mp4",
            "  av1 encode shots/ --fps 60 -o shots.mkv          (with its .wav)",
            "  av1 encode shot%%04d.png --fps 24 --audio a.flac -o shot.mp4",
            "  av1 encode a.y4m --rate-control crf --quality 70 -o a.webm",
            "  ffmpeg -i x.mov -f yuv4mpegpipe - | av1 encode - -o x.mp4",
            "  render | av1 encode - --format rgba8 --size 1920x1080 --fps 30 -o r.mp4"
        })
class EncodeCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Av1Command root;

    @Parameters(
            index = "0",
            paramLabel = "INPUT",
            description = {
                "A movie in any format that FFmpeg reads, a .y4m file, a file of raw frames, numbered pictures"
                        + " (one of the files, their .wav, a pattern such as a%%04d.png, or their folder), or - to "
                        + "read one of the first three from standard input."
            })
    @SuppressWarnings("NullAway.Init")
    private String input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = {
                "Output file: .mp4, .mkv, .webm, .ivf or .obu.",
                "Or live: rtmp://HOST/APP/KEY, srt://HOST:PORT, rtp://HOST:PORT, or HLS (.m3u8) or DASH (.mpd) with"
                        + " its segments beside it."
            })
    private @Nullable String output;

    @Option(
            names = "--fps",
            paramLabel = "RATE",
            converter = OptionValues.RateConverter.class,
            description = "Frames per second of numbered pictures and raw frames. Other inputs specify their own.")
    private @Nullable Rational framerate;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            converter = OptionValues.FormatConverter.class,
            description =
                    "Pixel format of raw frames: rgba, bgra, rgb24, yuv420p, nv12, p010le or yuv420p10le (or rgba8, "
                            + "bgra8, i420, p010, i010).")
    private @Nullable PixelFormat format;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = OptionValues.SizeConverter.class,
            description = "Size of raw frames in pixels. Other inputs specify their own.")
    private OptionValues.@Nullable Size size;

    @Option(
            names = "--cfr",
            arity = "0..1",
            paramLabel = "RATE",
            converter = OptionValues.ConstantRateConverter.class,
            preprocessor = OptionValues.ConstantRatePreprocessor.class,
            description =
                    "Make the frame rate constant, RATE or the average one of the input: pictures are left out or "
                            + "repeated by their times.")
    private OptionValues.@Nullable ConstantRate constantRate;

    @Option(names = "--frames", paramLabel = "N", description = "Record only the first N pictures.")
    private long maxFrames = Long.MAX_VALUE;

    @Option(names = "--audio", paramLabel = "FILE", description = "Take the sound from this file.")
    private @Nullable Path audio;

    @Option(names = "--no-audio", description = "Do not record sound.")
    private boolean silent;

    @Option(
            names = "--audio-track",
            paramLabel = "N",
            converter = OptionValues.TrackConverter.class,
            description =
                    "Sound track of the input, counted from 1, or all, for .mp4 and .mkv (default: its default track, "
                            + "or the first that can be decoded).")
    private @Nullable Integer audioTrack;

    @Option(
            names = "--deinterlace",
            arity = "1",
            paramLabel = "WHEN",
            converter = OptionValues.DeinterlaceConverter.class,
            description = "auto: make interlaced frames progressive; off: leave them as they are (default: auto).")
    private OptionValues.Deinterlace deinterlace = OptionValues.Deinterlace.AUTO;

    @Option(
            names = "--background",
            paramLabel = "COLOR",
            converter = OptionValues.ColourConverter.class,
            description = "Background of transparent pictures: '#336699', black or white (default: black).")
    private @Nullable Integer background;

    @Option(
            names = "--allow-playlists",
            description = "Allow playlists and scripts, which open other files on this machine.")
    private boolean playlists;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    private EncodingOptions encoding = new EncodingOptions();

    @Mixin
    private LiveOptions live = new LiveOptions();

    @Mixin
    private ReportOptions reporting = new ReportOptions();

    @Mixin
    private ChunkOptions chunking = new ChunkOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** The command by which a plan was made, for what goes on with it. */
    static EncodeCommand of(Av1Command root, MoviePlan plan, ReportOptions reporting) {
        List<String> words = new ArrayList<>(List.of("encode", plan.input(), "--output=" + plan.output()));
        words.addAll(plan.arguments());
        EncodeCommand command = new EncodeCommand();
        Main.parse(root.terminal(), command, words);
        command.reporting = reporting;
        return command;
    }

    @Override
    public Integer call() throws IOException {
        ChunkOptions.Part part = chunking.part();
        if (part != null) {
            if (!ChunkArguments.of(spec).isEmpty() || output != null) {
                throw Failure.usage("--part: the other options are in the plan; only INPUT, the plan, allowed", null);
            }
            MoviePlan plan = MoviePlan.read(Path.of(input));
            return new ChunkedEncode(terminal(), of(root, plan, reporting)).part(plan, part, chunking, reporting);
        }
        check();
        return chunking.areOn()
                ? new ChunkedEncode(terminal(), this).run(arguments())
                : recorder().record(transcoder(), this::said);
    }

    Terminal terminal() {
        return root.terminal();
    }

    Path output() {
        if (output == null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Missing required option: '--output=OUT'");
        }
        if (LiveOptions.isLive(output)) {
            throw Failure.usage("--output: a live output given, a file allowed for a movie in chunks", null);
        }
        return Path.of(output);
    }

    /** Where the movie goes. */
    private Output target() {
        return output != null && LiveOptions.isLive(output) ? live.output(output) : Output.file(output());
    }

    /** The input by a name that is good in every folder. */
    String source() {
        return input.equals("-") ? input : Path.of(input).toAbsolutePath().toString();
    }

    ChunkOptions chunking() {
        return chunking;
    }

    ReportOptions reporting() {
        return reporting;
    }

    boolean isRateConverted() {
        return constantRate != null;
    }

    @Nullable
    String backend() {
        return encoding.backend();
    }

    /** What else was asked for, as options. */
    List<String> arguments() {
        return ChunkArguments.of(spec);
    }

    Recorder recorder() {
        return new Recorder(root.terminal(), encoding, reporting, target());
    }

    TranscoderBuilder transcoder() {
        TranscoderBuilder transcoder = Transcoder.builder().options(options()).maxFrames(maxFrames);
        if (input.equals("-")) {
            transcoder.input(root.terminal().in(), "standard input");
        } else {
            transcoder.input(Path.of(input));
        }
        if (format != null) {
            transcoder.rawFrames(format);
        }
        if (size != null) {
            transcoder.size(size.width(), size.height());
        }
        if (framerate != null) {
            transcoder.frameRate(framerate);
        }
        if (audio != null) {
            transcoder.sound(audio);
        }
        if (constantRate != null) {
            constantRate.rate().ifPresentOrElse(transcoder::constantFrameRate, transcoder::constantFrameRate);
        }
        return transcoder;
    }

    /** What is to be said at the end of how the input was read, besides its own notes. */
    List<String> said(List<String> notes) {
        List<String> said = new ArrayList<>(notes);
        if (background != null && notes.stream().noneMatch(note -> note.contains("transparent"))) {
            said.add("--background: no effect, because nothing is transparent");
        }
        if (format != null && !format.isRgb() && encoding.color().isEmpty()) {
            said.add("raw frames do not state their colours; read as BT.709 of limited range (--color says otherwise)");
        }
        return said;
    }

    private MediaOptions options() {
        return new MediaOptions(
                !silent,
                audioTrack == null ? OptionalInt.empty() : OptionalInt.of(audioTrack),
                deinterlace == OptionValues.Deinterlace.AUTO,
                background == null ? 0 : background,
                playlists,
                encoding.color());
    }

    void check() throws IOException {
        if (input.isEmpty()) {
            throw Failure.usage("INPUT: '' given, a file, a folder, a pattern of names or - allowed", null);
        }
        if (maxFrames < 1) {
            throw Failure.usage("--frames: %d given, at least 1 allowed".formatted(maxFrames), null);
        }
        if (output != null && LiveOptions.isLive(output)) {
            checkInput();
            return;
        }
        live.requireNone();
        Path file = output();
        if (file.toString().equals("-")) {
            throw Failure.usage(
                    "--output: - given, a file allowed: a movie is not written to standard output, because its index is"
                            + " written when it is complete",
                    null);
        }
        checkInput();
        if (audio != null && OptionValues.isBareStream(file)) {
            throw Failure.usage("--audio: %s has no place for sound; .mp4, .mkv and .webm have".formatted(file), null);
        }
        if (audioTrack != null && OptionValues.isBareStream(file)) {
            throw Failure.usage(
                    "--audio-track: %s has no place for sound; .mp4, .mkv and .webm have".formatted(file), null);
        }
        if (audioTrack != null && audioTrack == MediaOptions.ALL_TRACKS && OptionValues.isWebm(file)) {
            throw Failure.usage(
                    "--audio-track: all given, %s has place for one sound track; .mp4 and .mkv have for several"
                            .formatted(file),
                    null);
        }
        WrittenFiles.check(file, reporting.stats(), given());
    }

    private void checkInput() {
        if (format != null && (size == null || framerate == null)) {
            throw Failure.usage("--format: frames without header also need --size and --fps", null);
        }
        if (audio != null && silent) {
            throw Failure.usage("--audio and --no-audio contradict each other", null);
        }
        if (audioTrack != null && silent) {
            throw Failure.usage("--audio-track and --no-audio contradict each other", null);
        }
    }

    /** The files that were named to be read; neither a pattern of names nor - is a file. */
    private List<Path> given() {
        List<Path> files = new ArrayList<>();
        files.add(Path.of(input));
        if (audio != null) {
            files.add(audio);
        }
        return files;
    }
}
