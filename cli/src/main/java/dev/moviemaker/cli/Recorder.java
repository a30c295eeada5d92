// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.LiveOutput;
import dev.moviemaker.Output;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.media.input.NoSuchTrackException;
import dev.moviemaker.media.transcode.IncompleteInputException;
import dev.moviemaker.media.transcode.TranscodeResult;
import dev.moviemaker.media.transcode.Transcoder;
import dev.moviemaker.media.transcode.TranscoderBuilder;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Shows on the terminal how a transcoder goes on and what it came to, in the words of the options. */
final class Recorder {
    private static final String HARDWARE = "av1_hardware";

    private final Terminal terminal;
    private final EncodingOptions encoding;
    private final ReportOptions reporting;
    private final Output output;

    Recorder(Terminal terminal, EncodingOptions encoding, ReportOptions reporting, Output output) {
        this.terminal = terminal;
        this.encoding = encoding;
        this.reporting = reporting;
        this.output = output;
    }

    /** Records the input, whose notes are told as they are. */
    int record(TranscoderBuilder input) throws IOException {
        return record(input, notes -> notes);
    }

    /**
     * Records the input.
     *
     * @param said makes of its notes what is told at the end
     */
    int record(TranscoderBuilder input, UnaryOperator<List<String>> said) throws IOException {
        return record(input, said, null);
    }

    /**
     * Records the input.
     *
     * @param said makes of its notes what is told at the end
     * @param chunks what coding its pictures before came to
     */
    int record(TranscoderBuilder input, UnaryOperator<List<String>> said, @Nullable ChunkFigures chunks)
            throws IOException {
        Transcoder transcoder = open(input);
        // Closed in the opposite order: the process may end when all the rest is closed.
        try (Interruption _ = new Interruption(terminal, transcoder::stop);
                transcoder) {
            checkFiles(transcoder);
            return run(transcoder, said, chunks);
        }
    }

    /** The files that are read, after a look at whether the input can be recorded with these options. */
    List<Path> files(TranscoderBuilder input) throws IOException {
        try (Transcoder transcoder = open(input.backend(MovieMaker.AV1_SOFTWARE))) {
            checkFiles(transcoder);
            return transcoder.files();
        }
    }

    private void checkFiles(Transcoder transcoder) throws IOException {
        if (output instanceof Output.File file) {
            WrittenFiles.check(file.path(), reporting.stats(), transcoder.files());
        }
    }

    /** Finds out whether the input can be recorded with these options, and records nothing. */
    int check(TranscoderBuilder input) throws IOException {
        open(input).close();
        return ExitCode.DONE;
    }

    /** What RTMP's servers take most often, or Opus, unless the user chose. */
    private AudioCodec audioCodec() {
        boolean rtmp = output instanceof LiveOutput live && live.scheme().startsWith("rtmp");
        return rtmp && !encoding.isGiven("audio_codec") ? AudioCodec.AAC : encoding.audioCodec();
    }

    /** Sets output and settings. */
    TranscoderBuilder prepare(TranscoderBuilder input) {
        input.output(output)
                .audioCodec(audioCodec())
                .settings(settings -> settings.putAll(encoding.given()))
                // An interruption ends the input, and the report follows; the library need not finish the movie.
                .finishAtExit(false);
        if (encoding.backend() != null) {
            input.backend(encoding.backend());
        }
        return input;
    }

    private Transcoder open(TranscoderBuilder input) throws IOException {
        try {
            return prepare(input).open();
        } catch (UnsupportedException e) {
            throw unsupported(e);
        } catch (NoSuchTrackException e) {
            throw Failure.usage("--audio-track: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(encoding.inUsersWords(Errors.message(e)), e);
        }
    }

    private RuntimeException unsupported(UnsupportedException e) {
        boolean hardwareWanted = HARDWARE.equals(encoding.backend()) || encoding.device() != null;
        return hardwareWanted ? Failure.unavailable(Errors.message(e), e) : e;
    }

    private int run(Transcoder transcoder, UnaryOperator<List<String>> said, @Nullable ChunkFigures chunks)
            throws IOException {
        TranscodeResult result;
        @Nullable IncompleteInputException failure = null;
        OptionalDouble firstPacket;
        try (ProgressLine progress = new ProgressLine(
                        terminal, reporting.quiet(), transcoder.expectedFrames(), transcoder::statistics);
                EventLines events = new EventLines(terminal.out(), transcoder::statistics)) {
            if (reporting.events()) {
                events.start();
            }
            try {
                result = transcoder.run();
            } catch (IncompleteInputException e) {
                result = e.result();
                failure = e;
            }
            firstPacket = progress.firstPacketSeconds();
        } catch (UnsupportedException e) {
            throw unsupported(e);
        }
        tell(result, firstPacket, said.apply(result.notes()), chunks);
        if (failure != null) {
            throw Failure.failed(Errors.message(failure), failure);
        }
        return ExitCode.DONE;
    }

    private void tell(
            TranscodeResult result, OptionalDouble firstPacket, List<String> said, @Nullable ChunkFigures chunks) {
        List<String> warnings = new ArrayList<>(said);
        warnings.addAll(IdleOptions.of(encoding, result.settings(), result.statistics()));
        Report report = new Report(output, result.settings(), result.statistics(), firstPacket, warnings, chunks);
        if (reporting.events()) {
            EventLines.write(terminal.out(), "finished", report.asMap());
        } else if (!reporting.quiet()) {
            report.print(terminal.out());
        }
        writeStatistics(report);
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
}
