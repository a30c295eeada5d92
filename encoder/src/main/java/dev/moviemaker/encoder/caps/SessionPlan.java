// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.encoder.convert.ConversionRequest;
import dev.moviemaker.encoder.convert.TargetPath;
import dev.moviemaker.encoder.gop.GopStructure;
import dev.moviemaker.encoder.vk.VideoProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that was decided before any object is made. Nothing later asks what a driver supports.
 *
 * @param computeFamily queue family that converts frames; equal to {@code encodeFamily} where that can
 * @param rgb the driver's own conversion, where it converts; frames are then copied as they are
 * @param deltaMaps quantization delta maps, where frames may have quality maps
 * @param intraRefresh how pictures are refreshed by intra blocks, where they are
 * @param targetPath how converted frames come into the source images; COPY where they are copied as they are
 * @param inlineQueries whether feedback queries are given with the encode command ({@code VK_KHR_video_maintenance1})
 * @param feedbackFlags what feedback queries tell: the place of bitstreams, and more where the driver can
 * @param resultStatus whether feedback queries of the family have a status
 * @param frameSize pixels of a frame, which is also the coded extent
 * @param imageSize size of source and DPB images: a multiple of both granularities
 * @param superblock 64 or 128
 * @param dpbSlots DPB slots of the session: held pictures and the one being made
 * @param cdef whether CDEF is asked for in the sequence header
 * @param restoration whether loop restoration is asked for in the sequence header
 * @param bitDepth 8 or 10
 * @param framesInFlight pictures that may be under way at once
 * @param inputSlots frames that may be held at once: a frame is held until its packet is delivered, so that it can be
 *     coded again
 * @param notes what was decided where there was a choice that cannot be seen in the stream, one sentence each
 * @param warnings what could not be honoured as asked
 */
public record SessionPlan(
        DeviceIdentity device,
        ProfileSupport.Supported profile,
        int encodeFamily,
        int computeFamily,
        Optional<RgbConversion> rgb,
        Optional<DeltaMapPlan> deltaMaps,
        Optional<IntraRefreshPlan> intraRefresh,
        TargetPath targetPath,
        boolean inlineQueries,
        int feedbackFlags,
        boolean resultStatus,
        Extent frameSize,
        Extent imageSize,
        int level,
        int tier,
        int superblock,
        TilePlan tiles,
        GopStructure gop,
        int dpbSlots,
        RatePlan rate,
        int qualityLevel,
        boolean cdef,
        boolean restoration,
        int bitDepth,
        ColorDescription color,
        long bitstreamBytes,
        int framesInFlight,
        int inputSlots,
        Set<Quirk> quirks,
        List<String> notes,
        List<String> warnings) {

    /** Copies the collections. */
    public SessionPlan {
        quirks = Set.copyOf(quirks);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /** Whether feedback needs {@code VK_KHR_video_encode_feedback2}. */
    public boolean tellsAverages() {
        return (feedbackFlags & EncodeLimits.AVERAGES) != 0;
    }

    /** Returns the video profile. */
    public VideoProfile videoProfile() {
        return new VideoProfile(bitDepth, profile.hints(), rgb.isPresent());
    }

    /** Returns the format of source images. */
    public int sourceFormat() {
        List<VideoFormat> offered =
                targetPath == TargetPath.STORAGE_PLANES ? profile.storageFormats() : profile.sourceFormats();
        return rgb.map(RgbConversion::source).orElseGet(offered::getFirst).format();
    }

    /** Returns the rate control of the running stream with other bitrates and another frame rate. */
    public RatePlan rateOf(EncoderSettings changed) {
        return rate.with(RatePlan.targets(changed, profile), changed.framerate());
    }

    /** Returns what is made of frames. */
    public ConversionRequest conversion() {
        return new ConversionRequest(
                color,
                bitDepth,
                frameSize.width(),
                frameSize.height(),
                imageSize.width(),
                imageSize.height(),
                targetPath);
    }
}
