// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.rate.RateTargets;
import dev.moviemaker.realdrivers.stream.EncodeTask;
import dev.moviemaker.realdrivers.stream.EncodeTask.PictureType;
import dev.moviemaker.realdrivers.stream.VcnRateControl;
import dev.moviemaker.realdrivers.vcn.VcnPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Compares what the driver told the encoder with what the settings mean; keeps a sentence for each difference. */
final class Understood {
    private static final int BUFFER_PARTS = 64;
    /** What the driver takes: the packets of VCN 4.0.2 and 4.0.5 tell of a lower one. */
    private static final int LEAST_QINDEX = Set.of("phoenix", "strix").contains(System.getenv("PLAYED_GPU")) ? 8 : 1;

    private static final int SUPERBLOCK = 64;
    private static final int REFRESH_OF_ROWS = 1;
    private static final int MAP_OF_DELTAS = 1;
    private static final int MAP_FOR_RATE_CONTROL = 4;
    private static final int WIDTH_WITH_COLUMNS = 4096;

    private final EncoderSettings settings;
    private final List<String> differences = new ArrayList<>();

    private Understood(EncoderSettings settings) {
        this.settings = settings;
    }

    static List<String> differences(Recorded recorded) {
        Understood understood = new Understood(recorded.settings());
        List<VcnPicture> pictures = recorded.pictures();
        understood.session(pictures.getFirst().task());
        for (VcnPicture picture : pictures) {
            understood.picture(picture);
        }
        understood.order(recorded);
        return understood.differences;
    }

    private void same(String what, Object meant, Object told) {
        if (!Objects.equals(meant, told)) {
            differences.add("%s: %s meant, %s understood".formatted(what, meant, told));
        }
    }

    private static int roundUp(int value, int step) {
        return Math.ceilDiv(value, step) * step;
    }

    private void session(EncodeTask task) {
        boolean five = task.vcn() == 5;
        same("begins", true, task.begins());
        same("coded width", roundUp(settings.width(), five ? 8 : 64), task.codedWidth());
        same("coded height", roundUp(settings.height(), five ? 2 : 16), task.codedHeight());
        same("bit depth", settings.bitDepth(), task.bitDepth());
        same("source depth", settings.bitDepth(), task.inputDepth());
        same("RGB source", false, task.rgbInput());
        RateTargets targets = RateTargets.of(settings);
        VcnRateControl rate = task.rate().orElseThrow();
        VcnRateControl.Method method = switch (settings.rateControl()) {
            case CQP, CRF -> VcnRateControl.Method.NONE;
            case CBR -> VcnRateControl.Method.CBR;
            case VBR -> VcnRateControl.Method.PEAK_CONSTRAINED_VBR;
        };
        same("method", method, rate.method());
        int layers = method == VcnRateControl.Method.NONE ? 1 : settings.temporalLayers();
        same("layers of rate control", layers, task.layers().orElse(0));
        if (method == VcnRateControl.Method.NONE) {
            return;
        }
        same("target", targets.averageBitsPerSecond(), (long) rate.targetBitsPerSecond());
        same("peak", targets.peakBitsPerSecond(), (long) rate.peakBitsPerSecond());
        same("frames", settings.framerate().numerator(), (long) rate.frameRateNumerator());
        same("per seconds", settings.framerate().denominator(), (long) rate.frameRateDenominator());
        // In milliseconds on the way, so within one.
        long millisecond = targets.averageBitsPerSecond() / 1000;
        if (Math.abs(targets.bufferBits() - Integer.toUnsignedLong(rate.bufferBits())) > millisecond) {
            same("buffer bits", targets.bufferBits(), Integer.toUnsignedLong(rate.bufferBits()));
        }
        same("buffer fullness", BUFFER_PARTS * 3 / 4, rate.bufferFullness());
    }

    private void picture(VcnPicture picture) {
        EncodeTask task = picture.task();
        FrameHeader header = picture.header();
        String at = "picture " + picture.number() + ", ";
        boolean key = header.frameType() == FrameType.KEY_FRAME;
        same(at + "type I for key frames only", key, task.type() == PictureType.I);
        same(at + "type B for compound", header.referenceSelect(), task.type() == PictureType.B);
        same(at + "key frame that refreshes all", key, key && header.refreshFrameFlags() == FrameHeader.ALL_FRAMES);
        same(at + "CDEF", settings.enableCdef(), task.cdef());
        intraRefresh(at, task, header.orderHint());
        if (settings.intraRefreshPeriod() > 0) {
            same(at + "probabilities of another picture", FrameHeader.PRIMARY_REF_NONE, header.primaryRefFrame());
        }
        same(at + "reconstruction is no reference", false, contains(task, task.reconstruction()));
        if (settings.rateControl() == RateControlMode.CQP || settings.rateControl() == RateControlMode.CRF) {
            RateTargets targets = RateTargets.of(settings).clampedQIndex(LEAST_QINDEX, 255);
            boolean leaf = header.refreshFrameFlags() == 0;
            int meant = key ? targets.keyFrameQIndex() : leaf ? targets.unreferencedQIndex() : targets.qIndex();
            same(at + "QIndex", meant, header.quantizationParams().baseQIdx());
        }
        tiles(at, task, header);
    }

