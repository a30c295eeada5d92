// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records a source into a file, with progress, and finishes the file whatever ends the recording early. */
final class Recorder {
    private static final String HARDWARE = "av1_hardware";

    private final Terminal terminal;
    private final EncodingOptions encoding;
    private final ReportOptions reporting;
    private final Path output;

    Recorder(Terminal terminal, EncodingOptions encoding, ReportOptions reporting, Path output) {
        this.terminal = terminal;
        this.encoding = encoding;
        this.reporting = reporting;
        this.output = output;
    }

    /** Records the source and closes it. */
    int record(Source source) {
        EncoderSettings settings;
        MovieMaker maker;
        try {
            settings = settings(source.format());
            maker = open(settings);
        } catch (RuntimeException | Error e) {
            source.close();
            throw e;
        }
        // Closed in the opposite order: the process may end when all the rest is closed.
        try (Interruption interruption = new Interruption(terminal);
                maker;
                ReadAhead input = new ReadAhead(source)) {
            start(maker);
            return record(source, input, settings, maker, interruption);
        }
    }

    /** Finds out whether the source can be recorded with these options, records nothing and closes it. */
    int check(Source source) {
        try (source) {
            open(settings(source.format())).close();
            return ExitCode.DONE;
        }
    }

    private void start(MovieMaker maker) {
        // An interruption ends the input here, and the report follows; the library need not finish the movie.
        maker.finishAtExit(false);
        requireContainer(maker);
        try {
            maker.start(output);
        } catch (UnsupportedException e) {
            throw isHardwareWanted() ? Failure.unavailable(Errors.message(e), e) : e;
        }
    }

    /** What the name of the output asks for is the user's choice: a wrong one is wrong usage. */
    private void requireContainer(MovieMaker maker) {
        Set<String> known = maker.description().mimeTypes().keySet();
        if (!known.contains(OptionValues.extension(output))) {
            throw Failure.usage(
                    "--output: %s given, a name that ends in %s allowed"
                            .formatted(
                                    output.toString().isEmpty() ? "''" : output,
                                    known.stream()
                                            .sorted()
                                            .map(extension -> "." + extension)
                                            .collect(Collectors.joining(", "))),
                    null);
        }
        AudioCodec codec = encoding.audioCodec();
        if (OptionValues.isWebm(output) && codec != AudioCodec.OPUS) {
            throw Failure.usage(
                    "--audio-codec: %s given, opus allowed in %s"
                            .formatted(codec.name().toLowerCase(Locale.ROOT), output),
                    null);
        }
    }

    private boolean isHardwareWanted() {
        return HARDWARE.equals(encoding.backend()) || encoding.device() != null;
    }

    private int record(
            Source source, ReadAhead input, EncoderSettings settings, MovieMaker maker, Interruption interruption) {
        String inputFailure;
        OptionalDouble firstPacket;
        try (ProgressLine progress = new ProgressLine(
                        terminal, reporting.quiet(), source.format().frames(), maker::statistics);
                EventLines events = new EventLines(terminal.out(), maker::statistics)) {
            if (reporting.events()) {
                events.start();
            }
            inputFailure = pump(input, maker, interruption);
            if (inputFailure == null && !interruption.requested()) {
                inputFailure = source.cutShort().orElse(null);
            }
            if (inputFailure != null && maker.statistics().framesSubmitted() == 0) {
                throw Failure.failed(inputFailure, null);
            }
            if (source.endPts().isPresent()) {
                maker.finish(source.endPts().getAsLong());
            } else {
                maker.finish();
            }
            firstPacket = progress.firstPacketSeconds();
        }
        RecordingStatistics statistics = maker.statistics();
        List<String> warnings = new ArrayList<>(source.warnings());
        warnings.addAll(IdleOptions.of(encoding, settings, statistics));
        Report report = new Report(output, settings, statistics, firstPacket, warnings);
        if (reporting.events()) {
            EventLines.write(terminal.out(), "finished", report.asMap());
        } else if (!reporting.quiet()) {
            report.print(terminal.out());
        }
        writeStatistics(report);
        if (inputFailure != null) {
            throw Failure.failed(
                    "%s; %s holds the %d frames before that"
                            .formatted(inputFailure, output, statistics.framesEncoded()),
                    null);
        }
        return ExitCode.DONE;
    }

    /** Returns why the input ended early, or null. */
    private static @Nullable String pump(ReadAhead input, MovieMaker maker, Interruption interruption) {
        try {
            Source.Item item = input.next(interruption::requested);
            while (item != null) {
                switch (item) {
                    case Source.Item.Picture picture -> maker.record(picture.frame());
                    case Source.Item.Samples samples -> maker.record(samples.block(), samples.track());
                }
                item = input.next(interruption::requested);
            }
            return null;
        } catch (ReadAhead.SourceException e) {
            return e.getMessage();
        }
    }

    private void writeStatistics(Report report) {
        Path file = reporting.stats();
        if (file != null) {
            try {
                report.writeJson(file);
            } catch (IOException e) {
                throw Failure.failed(
                        "%s is recorded, but the figures cannot be written: %s%s"
                                .formatted(
                                        output, e instanceof FileSystemException ? "" : file + ": ", Errors.message(e)),
                        e);
            }
        }
    }

    private MovieMaker open(EncoderSettings settings) {
        String backend = encoding.backend();
        MovieMaker maker;
        try {
            maker = backend == null ? MovieMaker.create() : MovieMaker.create(backend);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(SettingNames.asOptions(Errors.message(e)), e);
        }
        try {
            maker.configure(settings);
            return maker;
        } catch (UnsupportedException e) {
            maker.close();
            throw isHardwareWanted() ? Failure.unavailable(Errors.message(e), e) : e;
        } catch (RuntimeException | Error e) {
            maker.close();
            throw e;
        }
    }

    /** The input's properties, overridden by the options. */
    private EncoderSettings settings(Source.Format format) {
        // The library's default level would refuse nothing smaller, but it is written into the stream: better the level
        // that fits.
        EncoderSettingsBuilder builder = EncoderSettings.builder()
                .level(EncoderSettings.LEVEL_AUTO)
                .width(format.width())
                .height(format.height())
                .framerate(format.framerate())
                .bitDepth(format.bitDepth());
        format.timeBase().ifPresent(builder::timeBase);
        format.color().ifPresent(builder::color);
        format.pixels().ifPresent(builder::inputFormat);
        format.hdr().ifPresent(builder::hdrMetadata);
        builder.pixelAspect(format.pixelAspect()).tags(format.tags());
        try {
            builder.audio(format.sounds().stream()
                    .map(sound -> new AudioFormat(
                            sound.sampleRate(), sound.channels(), encoding.audioCodec(), sound.channelMask()))
                    .toArray(AudioFormat[]::new));
            builder.build();
        } catch (IllegalArgumentException e) {
            throw Failure.failed("%s cannot be recorded: %s".formatted(format.name(), Errors.message(e)), e);
        }
        try {
            builder.putAll(encoding.given());
            if (format.pixels().isEmpty()) {
                // What --color asks for has been converted where the input is read.
                format.color().ifPresent(builder::color);
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw Failure.usage(encoding.inUsersWords(Errors.message(e)), e);
        }
    }
}
