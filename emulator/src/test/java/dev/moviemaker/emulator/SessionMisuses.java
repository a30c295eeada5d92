// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.vulkan.raw.*;
import dev.moviemaker.vulkan.std.StdFlags;
import dev.moviemaker.vulkan.std.StdVideoAV1SequenceHeaderFlag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Mistakes with sessions, their memory and parameters, coding scopes and rate control. */
final class SessionMisuses extends MisuseList {
    @Override
    void fill() {
        sessions();
        scopes();
    }

    private void sessions() {
        add(
                "bind index bound twice",
                Rule.SESSION_MEMORY_BIND,
                Place.BIND,
                -1,
                s -> VkBindVideoSessionMemoryInfoKHR.memoryBindIndex(VkBindVideoSessionMemoryInfoKHR.asSlice(s, 1), 0));
        add(
                "bind index beyond the requirements",
                Rule.SESSION_MEMORY_BIND,
                Place.BIND,
                -1,
                s -> VkBindVideoSessionMemoryInfoKHR.memoryBindIndex(s, 9));
        add(
                "session memory misaligned",
                Rule.SESSION_MEMORY_BIND,
                Place.BIND,
                -1,
                s -> VkBindVideoSessionMemoryInfoKHR.memoryOffset(s, 1));
        add(
                "session memory too small",
                Rule.SESSION_MEMORY_BIND,
                Place.BIND,
                -1,
                s -> VkBindVideoSessionMemoryInfoKHR.memorySize(s, 16));
        add(
                "session memory missing",
                Rule.SESSION_MEMORY_NOT_BOUND,
                Place.BIND,
                -1,
                s -> VkBindVideoSessionMemoryInfoKHR.memoryBindIndex(s, 2));
        on(
                "maximal",
                "more slots than offered",
                "04847",
                Place.SESSION,
                -1,
                s -> VkVideoSessionCreateInfoKHR.maxDpbSlots(s, 99));
        on(
                "maximal",
                "more references than offered",
                "04849",
                Place.SESSION,
                -1,
                s -> VkVideoSessionCreateInfoKHR.maxActiveReferencePictures(s, 9));
        on(
                "maximal",
                "session larger than offered",
                "04851",
                Place.SESSION,
                -1,
                s -> VkExtent2D.width(VkVideoSessionCreateInfoKHR.maxCodedExtent(s), 5000));
        on(
                "maximal",
                "session of another format",
                "pictureFormat",
                Place.SESSION,
                -1,
                s -> VkVideoSessionCreateInfoKHR.pictureFormat(s, Vulkan.VK_FORMAT_R8G8B8A8_UNORM()));
        on(
                "maximal",
                "another Std header",
                "07190",
                Place.SESSION,
                -1,
                s -> VkExtensionProperties.extensionName(VkVideoSessionCreateInfoKHR.pStdHeaderVersion(s))
                        .setString(0, "VK_STD_vulkan_video_codec_h264_encode"));
        add(
                "integer vectors without screen content tools",
                Rule.TOLERATED,
                Place.SEQUENCE,
                -1,
                s -> StdVideoAV1SequenceHeader.seq_force_integer_mv(s, (byte) 0));
        add(
                "a slot too many",
                Rule.SESSION_LIMITS,
                Place.SESSION,
                -1,
                s -> VkVideoSessionCreateInfoKHR.maxDpbSlots(s, 17));
        add(
                "film grain",
                Rule.SEQUENCE_HEADER,
                Place.SEQUENCE,
                -1,
                s -> StdFlags.setWord(
                        s, StdFlags.word(s) | StdVideoAV1SequenceHeaderFlag.FILM_GRAIN_PARAMS_PRESENT.mask()));
        add(
                "superblocks that are not offered",
                Rule.SEQUENCE_HEADER,
                Place.SEQUENCE,
                -1,
                s -> StdFlags.setWord(
                        s, StdFlags.word(s) | StdVideoAV1SequenceHeaderFlag.USE_128X128_SUPERBLOCK.mask()));
        add(
                "sequence larger than its session",
                Rule.SEQUENCE_HEADER,
                Place.SEQUENCE,
                -1,
                s -> StdVideoAV1SequenceHeader.max_frame_width_minus_1(s, (short) 639));
        add(
                "sequence of another depth",
                Rule.SEQUENCE_HEADER,
                Place.SEQUENCE,
                -1,
                s -> StdVideoAV1ColorConfig.BitDepth(StdVideoAV1SequenceHeader.pColorConfig(s), (byte) 10));
        add(
                "quality level of parameters out of range",
                Rule.QUALITY_LEVEL_RANGE,
                Place.PARAMETERS,
                -1,
                s -> VkVideoEncodeQualityLevelInfoKHR.qualityLevel(VkVideoSessionParametersCreateInfoKHR.pNext(s), 77));
    }

