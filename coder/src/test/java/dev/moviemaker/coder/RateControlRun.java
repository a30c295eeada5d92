// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.tile.TileLayout;
import dev.moviemaker.coder.clip.Y4mClipHeader;
import dev.moviemaker.coder.clip.Y4mClipReader;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.rate.RateControl;
import dev.moviemaker.coder.rate.RateControlLayer;
import dev.moviemaker.coder.rate.RateControlSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Codes clips to several rates and tells how near each came. Arguments: number of pictures, targets in kbit/s separated
 * by commas, Y4M files. Prints rows of a Markdown table.
 */
final class RateControlRun {
    private RateControlRun() {}

    public static void main(String[] arguments) throws IOException {
        int frames = Integer.parseInt(arguments[0]);
        System.out.println("| clip | pattern | mode | target kbit/s | kbit/s | off by |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (String file : Arrays.asList(arguments).subList(2, arguments.length)) {
            Path path = Path.of(file);
            try (Y4mClipReader reader = new Y4mClipReader(Files.newInputStream(path))) {
                List<Picture> pictures = read(reader, frames);
                for (String target : arguments[1].split(",", -1)) {
                    String clip = path.getFileName().toString().replace(".y4m", "");
                    measure(clip, pictures, reader.header(), Long.parseLong(target));
                }
            }
        }
    }

    private static List<Picture> read(Y4mClipReader reader, int frames) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        Y4mClipHeader header = reader.header();
        while (pictures.size() < frames) {
            Picture picture = Picture.allocate(header.width(), header.height(), header.bitDepth());
            if (!reader.read(picture)) {
                break;
            }
            pictures.add(picture);
        }
        return pictures;
    }

    private static void measure(String clip, List<Picture> pictures, Y4mClipHeader header, long target) {
        int numerator = header.frameRateNumerator();
        int denominator = header.frameRateDenominator();
        RateControlLayer layer = RateControlLayer.of(target * 1000, numerator, denominator);
        for (ClipCoder.Pattern pattern : List.of(ClipCoder.Pattern.IP, ClipCoder.Pattern.IPB)) {
            for (RateControlSettings.Mode mode : List.of(RateControlSettings.Mode.CBR, RateControlSettings.Mode.VBR)) {
                byte[] stream = code(pictures, pattern, RateControlSettings.of(mode, layer), 0);
                double rate = stream.length * 8.0 * numerator / denominator / pictures.size() / 1000;
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %s | %d | %.1f | %+.1f %% |%n",
                        clip,
                        pattern,
                        mode,
                        target,
                        rate,
                        100 * (rate / target - 1));
            }
        }
    }

    /** The temporal units of a clip. {@code qIndex} counts only where rate control is disabled. */
    static byte[] code(List<Picture> pictures, ClipCoder.Pattern pattern, RateControlSettings settings, int qIndex) {
        Picture first = pictures.getFirst();
        FrameSize size = FrameSize.of(first.width(), first.height());
        SequenceHeader sequence = SequenceHeader.builder()
                .maxFrameSize(first.width(), first.height())
                .enableIntraEdgeFilter(true)
                .orderHintBits(7)
                .colorConfig(ColorConfig.yuv420(first.bitDepth()))
                .build();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (ClipCoder coder = new ClipCoder(
                sequence,
                pattern,
                TileLayout.of(sequence, size).fewest(),
                new RateControl(settings, (long) first.width() * first.height()),
                qIndex,
                PictureRequest.Effort.NORMAL,
                2,
                (unit, picture) -> stream.writeBytes(unit))) {
            pictures.forEach(coder::add);
            coder.finish();
        }
        return stream.toByteArray();
    }
}