    /** Rows of superblocks from the top to the bottom, all of them in each period, which begins behind a key frame. */
    private void intraRefresh(String at, EncodeTask task, int framesSinceKey) {
        int period = settings.intraRefreshPeriod();
        if (period == 0 || framesSinceKey == 0) {
            same(at + "intra refresh", 0, task.intraRefresh().get(0));
            return;
        }
        int rows = Math.ceilDiv(task.codedHeight(), SUPERBLOCK);
        int index = (framesSinceKey - 1) % period;
        int each = Math.ceilDiv(rows, period);
        same(at + "intra refresh", REFRESH_OF_ROWS, task.intraRefresh().get(0));
        same(at + "first row refreshed", index * each, task.intraRefresh().get(1));
        // One more, since edges are filtered with what is not refreshed yet.
        same(at + "rows refreshed", each + 1, task.intraRefresh().get(2));
    }

    private static boolean contains(EncodeTask task, int slot) {
        for (int name = 0; name < task.references().length() && task.type() != PictureType.I; name++) {
            if (task.references().get(name) == slot) {
                return true;
            }
        }
        return false;
    }

    /**
     * The planner keeps to the device's least tile width; of what is left the driver makes rows up to a width of 4096;
     * and the planner keeps below the most rows, which the driver gets wrong.
     */
    private void tiles(String at, EncodeTask task, FrameHeader header) {
        int columns = Math.clamp(settings.width() / (task.vcn() == 5 ? 256 : 128), 1, settings.tileCols());
        int most = Math.ceilDiv(settings.height(), 64);
        int rows = settings.tileRows();
        if (columns > 1 && task.codedWidth() <= WIDTH_WITH_COLUMNS) {
            rows = Math.min(columns * rows, most);
            columns = 1;
        }
        if (rows > 1 && Integer.bitCount(rows) == 1 && rows == Integer.highestOneBit(2 * most - 1)) {
            rows /= 2;
        }
        same(at + "tile columns", columns, header.tileInfo().tileCols());
        // On VCN 4 the firmware makes of the number what it can.
        same(at + "tile rows", rows, task.tileRows());
    }

    /** What a picture's OBUs say of its layer; and that higher layers can be left out. */
    private void layer(VcnPicture picture) {
        int highest = settings.temporalLayers() - 1;
        int place = picture.header().orderHint() % (1 << highest);
        int meant = place == 0 ? 0 : highest - Integer.numberOfTrailingZeros(place);
        same("temporal layer of picture " + picture.number(), meant, picture.temporalLayer());
        if (highest > 0) {
            same(
                    "picture " + picture.number() + " is kept",
                    meant < highest,
                    picture.header().refreshFrameFlags() != 0);
        }
    }

    /** Whether a picture has a map; where the map is, and that its rows hold a value for each superblock. */
    private void map(VcnPicture picture, int frame) {
        EncodeTask task = picture.task();
        String at = "frame " + frame + ", ";
        same(at + "map", Recorded.hasMap(settings, frame), task.qpMap().isPresent());
        task.qpMap().ifPresent(map -> {
            boolean constant =
                    settings.rateControl() == RateControlMode.CQP || settings.rateControl() == RateControlMode.CRF;
            // On VCN 4 the kind for rate control is another one.
            same(at + "map type", task.vcn() == 5 || constant ? MAP_OF_DELTAS : MAP_FOR_RATE_CONTROL, map.type());
            same(at + "map address", true, map.address() != 0);
            if (task.vcn() == 4) {
                same(at + "map holds a superblock row", true, map.pitch() >= Math.ceilDiv(settings.width(), 64));
            }
        });
    }

    /** Frames are shown in the order of their hints, from 0 at each key frame on. */
    private void order(Recorded recorded) {
        int position = 0;
        List<Integer> hints = new ArrayList<>();
        for (VcnPicture picture : recorded.pictures()) {
            if (picture.header().frameType() == FrameType.KEY_FRAME) {
                checkHints(hints, position);
                position += hints.size();
                hints = new ArrayList<>();
            }
            hints.add(picture.header().orderHint());
            map(picture, position + picture.header().orderHint());
            layer(picture);
        }
        checkHints(hints, position);
        position += hints.size();
        same("pictures shown", position, recorded.shown().size());
    }

    private void checkHints(List<Integer> hints, int from) {
        List<Integer> meant = new ArrayList<>();
        for (int i = 0; i < hints.size(); i++) {
            meant.add(i & 0xFF);
        }
        same("order hints from picture " + from, meant, hints.stream().sorted().toList());
    }
}
