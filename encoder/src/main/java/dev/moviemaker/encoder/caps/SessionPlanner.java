// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Usage;
import dev.moviemaker.bitstream.level.Level;
import dev.moviemaker.encoder.convert.TargetPath;
import dev.moviemaker.encoder.gop.GopStructure;
import dev.moviemaker.encoder.gop.ReferenceName;
import dev.moviemaker.encoder.vk.UsageHints;
import dev.moviemaker.level.LevelChoice;
import dev.moviemaker.rate.MovieLevel;
import dev.moviemaker.rate.RateTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides how settings are met on a device, or finds every reason why they cannot be. Pure: the same input gives the
 * same plan.
 */
public final class SessionPlanner {
    private static final int GOLDEN_INTERVAL = 16;
    private static final int MOST_REFERENCES = 3;
    private static final int MIN_BITSTREAM_BYTES = 1 << 16;
    private static final int MAX_SPEED = EncoderSettings.MAX_SPEED;

    private final EncoderSettings settings;
    private final DeviceCapabilities device;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final RgbConversion.Choice rgb;

    private SessionPlanner(EncoderSettings settings, DeviceCapabilities device, RgbConversion.Choice rgb) {
        this.settings = settings;
        this.device = device;
        this.rgb = rgb;
    }

    /** Plans. */
    public static PlanResult plan(EncoderSettings settings, DeviceCapabilities device) {
        RgbConversion.Choice choice = RgbConversion.choose(settings, device);
        PlanResult result = new SessionPlanner(settings, device, choice).plan();
        return choice.conversion().isPresent() && result instanceof PlanResult.Refused(List<String> reasons)
                ? planWithoutRgb(settings, device, String.join("; ", reasons))
                : result;
    }

    /**
     * Plans with the library's shader where {@link #plan} would leave the conversion of RGB to the driver.
     *
     * @param why the driver's conversion is of no use, one clause
     */
    public static PlanResult planWithoutRgb(EncoderSettings settings, DeviceCapabilities device, String why) {
        return new SessionPlanner(settings, device, RgbConversion.Choice.against(why)).plan();
    }

    private PlanResult plan() {
        ProfileSupport support =
                rgb.conversion().isPresent() ? device.rgb(settings.bitDepth()) : device.profile(settings.bitDepth());
        if (!(support instanceof ProfileSupport.Supported profile)) {
            return new PlanResult.Refused(List.of(((ProfileSupport.Unsupported) support).reason()));
        }
        Extent frame = new Extent(settings.width(), settings.height());
        checkSize(frame, profile.video());
        if (profile.video().maxDpbSlots() < 2 || profile.av1().singleReferences() == 0) {
            reasons.add("the driver keeps no reference pictures");
        }
        int mode = rateControlMode(profile.encode());
        int superblock = profile.av1().needs128Superblocks() ? 128 : 64;
        TilePlan tiles = tiles(frame, superblock, profile.av1());
        LevelChoice level = level(frame, tiles, profile.av1());
        Optional<QueueFamily> compute = device.computeFamily();
        if (compute.isEmpty()) {
            reasons.add("no queue family runs compute shaders, which convert frames");
        }
        TargetPath path = targetPath(profile);
        if (path != TargetPath.STORAGE_PLANES && profile.sourceFormats().isEmpty()) {
            reasons.add(
                    "the driver takes no source images that frames can be copied to, and shaders cannot write to them");
        }
        Optional<DeltaMapPlan> maps = deltaMaps(profile, frame, superblock);
        checkLayers(profile);
        Optional<IntraRefreshPlan> refresh = intraRefresh(profile.intraRefresh());
        if (!reasons.isEmpty()) {
            return new PlanResult.Refused(reasons);
        }
        note(profile);
        return new PlanResult.Planned(plan(
                profile,
                frame,
                superblock,
                tiles,
                level,
                path,
                maps,
                refresh,
                compute.orElseThrow().index(),
                mode));
    }

