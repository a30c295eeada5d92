// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One driver to be played, as read from a profile file.
 *
 * @param name            short name, as in {@code --device emulated:NAME}
 * @param description     what it is modelled on
 * @param origins         where its values come from; together they cover every field
 * @param identity        what the device and driver call themselves
 * @param queueFamily     the added queue family
 * @param maintenance1    whether {@code VK_KHR_video_maintenance1} is offered
 * @param rgbConversion   fields of {@code VkVideoEncodeRgbConversionCapabilitiesVALVE}
 * @param quantizationMap quantization delta maps and emphasis maps
 * @param intraRefresh    fields of {@code VkVideoEncodeIntraRefreshCapabilitiesKHR}
 * @param bitDepths       component bit depths of the Main profile that are offered, out of 8 and 10
 * @param video           fields of {@code VkVideoCapabilitiesKHR}
 * @param encode          fields of {@code VkVideoEncodeCapabilitiesKHR}
 * @param av1             fields of {@code VkVideoEncodeAV1CapabilitiesKHR}
 * @param formats         the usage combinations that {@code vkGetPhysicalDeviceVideoFormatPropertiesKHR} knows
 * @param qualityLevels   one entry per quality level
 * @param sessionMemory   memory bindings a session asks for
 * @param obuLayout       what one encode call writes
 * @param overrides       what the driver writes otherwise than asked
 * @param knownFaults     faults of real drivers that are switched on
 */