    private void scopes() {
        add(
                "no reset at first",
                Rule.SESSION_NOT_INITIALISED,
                Place.CONTROL,
                0,
                s -> VkVideoCodingControlInfoKHR.flags(
                        s, VkVideoCodingControlInfoKHR.flags(s) & ~Vulkan.VK_VIDEO_CODING_CONTROL_RESET_BIT_KHR()));
        add(
                "no parameters",
                Rule.PARAMETERS_MISSING,
                Place.BEGIN,
                1,
                s -> VkVideoBeginCodingInfoKHR.videoSessionParameters(s, 0));
        add(
                "rate control not repeated",
                Rule.RATE_CONTROL_STATE,
                Place.BEGIN,
                1,
                s -> VkVideoBeginCodingInfoKHR.pNext(s, MemorySegment.NULL));
        add(
                "rate control repeated wrongly",
                Rule.RATE_CONTROL_STATE,
                Place.BEGIN,
                2,
                s -> VkVideoEncodeRateControlInfoKHR.rateControlMode(VkVideoBeginCodingInfoKHR.pNext(s), 0));
        add(
                "quality level out of range",
                Rule.QUALITY_LEVEL_RANGE,
                Place.CONTROL,
                0,
                s -> VkVideoEncodeQualityLevelInfoKHR.qualityLevel(VkVideoCodingControlInfoKHR.pNext(s), 50));
        add(
                "quality level other than the parameters'",
                Rule.QUALITY_LEVEL_MISMATCH,
                Place.CONTROL,
                0,
                s -> VkVideoEncodeQualityLevelInfoKHR.qualityLevel(VkVideoCodingControlInfoKHR.pNext(s), 1));
        on(
                "minimal",
                "rate control mode that is not offered",
                Rule.RATE_CONTROL_VALUES.name(),
                Place.CONTROL,
                0,
                s -> VkVideoEncodeRateControlInfoKHR.rateControlMode(
                        VkVideoEncodeQualityLevelInfoKHR.pNext(VkVideoCodingControlInfoKHR.pNext(s)), 2));
        add(
                "query that was not reset",
                Rule.QUERY_NOT_RESET,
                Place.QUERY_RESET,
                1,
                s -> s.set(ValueLayout.JAVA_INT, 0, 0));
        add("query pool of another profile", Rule.QUERY_SCOPE, Place.QUERY_POOL, -1, s -> {
            MemorySegment profile = VkQueryPoolVideoEncodeFeedbackCreateInfoKHR.pNext(VkQueryPoolCreateInfo.pNext(s));
            VkVideoEncodeUsageInfoKHR.tuningMode(
                    VkVideoEncodeAV1ProfileInfoKHR.pNext(VkVideoProfileInfoKHR.pNext(profile)), 1);
        });
        add(
                "query beyond its pool",
                Rule.QUERY_SCOPE,
                Place.QUERY_POOL,
                -1,
                s -> VkQueryPoolCreateInfo.queryCount(s, 1));
        list.add(new Misuse(
                "inline query in a session without them",
                Rule.QUERY_SCOPE.name(),
                "maximal",
                SHORT.inline(),
                Hooks.none().at(Place.SESSION, (frame, s) -> VkVideoSessionCreateInfoKHR.flags(s, 0))));
        list.add(new Misuse(
                "inline query beyond its pool",
                Rule.QUERY_SCOPE.name(),
                "maximal",
                SHORT.inline(),
                Hooks.none().at(Place.QUERY_POOL, (frame, s) -> VkQueryPoolCreateInfo.queryCount(s, 1))));
        list.add(new Misuse(
                "constantQIndex with rate control",
                Rule.CONSTANT_Q_INDEX.name(),
                "maximal",
                SHORT.rate(2, 500_000, true),
                Hooks.none().at(Place.PICTURE, (frame, s) -> VkVideoEncodeAV1PictureInfoKHR.constantQIndex(s, 128))));
        list.add(new Misuse(
                "CBR with a higher maximum",
                Rule.RATE_CONTROL_VALUES.name(),
                "maximal",
                SHORT.rate(2, 500_000, true),
                Hooks.none()
                        .at(
                                Place.CONTROL,
                                (frame, s) -> VkVideoEncodeRateControlLayerInfoKHR.maxBitrate(
                                        VkVideoEncodeRateControlInfoKHR.pLayers(VkVideoEncodeQualityLevelInfoKHR.pNext(
                                                VkVideoCodingControlInfoKHR.pNext(s))),
                                        900_000))));
        list.add(new Misuse(
                "no virtual buffer",
                Rule.RATE_CONTROL_VALUES.name(),
                "maximal",
                SHORT.rate(4, 500_000, true),
                Hooks.none()
                        .at(
                                Place.CONTROL,
                                (frame, s) -> VkVideoEncodeRateControlInfoKHR.virtualBufferSizeInMs(
                                        VkVideoEncodeQualityLevelInfoKHR.pNext(VkVideoCodingControlInfoKHR.pNext(s)),
                                        0))));
        list.add(new Misuse(
                "frame rate of zero",
                Rule.RATE_CONTROL_VALUES.name(),
                "maximal",
                SHORT.rate(4, 500_000, true),
                Hooks.none()
                        .at(
                                Place.CONTROL,
                                (frame, s) -> VkVideoEncodeRateControlLayerInfoKHR.frameRateDenominator(
                                        VkVideoEncodeRateControlInfoKHR.pLayers(VkVideoEncodeQualityLevelInfoKHR.pNext(
                                                VkVideoCodingControlInfoKHR.pNext(s))),
                                        0))));
    }
}