    /** The plan, once nothing is against it. */
    private SessionPlan plan(
            ProfileSupport.Supported profile,
            Extent frame,
            int superblock,
            TilePlan tiles,
            LevelChoice level,
            TargetPath path,
            Optional<DeltaMapPlan> maps,
            Optional<IntraRefreshPlan> refresh,
            int computeFamily,
            int mode) {
        GopStructure gop = gop(profile);
        return new SessionPlan(
                device.identity(),
                profile,
                device.encodeFamily().orElseThrow().index(),
                computeFamily,
                rgb.conversion(),
                maps,
                refresh,
                path,
                device.features().videoMaintenance1(),
                EncodeLimits.OFFSET_AND_BYTES
                        | (device.features().videoEncodeFeedback2()
                                ? profile.encode().feedbackFlags() & EncodeLimits.AVERAGES
                                : 0),
                device.encodeFamily().orElseThrow().queryResultStatus(),
                frame,
                frame.roundUpTo(profile.encode()
                        .encodeInputPictureGranularity()
                        .commonMultiple(profile.video().pictureAccessGranularity())
                        .commonMultiple(new Extent(2, 2))),
                level.level().seqLevelIdx(),
                level.tier(),
                superblock,
                tiles,
                gop,
                gop.heldPictures() + 1,
                rate(mode, profile, gop),
                qualityLevel(profile.encode().maxQualityLevels()),
                settings.enableCdef(),
                settings.enableRestoration(),
                settings.bitDepth(),
                settings.color(),
                bitstreamBytes(frame, profile.video()),
                Math.min(settings.framesInFlight(), settings.maxQueuedFrames()),
                settings.maxQueuedFrames(),
                QuirkTable.of(device.identity()),
                notes,
                warnings);
    }

    /**
     * Capabilities were read with the hints that the settings wish for: others are there only where the driver refused
     * these.
     */
    private void note(ProfileSupport.Supported profile) {
        rgb.conversion().ifPresent(c -> notes.add(c.format() + " is converted by the driver"));
        rgb.against()
                .ifPresent(why -> notes.add("%s is converted by the library's shader, not by the driver: %s"
                        .formatted(settings.inputFormat().orElseThrow(), why)));
        UsageHints wished = HintPlan.of(settings);
        if (!wished.equals(profile.hints())) {
            notes.add("the driver does not take %s; it is told %s"
                    .formatted(HintPlan.text(wished), HintPlan.text(profile.hints())));
        } else if (!wished.equals(UsageHints.RECORDING)) {
            notes.add("the driver is told " + HintPlan.text(wished));
        }
    }

    private Optional<DeltaMapPlan> deltaMaps(ProfileSupport.Supported profile, Extent frame, int superblock) {
        if (!settings.qualityMaps()) {
            return Optional.empty();
        }
        Optional<DeltaMapPlan> maps = DeltaMapPlan.choose(profile.deltaMaps(), frame, superblock);
        if (maps.isEmpty()) {
            reasons.add("quality_maps: true asked for, the driver offers no quantization delta maps"
                    + (profile.deltaMaps().formats().isEmpty() ? "" : " for " + frame));
        }
        return maps;
    }

    private Optional<IntraRefreshPlan> intraRefresh(IntraRefreshLimits limits) {
        int period = settings.intraRefreshPeriod();
        if (period == 0) {
            return Optional.empty();
        }
        Optional<IntraRefreshPlan> plan = IntraRefreshPlan.choose(limits, period);
        if (plan.isEmpty()) {
            reasons.add("intra_refresh_period: %d asked for, %s"
                    .formatted(
                            period,
                            limits.modes() == 0
                                    ? "the driver has no intra refresh"
                                    : "the device has at most " + limits.maxCycleDuration()));
        }
        return plan;
    }

