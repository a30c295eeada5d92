// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.ShowExistingFrame;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import dev.moviemaker.bitstream.level.Level;
import dev.moviemaker.bitstream.obu.Metadata;
import dev.moviemaker.bitstream.obu.ObuContent;
import dev.moviemaker.bitstream.obu.ParsedObu;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.OperatingPoint;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.tile.TileGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Headers as one line of text. */
final class InspectText {
    private static final String[] PROFILES = {"Main", "High", "Professional"};

    private InspectText() {}

    static String content(ParsedObu obu) {
        return switch (obu.content()) {
            case ObuContent.Sequence sequence -> sequence(sequence.header());
            case ObuContent.Frame frame -> frame(frame.header());
            case ObuContent.Tiles(TileGroup tiles) -> "tiles %d to %d".formatted(tiles.tgStart(), tiles.tgEnd());
            case Metadata metadata -> "type %d".formatted(metadata.type());
            case ObuContent.Malformed malformed -> "PROBLEM: " + malformed.message();
            case ObuContent.Opaque opaque -> "";
        };
    }

    static String sequence(SequenceHeader sequence) {
        OperatingPoint point = sequence.operatingPoints().getFirst();
        List<String> parts = new ArrayList<>();
        parts.add(PROFILES[Math.min(sequence.seqProfile(), PROFILES.length - 1)]);
        parts.add("level " + Level.nameOfIndex(point.seqLevelIdx()) + (point.seqTier() == 1 ? " high tier" : ""));
        parts.add("%dx%d".formatted(sequence.maxFrameWidth(), sequence.maxFrameHeight()));
        parts.add(samples(sequence.colorConfig()));
        parts.add(color(sequence.colorConfig()));
        if (sequence.enableCdef()) {
            parts.add("cdef");
        }
        if (sequence.enableRestoration()) {
            parts.add("restoration");
        }
        if (sequence.enableSuperres()) {
            parts.add("superres");
        }
        if (sequence.filmGrainParamsPresent()) {
            parts.add("film grain");
        }
        if (sequence.stillPicture()) {
            parts.add("still picture");
        }
        return String.join(", ", parts);
    }

    private static String samples(ColorConfig color) {
        String chroma;
        if (color.monoChrome()) {
            chroma = "4:0:0";
        } else if (color.subsamplingX() == 0) {
            chroma = "4:4:4";
        } else {
            chroma = color.subsamplingY() == 0 ? "4:2:2" : "4:2:0";
        }
        return color.bitDepth() + " bit " + chroma;
    }

    private static String color(ColorConfig color) {
        String range = color.colorRange() ? "full range" : "limited range";
        return "colours %d/%d/%d %s"
                .formatted(color.colorPrimaries(), color.transferCharacteristics(), color.matrixCoefficients(), range);
    }

    static String frame(UncompressedHeader header) {
        return switch (header) {
            case ShowExistingFrame show -> "shows slot %d".formatted(show.frameToShowMapIdx());
            case FrameHeader frame -> coded(frame);
        };
    }

    private static String coded(FrameHeader frame) {
        FrameSize size = frame.frameSize();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%-10s %-6s order %3d  base_q_idx %3d  refresh %02x",
                frame.frameType().name().replace("_FRAME", "").toLowerCase(Locale.ROOT),
                frame.showFrame() ? "shown" : "hidden",
                frame.orderHint(),
                frame.quantizationParams().baseQIdx(),
                frame.refreshFrameFlags()));
        text.append("  %dx%d".formatted(size.upscaledWidth(), size.frameHeight()));
        if (size.useSuperres()) {
            text.append(" coded %d wide".formatted(size.frameWidth()));
        }
        if (size.renderAndFrameSizeDifferent()) {
            text.append(" render %dx%d".formatted(size.renderWidth(), size.renderHeight()));
        }
        if (frame.tileInfo().numTiles() > 1) {
            text.append("  %dx%d tiles"
                    .formatted(frame.tileInfo().tileCols(), frame.tileInfo().tileRows()));
        }
        return text.toString();
    }
}
