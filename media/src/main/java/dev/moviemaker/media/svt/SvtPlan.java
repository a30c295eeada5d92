// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.HdrMetadata;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.rate.RateTargets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings in SVT-AV1's terms. Facts about SVT-AV1 4.2: it codes even sizes up to 16384x8704; its rate control needs
 * adaptive quantisation, which it refuses below 64 pixels a side; CBR works in its low-delay structure only and VBR
 * only outside it; a peak bitrate is kept only where quality decides; 240 frames and 100 Mbit per second are its
 * limits.
 *
 * @param codedWidth even, at least 64
 * @param codedHeight even, at least 64
 * @param bitrate bits per second, or 0 where quality decides
 * @param parameters key and value as SVT-AV1 names them
 * @param safety why its packets cannot get out of order
 * @param notes what was decided where nothing was asked for
 */
public record SvtPlan(
        int codedWidth,
        int codedHeight,
        Rational frameRate,
        long bitrate,
        int keyframeInterval,
        Map<String, String> parameters,
        String safety,
        List<String> warnings,
        List<String> notes) {

    static final int MAX_WIDTH = 16384;
    static final int MAX_HEIGHT = 8704;
    static final int MIN_SIDE = 64;
    static final long MAX_BITRATE = 100_000_000;
    static final int MAX_FRAME_RATE = 240;

    static final int MIN_BUFFER_MILLIS = 20;
    static final int MAX_BUFFER_MILLIS = 10_000;

    /**
     * The plan for a recording on this machine.
     *
     * @return the parameters of SVT-AV1
     * @throws UnsupportedException if it cannot code the size
     */
    public static SvtPlan of(EncoderSettings settings) {
        return of(settings, Runtime.getRuntime().availableProcessors());
    }

    /**
     * The plan for some settings.
     *
     * @return the parameters of SVT-AV1
     * @throws UnsupportedException if it cannot code the size, or the settings ask for quality maps, temporal layers or
     *     intra refresh
     */
    static SvtPlan of(EncoderSettings settings, int cores) {
        requireCodable(settings);
        List<String> warnings = new ArrayList<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        int codedWidth = coded(settings.width());
        int codedHeight = coded(settings.height());
        tellPadding(settings, codedWidth, codedHeight, warnings);
        Rational rate = frameRate(settings.framerate(), warnings);
        List<String> notes = new ArrayList<>();
        long bitrate = rateControl(settings, parameters, warnings, notes);
        SvtStructure structure = SvtStructure.of(settings, cores, (long) codedWidth * codedHeight);
        parameters.putAll(structure.parameters());
        warnings.addAll(structure.warnings());
        parameters.put("enable-cdef", settings.enableCdef() ? "-1" : "0");
        parameters.put("enable-restoration", settings.enableRestoration() ? "-1" : "0");
        parameters.put("tile-columns", Integer.toString(tilesLog2("tile_cols", settings.tileCols(), 4, warnings)));
        parameters.put("tile-rows", Integer.toString(tilesLog2("tile_rows", settings.tileRows(), 6, warnings)));
        if (settings.level() != EncoderSettings.LEVEL_AUTO) {
            parameters.put("level", Integer.toString(settings.level()));
        }
        settings.hdrMetadata().ifPresent(hdr -> {
            if (hdr.hasMasteringDisplay()) {
                parameters.put("mastering-display", masteringDisplay(hdr));
            }
            parameters.put("content-light", hdr.maxContentLight() + "," + hdr.maxFrameAverageLight());
        });
        return new SvtPlan(
                codedWidth,
                codedHeight,
                rate,
                bitrate,
                settings.keyframeInterval(),
                parameters,
                structure.safety(),
                List.copyOf(warnings),
                List.copyOf(notes));
    }

    /** The same plan with another value of one parameter. */
    SvtPlan with(String parameter, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(parameter, value);
        return new SvtPlan(
                codedWidth, codedHeight, frameRate, bitrate, keyframeInterval, changed, safety, warnings, notes);
    }

    /** The parameters as libavcodec takes them. */
    public String parameterString() {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(":"));
    }

    private static void requireCodable(EncoderSettings settings) {
        if (settings.width() > MAX_WIDTH || settings.height() > MAX_HEIGHT) {
            throw new UnsupportedException("size: %dx%d requested, SVT-AV1 supports up to %dx%d"
                    .formatted(settings.width(), settings.height(), MAX_WIDTH, MAX_HEIGHT));
        }
        if (settings.qualityMaps()) {
            throw new UnsupportedException(
                    "quality_maps: true asked for, the software encoder codes every place alike; some GPUs do not");
        }
        if (settings.temporalLayers() > 1) {
            throw new UnsupportedException(
                    "temporal_layers: %d asked for, the software encoder has 1; some GPUs have more"
                            .formatted(settings.temporalLayers()));
        }
        if (settings.intraRefreshPeriod() > 0) {
            throw new UnsupportedException(
                    "intra_refresh_period: %d asked for, the software encoder refreshes by key frames; some GPUs do not"
                            .formatted(settings.intraRefreshPeriod()));
        }
    }

    private static void tellPadding(EncoderSettings settings, int codedWidth, int codedHeight, List<String> warnings) {
        if (codedWidth != settings.width() || codedHeight != settings.height()) {
            warnings.add(
                    ("size: SVT-AV1 codes even sizes from %dx%d; %dx%d is coded as %dx%d with the last column and row "
                                    + "repeated, and the file's crop shows %dx%d")
                            .formatted(
                                    MIN_SIDE,
                                    MIN_SIDE,
                                    settings.width(),
                                    settings.height(),
                                    codedWidth,
                                    codedHeight,
                                    settings.width(),
                                    settings.height()));
        }
    }

    private static int coded(int side) {
        return Math.max(MIN_SIDE, (side + 1) & ~1);
    }

    private static Rational frameRate(Rational asked, List<String> warnings) {
        if (asked.compareTo(Rational.of(MAX_FRAME_RATE)) <= 0) {
            return asked;
        }
        warnings.add(
                ("framerate: SVT-AV1's rate control supports at most %d frames per second; frame times do not change "
                                + "(%s)")
                        .formatted(MAX_FRAME_RATE, asked));
        return Rational.of(MAX_FRAME_RATE);
    }

    private static long rateControl(
            EncoderSettings settings, Map<String, String> parameters, List<String> warnings, List<String> notes) {
        RateTargets targets = RateTargets.of(settings);
        RateControlMode mode = targets.mode();
        if (mode == RateControlMode.CQP || mode == RateControlMode.CRF) {
            parameters.put("rc", "0");
            parameters.put("aq-mode", mode == RateControlMode.CQP ? "0" : "2");
            parameters.put("qp", Integer.toString(targets.crf()));
            return 0;
        }
        parameters.put("rc", mode == RateControlMode.CBR ? "2" : "1");
        parameters.put("mbr", "0");
        long bitrate = targets.averageBitsPerSecond();
        if (bitrate > MAX_BITRATE) {
            warnings.add("bitrate: %d bits per second requested, SVT-AV1 supports at most %d"
                    .formatted(bitrate, MAX_BITRATE));
            bitrate = MAX_BITRATE;
        }
        long askedMillis = targets.bufferMillis();
        long millis = Math.clamp(askedMillis, MIN_BUFFER_MILLIS, MAX_BUFFER_MILLIS);
        if (millis != askedMillis) {
            warnings.add("buffer_size: %d bytes are %d ms at %d bits per second, SVT-AV1 takes %d to %d ms"
                    .formatted(
                            settings.bufferSize(),
                            askedMillis,
                            targets.averageBitsPerSecond(),
                            MIN_BUFFER_MILLIS,
                            MAX_BUFFER_MILLIS));
        }
        parameters.put("buf-sz", Long.toString(millis));
        parameters.put("buf-initial-sz", Long.toString(Math.max(MIN_BUFFER_MILLIS, millis * 3 / 4)));
        parameters.put("buf-optimal-sz", Long.toString(Math.max(MIN_BUFFER_MILLIS, millis * 3 / 4)));
        if (mode == RateControlMode.VBR) {
            long percent = Math.clamp(settings.maxBitrate() * 100 / settings.bitrate(), 100, 10_000);
            parameters.put("maxsection-pct", Long.toString(percent));
            // Twice the bitrate is what the settings say if nothing was asked for.
            List<String> told = settings.maxBitrate() == 2 * settings.bitrate() ? notes : warnings;
            told.add(("max_bitrate: SVT-AV1 has no strict peak in VBR; it aims at no more than %d %% of the average "
                            + "over a group of pictures")
                    .formatted(percent));
        }
        return bitrate;
    }

    private static int tilesLog2(String field, int asked, int most, List<String> warnings) {
        int log2 = Math.min(most, 31 - Integer.numberOfLeadingZeros(asked));
        if (1 << log2 != asked) {
            warnings.add("%s: %d requested, SVT-AV1 supports powers of two up to %d; %d used"
                    .formatted(field, asked, 1 << most, 1 << log2));
        }
        return log2;
    }

    private static String masteringDisplay(HdrMetadata hdr) {
        return String.format(
                Locale.ROOT,
                "G(%s)B(%s)R(%s)WP(%s)L(%.4f,%.4f)",
                point(hdr.primaries().get(1)),
                point(hdr.primaries().get(2)),
                point(hdr.primaries().get(0)),
                point(hdr.whitePoint()),
                hdr.maxLuminance(),
                hdr.minLuminance());
    }

    private static String point(HdrMetadata.Chromaticity point) {
        return String.format(Locale.ROOT, "%.5f,%.5f", point.x(), point.y());
    }
}