    private void checkLayers(ProfileSupport.Supported profile) {
        Av1Limits av1 = profile.av1();
        int most = av1.writesObuExtensions() ? Math.min(av1.maxTemporalLayers(), av1.maxOperatingPoints()) : 1;
        if (settings.rateControl() == RateControlMode.CBR || settings.rateControl() == RateControlMode.VBR) {
            most = Math.min(most, profile.encode().maxRateControlLayers());
        }
        most = Math.min(Math.max(1, most), profile.video().maxDpbSlots());
        if (settings.temporalLayers() > most) {
            reasons.add("temporal_layers: %d asked for, the device has %d".formatted(settings.temporalLayers(), most));
        }
    }

    private TargetPath targetPath(ProfileSupport.Supported profile) {
        boolean extendedFormats = device.features().storageImageExtendedFormats();
        return profile.storageFormats().stream()
                .map(f -> TargetPath.choose(f.imageCreateFlags(), f.imageUsageFlags(), extendedFormats))
                .filter(p -> p == TargetPath.STORAGE_PLANES)
                .findFirst()
                .orElse(TargetPath.copying(extendedFormats));
    }

    /** Too small or too large is refused, not silently scaled: see also minCodedExtent 320x128 of RADV on RDNA4. */
    private void checkSize(Extent frame, VideoLimits video) {
        Extent min = video.minCodedExtent();
        Extent max = video.maxCodedExtent();
        if (frame.width() < min.width()
                || frame.height() < min.height()
                || frame.width() > max.width()
                || frame.height() > max.height()) {
            reasons.add("size: %s requested, the device encodes %s to %s".formatted(frame, min, max));
        }
    }

    private int rateControlMode(EncodeLimits encode) {
        int mode = switch (settings.rateControl()) {
            case CQP, CRF -> EncodeLimits.DISABLED;
            case CBR -> EncodeLimits.CBR;
            case VBR -> EncodeLimits.VBR;
        };
        if ((encode.rateControlModes() & mode) == 0) {
            reasons.add("rate_control: %s requested, the device does not support it".formatted(settings.rateControl()));
        } else if (mode != EncodeLimits.DISABLED) {
            if (encode.maxRateControlLayers() < 1) {
                reasons.add("rate_control: %s requested, the device has no rate-control layer"
                        .formatted(settings.rateControl()));
            }
            if (settings.bitrate() > encode.maxBitrate()) {
                reasons.add("bitrate: %d requested, the device supports at most %d"
                        .formatted(settings.bitrate(), encode.maxBitrate()));
            }
        }
        return mode;
    }

    private TilePlan tiles(Extent frame, int superblock, Av1Limits av1) {
        TilePlan asked = new TilePlan(settings.tileCols(), settings.tileRows());
        TilePlan nearest = TilePlan.nearest(frame, superblock, av1, asked.columns(), asked.rows());
        TilePlan tiles = QuirkTable.of(device.identity()).contains(Quirk.NOT_THE_MOST_TILE_ROWS)
                ? nearest.withoutTheMostRows(frame, superblock)
                : nearest;
        if (tiles.columns() == 0) {
            reasons.add("tiles: the device has no legal tiling for " + frame);
        } else if (!tiles.equals(asked)) {
            warnings.add("tiles: %s requested, %s is the nearest that the frame size and device allow"
                    .formatted(asked, tiles));
        }
        return tiles;
    }

    /** For the size that the driver codes, which may be larger than the frame. */
    private LevelChoice level(Extent frame, TilePlan tiles, Av1Limits av1) {
        Extent coded = frame.roundUpTo(av1.codedPictureAlignment());
        LevelChoice.Demand demand = MovieLevel.demand(
                settings, coded.width(), coded.height(), Math.max(1, tiles.columns()), Math.max(1, tiles.rows()));
        LevelChoice wished = LevelChoice.of(settings.level(), demand);
        if (wished.level().seqLevelIdx() <= av1.maxLevel()) {
            return wished;
        }
        LevelChoice highest = LevelChoice.highest(av1.maxLevel(), demand);
        warnings.add("level: %s, the device writes at most %s"
                .formatted(
                        wished.level() == Level.MAXIMUM
                                ? "none is high enough"
                                : wished.level().levelName()
                                        + (settings.level() == EncoderSettings.LEVEL_AUTO ? " needed" : " requested"),
                        highest.level().levelName()));
        return highest;
    }

