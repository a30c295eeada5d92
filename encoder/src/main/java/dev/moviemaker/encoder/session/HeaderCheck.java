// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.ColorDescription.ChromaPosition;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.OperatingPoint;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.encoder.caps.Extent;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.caps.TilePlan;
import dev.moviemaker.level.LevelChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares the sequence header that a driver wrote with the one it was asked for. Pure. */
public final class HeaderCheck {
    private HeaderCheck() {}

    /**
     * Refuses a header that the rest of the stream could not follow.
     *
     * @throws EncodeFailedException naming everything that is wrong
     */
    static void requireUsable(SequenceHeader header, SessionPlan plan) {
        List<String> problems = new ArrayList<>();
        // Pictures are shown by frame headers of ours, which know neither ids nor presentation times.
        refuse(problems, header.frameIdNumbersPresentFlag(), "frame ids");
        refuse(problems, header.decoderModelInfo() != null, "a decoder model");
        refuse(problems, header.reducedStillPictureHeader() || header.stillPicture(), "a still picture");
        refuse(problems, header.filmGrainParamsPresent(), "film grain");
        Extent coded = new Extent(header.maxFrameWidth(), header.maxFrameHeight());
        Extent frame = plan.frameSize();
        refuse(
                problems,
                coded.width() < frame.width() || coded.height() < frame.height(),
                "a coded size of %s for frames of %s".formatted(coded, frame));
        refuse(problems, !hasColors(header.colorConfig(), plan), "other colours: " + header.colorConfig());
        if (!problems.isEmpty()) {
            throw new EncodeFailedException("The driver's sequence header has " + String.join(", ", problems));
        }
    }

    private static void refuse(List<String> problems, boolean wrong, String what) {
        if (wrong) {
            problems.add(what);
        }
    }

    private static boolean hasColors(ColorConfig config, SessionPlan plan) {
        ColorDescription color = plan.color();
        return config.bitDepth() == plan.bitDepth()
                && !config.monoChrome()
                && config.subsamplingX() == 1
                && config.subsamplingY() == 1
                && config.colorPrimaries() == color.primaries().code()
                && config.transferCharacteristics() == color.transfer().code()
                && config.matrixCoefficients() == color.matrix().code()
                && config.colorRange() == (color.range() == ColorDescription.Range.FULL);
    }

    /**
     * Returns what the driver decided otherwise, as warnings by setting.
     *
     * @return empty if all is as asked
     */
    public static List<String> differences(SequenceHeader header, SessionPlan plan) {
        List<String> differences = new ArrayList<>();
        compare(differences, "enable_cdef", plan.cdef(), header.enableCdef());
        compare(differences, "enable_restoration", plan.restoration(), header.enableRestoration());
        compareChroma(differences, plan.color().chromaPosition(), header.colorConfig());
        int layers = plan.gop().temporalLayers();
        if (header.operatingPoints().size() != layers) {
            differences.add("temporal_layers: %d asked for, the driver states %d operating points"
                    .formatted(layers, header.operatingPoints().size()));
        }
        OperatingPoint point = header.operatingPoints().getFirst();
        if (point.seqLevelIdx() != plan.level() || point.seqTier() != plan.tier()) {
            differences.add("level: %s requested, the driver states %s"
                    .formatted(
                            LevelChoice.name(plan.level(), plan.tier()),
                            LevelChoice.name(point.seqLevelIdx(), point.seqTier())));
        }
        return differences;
    }

    /**
     * Returns whether the driver coded other tiles, as a warning. RADV turns columns into rows at widths up to 4096.
     *
     * @return empty if they are as asked
     */
    public static Optional<String> tileDifference(FrameHeader header, SessionPlan plan) {
        TilePlan coded =
                new TilePlan(header.tileInfo().tileCols(), header.tileInfo().tileRows());
        return coded.equals(plan.tiles())
                ? Optional.empty()
                : Optional.of("tiles: %s requested, the driver codes %s".formatted(plan.tiles(), coded));
    }

    /** A player that believes the header puts colours half a pixel beside; which is not a reason to refuse. */
    private static void compareChroma(List<String> differences, ChromaPosition asked, ColorConfig config) {
        if (config.chromaSamplePosition() != asked.code()) {
            String stated = Arrays.stream(ChromaPosition.values())
                    .filter(position -> position.code() == config.chromaSamplePosition())
                    .map(Enum::name)
                    .findFirst()
                    .orElse("a reserved position");
            differences.add("color: chroma at %s requested, the driver states %s".formatted(asked, stated));
        }
    }

    private static void compare(List<String> differences, String key, boolean asked, boolean written) {
        if (asked != written) {
            differences.add("%s: %s requested, the driver turns it %s"
                    .formatted(key, asked ? "on" : "off", written ? "on" : "off"));
        }
    }
}
