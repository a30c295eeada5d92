// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.Output;
import dev.moviemaker.cli.stream.StreamRecordReader;
import dev.moviemaker.media.transcode.Transcoder;
import dev.moviemaker.media.transcode.TranscoderBuilder;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Records what another program hands over while it draws. */
@Command(
        name = "record-stream",
        sortOptions = false,
        abbreviateSynopsis = true,
        customSynopsis = "av1 record-stream INPUT -o OUT [OPTIONS]",
        optionListHeading = "%n",
        description = "Records the pictures and sound that another program, such as a game engine, sends while it runs."
                + " The stream is described in docs/stream.md.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  engine | av1 record-stream - -o movie.mp4",
            "  engine | av1 record-stream - -o movie.mkv --set bitrate=20M --events"
        })
final class RecordStreamCommand implements Callable<Integer> {
    private static final String STDIN = "-";

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Av1Command root;

    @Parameters(index = "0", paramLabel = "INPUT", description = "The stream, or - for standard input.")
    @SuppressWarnings("NullAway.Init")
    private String input;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "Output file: .mp4, .mkv, .webm, .ivf, .obu or .av1.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(names = "--no-audio", description = "Do not record sound.")
    private boolean silent;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting, by its name in the library. May be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--check", description = "Only check the header and the settings.")
    private boolean checkOnly;

    @Option(
            names = "--events",
            description = "Print statistics while recording and at the end, one JSON object per line.")
    private boolean events;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    private EncodingOptions encoding = new EncodingOptions();

    @Mixin
    private ReportOptions reporting = new ReportOptions();

    @Override
    public Integer call() throws IOException {
        encoding.add(set);
        reporting.asEvents(events);
        Recorder recorder = new Recorder(root.terminal(), encoding, reporting, Output.file(output));
        String name = input.equals(STDIN) ? "standard input" : input;
        if (events) {
            // From now on nothing that is written waits for this program to start.
            EventLines.write(root.terminal().out(), "waiting", Map.of());
        }
        ReadableByteChannel channel = open();
        StreamSource source;
        try {
            source = new StreamSource(name, new StreamRecordReader(channel, name), sound());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        TranscoderBuilder transcoder = Transcoder.builder().input(source, name);
        return checkOnly ? recorder.check(transcoder) : recorder.record(transcoder);
    }

    private StreamSource.Sounds sound() {
        if (silent) {
            return StreamSource.Sounds.UNWANTED;
        }
        return OptionValues.isBareStream(output) ? StreamSource.Sounds.NO_PLACE : StreamSource.Sounds.RECORDED;
    }

    private ReadableByteChannel open() throws IOException {
        if (!input.equals(STDIN)) {
            return FileChannel.open(Path.of(input));
        }
        InputStream in = root.terminal().in();
        // Of the process itself: pictures then go straight from the pipe to where they are coded from.
        return Objects.equals(in, System.in)
                ? new FileInputStream(FileDescriptor.in).getChannel()
                : Channels.newChannel(in);
    }
}