    /** Frames from one picture that waits for no later one to the next. */
    private int miniGop() {
        boolean waits = settings.framesInFlight() > 1
                && settings.usage().filter(Usage.CONFERENCING::equals).isEmpty();
        int frames = 1;
        while (waits && frames < 4 && frames * 2 < settings.maxQueuedFrames()) {
            frames *= 2;
        }
        return frames;
    }

    private GopStructure gop(ProfileSupport.Supported profile) {
        Av1Limits av1 = profile.av1();
        int held = Math.min(8, profile.video().maxDpbSlots() - 1);
        int active = Math.min(MOST_REFERENCES, profile.video().maxActiveReferencePictures());
        int past = 0x0F;
        boolean bipredictive = av1.bidirectionalReferences() >= 2
                && (av1.bidirectionalNames() & past) != 0
                && (av1.bidirectionalNames() & ~past) != 0
                && held >= 2
                && active >= 2;
        int layers = settings.temporalLayers();
        // A picture's part is refreshed from the one before it alone.
        boolean refreshes = settings.intraRefreshPeriod() > 0;
        int miniGop = bipredictive && layers == 1 && !refreshes ? miniGop() : 1;
        // What is held costs memory: what P pictures can name, or both anchors and one level of hidden B pictures, and
        // GOLDEN.
        int nameable = Integer.bitCount((av1.singleNames() | ReferenceName.LAST.bit()) & past);
        int golden = (av1.singleNames() & ReferenceName.GOLDEN.bit()) != 0 ? 1 : 0;
        int useful = refreshes
                ? 1
                : layers > 1 ? layers - 1 : miniGop == 1 ? Math.min(MOST_REFERENCES, nameable) : 3 + golden;
        // Unidirectional compound stays off: validation layers reject every pair that has DPB slot 0 (their test of
        // rule 10331).
        return new GopStructure(
                settings.keyframeInterval(),
                miniGop,
                GOLDEN_INTERVAL,
                Math.min(held, useful),
                Math.clamp(active, 1, miniGop == 1 ? nameable : MOST_REFERENCES),
                av1.singleNames() | ReferenceName.LAST.bit(),
                0,
                bipredictive ? av1.bidirectionalNames() : 0,
                layers);
    }

    private RatePlan rate(int mode, ProfileSupport.Supported profile, GopStructure gop) {
        RateTargets targets = RatePlan.targets(settings, profile);
        RatePlan rate =
                new RatePlan(mode, targets, settings.framerate(), settings.keyframeInterval(), gop.miniGopSize() - 1);
        rate.peakWarning(settings).ifPresent(warnings::add);
        return rate;
    }

    /** A higher level is slower and better, a higher speed is faster. */
    private int qualityLevel(int levels) {
        int best = Math.max(0, levels - 1);
        return Math.round((MAX_SPEED - settings.speed()) * (float) best / MAX_SPEED);
    }

    /** As much as the raw frame: nothing but noise at the finest QIndex comes near it, and then the room is doubled. */
    private long bitstreamBytes(Extent frame, VideoLimits video) {
        long raw = (long) frame.width() * frame.height() * 3 / 2 * (settings.bitDepth() == 10 ? 2 : 1);
        return aligned(Math.max(MIN_BITSTREAM_BYTES, raw), video);
    }

    private static long aligned(long bytes, VideoLimits video) {
        long step = Math.max(1, video.minBitstreamBufferSizeAlignment());
        return Math.ceilDiv(bytes, step) * step;
    }
}
