// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.file.IvfHeader;
import dev.moviemaker.bitstream.file.IvfWriter;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.TileInfo;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.tile.TileLayout;
import dev.moviemaker.coder.clip.Psnr;
import dev.moviemaker.coder.clip.Y4mClipHeader;
import dev.moviemaker.coder.clip.Y4mClipReader;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.rate.RateControl;
import dev.moviemaker.coder.rate.RateControlLayer;
import dev.moviemaker.coder.rate.RateControlSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;

/** The command of the module: codes a Y4M clip and prints speed, quality and size. See the module's README. */
public final class ClipCommand {
    private static final String USAGE =
            "usage: INPUT.y4m OUTPUT.ivf [--pattern=I|IP|IPB] [--q=1..255] [--bitrate=BITS] [--mode=CBR|VBR]"
                    + " [--frames=N] [--effort=FAST|NORMAL|THOROUGH] [--threads=N] [--tiles=COLSxROWS] [--sb128] "
                    + "[--verify]";

    private final Map<String, String> options = new HashMap<>();
    private final PrintStream out;
    private long codedBytes;
    private long codingNanos;

    private ClipCommand(PrintStream out) {
        this.out = out;
    }

    /** Runs the command; ends the process with 1 when a decoder disagrees and 2 when the arguments are wrong. */
    public static void main(String[] arguments) throws IOException {
        System.exit(new ClipCommand(System.out).run(arguments));
    }

    private int run(String[] arguments) throws IOException {
        List<String> files = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.startsWith("--")) {
                int equals = argument.indexOf('=');
                options.put(
                        equals < 0 ? argument.substring(2) : argument.substring(2, equals),
                        equals < 0 ? "" : argument.substring(equals + 1));
            } else {
                files.add(argument);
            }
        }
        if (files.size() != 2) {
            out.println(USAGE);
            return 2;
        }
        Path target = Path.of(files.get(1));
        List<Long> checksums = new ArrayList<>();
        Y4mClipHeader header;
        try (Y4mClipReader reader = new Y4mClipReader(Files.newInputStream(Path.of(files.getFirst())));
                OutputStream stream = Files.newOutputStream(target)) {
            header = reader.header();
            code(reader, stream, checksums);
        }
        return options.containsKey("verify") ? verify(target, header, checksums) : 0;
    }

    private int number(String name, int byDefault) {
        return Integer.parseInt(options.getOrDefault(name, String.valueOf(byDefault)));
    }

    private void code(Y4mClipReader reader, OutputStream stream, List<Long> checksums) throws IOException {
        Y4mClipHeader clip = reader.header();
        SequenceHeader sequence = sequence(clip);
        IvfWriter ivf = new IvfWriter(
                Channels.newChannel(stream),
                IvfHeader.av1(clip.width(), clip.height(), clip.frameRateNumerator(), clip.frameRateDenominator()));
        Psnr psnr = new Psnr();
        Queue<Picture> sources = new ArrayDeque<>();
        ClipCoder.Output output = (unit, picture) -> {
            codedBytes += unit.length;
            psnr.add(sources.remove(), picture);
            try {
                ivf.write(checksums.size(), ByteBuffer.wrap(unit));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (options.containsKey("verify")) {
                checksums.add(DecoderCheck.checksum(picture));
            } else {
                checksums.add(0L);
            }
        };
        int limit = number("frames", Integer.MAX_VALUE);
        try (ClipCoder coder = new ClipCoder(
                sequence,
                ClipCoder.Pattern.valueOf(options.getOrDefault("pattern", "IPB")),
                tiles(sequence, clip),
                rate(clip),
                number("q", 120),
                PictureRequest.Effort.valueOf(options.getOrDefault("effort", "NORMAL")),
                number("threads", Runtime.getRuntime().availableProcessors()),
                output)) {
            for (int i = 0; i < limit; i++) {
                Picture picture = Picture.allocate(clip.width(), clip.height(), clip.bitDepth());
                if (!reader.read(picture)) {
                    break;
                }
                sources.add(picture);
                long start = System.nanoTime();
                coder.add(picture);
                codingNanos += System.nanoTime() - start;
            }
            coder.finish();
        }
        print(clip, psnr, checksums.size());
    }

    private SequenceHeader sequence(Y4mClipHeader clip) {
        return SequenceHeader.builder()
                .maxFrameSize(clip.width(), clip.height())
                .use128x128Superblock(options.containsKey("sb128"))
                .enableIntraEdgeFilter(true)
                .orderHintBits(7)
                .colorConfig(ColorConfig.yuv420(clip.bitDepth()))
                .build();
    }

    private void print(Y4mClipHeader clip, Psnr psnr, int frames) {
        double seconds = (double) frames * clip.frameRateDenominator() / clip.frameRateNumerator();
        out.printf(
                Locale.ROOT,
                "%d frames, %.1f frames/s, %.1f kbit/s, PSNR Y %.2f U %.2f V %.2f dB%n",
                frames,
                frames * 1e9 / codingNanos,
                codedBytes * 8 / seconds / 1000,
                psnr.of(0),
                psnr.of(1),
                psnr.of(2));
    }

    private RateControl rate(Y4mClipHeader clip) {
        if (!options.containsKey("bitrate")) {
            return new RateControl(RateControlSettings.DISABLED, 1);
        }
        RateControlLayer layer = RateControlLayer.of(
                Long.parseLong(options.get("bitrate")), clip.frameRateNumerator(), clip.frameRateDenominator());
        RateControlSettings.Mode mode = RateControlSettings.Mode.valueOf(options.getOrDefault("mode", "VBR"));
        return new RateControl(RateControlSettings.of(mode, layer), (long) clip.width() * clip.height());
    }

    private TileInfo tiles(SequenceHeader sequence, Y4mClipHeader clip) {
        TileLayout layout = TileLayout.of(sequence, FrameSize.of(clip.width(), clip.height()));
        String[] parts = options.getOrDefault("tiles", "1x1").split("x", 2);
        int cols = 31 - Integer.numberOfLeadingZeros(Integer.parseInt(parts[0]));
        int rows = 31 - Integer.numberOfLeadingZeros(Integer.parseInt(parts[1]));
        return cols + rows == 0 ? layout.fewest() : layout.uniform(cols, rows);
    }

    private int verify(Path stream, Y4mClipHeader clip, List<Long> checksums) throws IOException {
        int chroma = ((clip.width() + 1) >> 1) * ((clip.height() + 1) >> 1);
        int bytes = (clip.width() * clip.height() + 2 * chroma) * (clip.bitDepth() > 8 ? 2 : 1);
        int bad = 0;
        for (List<String> command : List.of(DecoderCheck.dav1d(stream), DecoderCheck.aomdec(stream))) {
            int different = DecoderCheck.firstDifference(command, bytes, checksums);
            if (different < 0) {
                out.println(command.getFirst() + ": all " + checksums.size() + " pictures equal");
            } else {
                out.println(command.getFirst() + ": differs from picture " + different + " on");
                bad = 1;
            }
        }
        return bad;
    }
}