public record DriverProfile(
        String name,
        String description,
        List<Origin> origins,
        Identity identity,
        QueueFamily queueFamily,
        boolean maintenance1,
        RgbConversion rgbConversion,
        QuantizationMap quantizationMap,
        IntraRefreshLimits intraRefresh,
        List<Integer> bitDepths,
        VideoLimits video,
        EncodeLimits encode,
        Av1Limits av1,
        List<FormatEntry> formats,
        List<QualityLevel> qualityLevels,
        List<SessionMemory> sessionMemory,
        ObuLayout obuLayout,
        Set<HeaderOverride> overrides,
        Set<KnownFault> knownFaults) {

    public DriverProfile {
        origins = List.copyOf(origins);
        bitDepths = List.copyOf(bitDepths);
        formats = List.copyOf(formats);
        qualityLevels = List.copyOf(qualityLevels);
        sessionMemory = List.copyOf(sessionMemory);
        overrides = Set.copyOf(overrides);
        knownFaults = Set.copyOf(knownFaults);
        if (qualityLevels.size() != encode.maxQualityLevels()) {
            throw new IllegalArgumentException("qualityLevels: " + qualityLevels.size()
                    + " entries, but maxQualityLevels is " + encode.maxQualityLevels());
        }
    }

    /** Returns the same driver with exactly these faults. */
    public DriverProfile withKnownFaults(Set<KnownFault> faults) {
        return with(queueFamily, intraRefresh, faults);
    }

    /** The same driver with another encode family. */
    public DriverProfile withQueueFamily(QueueFamily family) {
        return with(family, intraRefresh, knownFaults);
    }

    /** The same driver with other intra refresh. */
    public DriverProfile withIntraRefresh(IntraRefreshLimits limits) {
        return with(queueFamily, limits, knownFaults);
    }

    private DriverProfile with(QueueFamily family, IntraRefreshLimits refresh, Set<KnownFault> faults) {
        return new DriverProfile(
                name,
                description,
                origins,
                identity,
                family,
                maintenance1,
                rgbConversion,
                quantizationMap,
                refresh,
                bitDepths,
                video,
                encode,
                av1,
                formats,
                qualityLevels,
                sessionMemory,
                obuLayout,
                overrides,
                faults);
    }

    /** How much is known of a value. */
    public enum Evidence {
        /** The driver itself told it, or showed it in what it wrote. */
        MEASURED,
        /** Others told of it, or it was read in the driver's source. */
        REPORTED,
        /** A guess. */
        ASSUMED,
        /** Of a driver that does not exist. */
        INVENTED
    }

    /**
     * Where values of a profile come from.
     *
     * @param evidence how much is known
     * @param source   driver, version and device that were measured, or who reported; empty where neither was
     * @param values   paths of fields, such as {@code av1.maxLevel}, or {@code av1} for all of its fields that no
     *     longer path names; {@code *} for all
     */
    public record Origin(Evidence evidence, String source, List<String> values) {
        public Origin {
            values = List.copyOf(values);
            boolean known = evidence == Evidence.MEASURED || evidence == Evidence.REPORTED;
            if (known == source.isEmpty()) {
                throw new IllegalArgumentException("source: \"" + source + "\" for values that are " + evidence);
            }
        }
    }

    /** Where the value of a field comes from: the origin with the longest path to it. */
    public Optional<Origin> origin(String field) {
        return origins.stream()
                .filter(origin -> reach(origin, field) >= 0)
                .max(Comparator.comparingInt(origin -> reach(origin, field)));
    }

    private static int reach(Origin origin, String field) {
        return origin.values().stream()
                .mapToInt(path -> path.equals("*") ? 0 : covers(path, field) ? path.length() : -1)
                .max()
                .orElse(-1);
    }

    private static boolean covers(String path, String field) {
        return field.equals(path) || field.startsWith(path + ".");
    }

    /** What one encode call writes. */
    public enum ObuLayout {
        /** One OBU_FRAME. */
        FRAME,
        /** An OBU_FRAME_HEADER and one OBU_TILE_GROUP per tile. */
        FRAME_HEADER_AND_TILE_GROUPS
    }

    /** What a driver changes in the headers it was given. */
    public enum HeaderOverride {
        /** max_frame_width and max_frame_height grow to the codedPictureAlignment. */
        CODED_SIZE,
        /** enable_cdef becomes 0. */
        CDEF_OFF,
        /** use_128x128_superblock becomes 0. */
        SUPERBLOCK_64,
        /**
         * Restoration, superres, filter-intra, warped motion, jnt_comp and the other tools that hardware lacks become
         * 0.
         */
        SEQUENCE_TOOLS_OFF,
        /** Loop filter levels and CDEF strengths are the driver's own, whatever was asked. */
        OWN_FILTERS,
        /** At coded widths up to 4096, columns of tiles become as many more rows. */
        TILE_ROWS_ONLY,
        /** primary_ref_frame is written as 0 or 7 only. */
        PRIMARY_REF_FRAME,
        /** The size of the sequence header's OBU takes two bytes, though one would do. */
        SEQUENCE_SIZE_IN_TWO_BYTES
    }

    /** Faults of real drivers that can be switched on; the reference of each stands in the README. */
    public enum KnownFault {
        /** hasOverrides stays VK_FALSE although headers were changed. */
        OVERRIDES_NEVER_REPORTED,
        /**
         * Key frames after the first come out undecodable under CBR and VBR unless the key frame's scope re-sent
         * everything.
         */
        MID_SESSION_KEY_FRAMES_BROKEN,
        /** An unused reference name that is not -1 loses the device. */
        UNUSED_NAMES_CRASH,
        /** Too small a bitstream range is not reported by the query status. */
        OVERFLOW_WITHOUT_STATUS,
        /** stdHeaderVersion comes back empty when the profile chain has a usage structure. */
        EMPTY_STD_HEADER_WITH_USAGE,
        /** The encode family has no timestamps. */
        NO_TIMESTAMPS,
        /**
         * Loses the device when pCDEF is null although the sequence header has enable_cdef. The real one reads through
         * the pointer and ends the process.
         */
        READS_CDEF_UNASKED,
        /** RGB conversion is offered, but formats of RGB lack the feature VIDEO_ENCODE_INPUT. */
        RGB_WITHOUT_INPUT_FEATURE,
        /** Profiles with a tuning mode other than DEFAULT are refused. */
        TUNING_REFUSED
    }

    /**
     * Names.
     *
     * @param deviceName     put before the base device's own name
     * @param vendorId       PCI vendor, or 0 to leave the base device's
     * @param driverId       {@code VkDriverId}, or 0 to leave the base device's
     * @param driverVersion  packed driver version, or 0 to leave the base device's
     * @param driverName     driver name, or empty to leave the base device's
     */
    public record Identity(String deviceName, int vendorId, int driverId, long driverVersion, String driverName) {}

    /**
     * The added queue family.
     *
     * @param queueCount               queues of the family, at least 1
     * @param transfer                 whether it also copies
     * @param queryResultStatusSupport field of {@code VkQueueFamilyQueryResultStatusPropertiesKHR}
     * @param timestampValidBits       0 or 36 to 64
     */
    public record QueueFamily(
            int queueCount, boolean transfer, boolean queryResultStatusSupport, int timestampValidBits) {}

    /** Width and height in pixels. */
    public record Extent(int width, int height) {}

    /** Fields of {@code VkVideoCapabilitiesKHR}, as the specification names them. */
    public record VideoLimits(
            Set<VideoFlag> flags,
            long minBitstreamBufferOffsetAlignment,
            long minBitstreamBufferSizeAlignment,
            Extent pictureAccessGranularity,
            Extent minCodedExtent,
            Extent maxCodedExtent,
            int maxDpbSlots,
            int maxActiveReferencePictures) {}

    /**
     * Fields of {@code VkVideoEncodeRgbConversionCapabilitiesVALVE}, all of them empty where
     * {@code VK_VALVE_video_encode_rgb_conversion} is not offered.
     */
    public record RgbConversion(
            Set<RgbModel> rgbModels,
            Set<RgbRange> rgbRanges,
            Set<ChromaOffset> xChromaOffsets,
            Set<ChromaOffset> yChromaOffsets) {
        public RgbConversion {
            boolean none = rgbModels.isEmpty();
            if (rgbRanges.isEmpty() != none || xChromaOffsets.isEmpty() != none || yChromaOffsets.isEmpty() != none) {
                throw new IllegalArgumentException("some fields are empty, others are not");
            }
        }

        /** Returns whether the extension is offered. */
        public boolean offered() {
            return !rgbModels.isEmpty();
        }
    }

    /**
     * Fields of {@code VkVideoEncodeIntraRefreshCapabilitiesKHR}, without modes where
     * {@code VK_KHR_video_encode_intra_refresh} is not offered.
     */
    public record IntraRefreshLimits(
            Set<IntraRefreshMode> intraRefreshModes,
            int maxIntraRefreshCycleDuration,
            int maxIntraRefreshActiveReferencePictures,
            boolean partitionIndependentIntraRefreshRegions,
            boolean nonRectangularIntraRefreshRegions) {
        public IntraRefreshLimits {
            if (intraRefreshModes.contains(IntraRefreshMode.PER_PICTURE_PARTITION)) {
                throw new IllegalArgumentException("intraRefreshModes: PER_PICTURE_PARTITION cannot be played");
            }
        }

        /** Returns whether the extension is offered. */
        public boolean offered() {
            return !intraRefreshModes.isEmpty();
        }
    }

    /** Fields of {@code VkVideoEncodeCapabilitiesKHR}. */
    public record EncodeLimits(
            Set<EncodeFlag> flags,
            Set<RateControlFlag> rateControlModes,
            int maxRateControlLayers,
            long maxBitrate,
            int maxQualityLevels,
            Extent encodeInputPictureGranularity,
            Set<Feedback> supportedEncodeFeedbackFlags) {
        /** Returns whether {@code VK_KHR_video_encode_feedback2} is offered: whether there is a flag of it. */
        public boolean feedback2() {
            return supportedEncodeFeedbackFlags.stream().anyMatch(Feedback::isOfFeedback2);
        }
    }

    /** Fields of {@code VkVideoEncodeAV1CapabilitiesKHR}; reference name masks as sets of names. */
    public record Av1Limits(
            Set<Av1Flag> flags,
            int maxLevel,
            Extent codedPictureAlignment,
            Extent maxTiles,
            Extent minTileSize,
            Extent maxTileSize,
            Set<SuperblockSize> superblockSizes,
            int maxSingleReferenceCount,
            Set<ReferenceNameFlag> singleReferenceNameMask,
            int maxUnidirectionalCompoundReferenceCount,
            int maxUnidirectionalCompoundGroup1ReferenceCount,
            Set<ReferenceNameFlag> unidirectionalCompoundReferenceNameMask,
            int maxBidirectionalCompoundReferenceCount,
            int maxBidirectionalCompoundGroup1ReferenceCount,
            int maxBidirectionalCompoundGroup2ReferenceCount,
            Set<ReferenceNameFlag> bidirectionalCompoundReferenceNameMask,
            int maxTemporalLayerCount,
            int maxSpatialLayerCount,
            int maxOperatingPoints,
            int minQIndex,
            int maxQIndex,
            boolean prefersGopRemainingFrames,
            boolean requiresGopRemainingFrames,
            Set<StdSyntaxFlag> stdSyntaxFlags) {}

    /**
     * One answer of the format query.
     *
     * @param usage       video usages this entry is for
     * @param alsoUsage   other image usages that images of it may have too
     * @param toldUsage   those of them that the answer names even where they were not asked for
     * @param createFlags allowed image create flags
     */
    public record FormatEntry(
            Set<PictureUsage> usage,
            Set<ImageUsage> alsoUsage,
            Set<ImageUsage> toldUsage,
            Set<CreateFlag> createFlags) {}

    /**
     * One quality level: preferred settings, and how hard our coder searches at it.
     *
     * @param preferredRateControlMode    mode
     * @param preferredConstantQIndex     QIndex of intra, predictive and bipredictive pictures
     * @param preferredGopFrameCount      frames of a GOP
     * @param preferredConsecutiveBipredictiveFrameCount B frames in a row
     * @param effort                      0: fast, 1: normal, 2 and 3: thorough
     */
    public record QualityLevel(
            RateControlFlag preferredRateControlMode,
            List<Integer> preferredConstantQIndex,
            int preferredGopFrameCount,
            int preferredConsecutiveBipredictiveFrameCount,
            int effort) {}

    /**
     * One memory binding of a video session, in bytes.
     *
     * @param alignment   0 where the driver tells none
     * @param hostVisible whether only host-visible memory is allowed
     */
    public record SessionMemory(long size, long alignment, boolean hostVisible) {}
}
