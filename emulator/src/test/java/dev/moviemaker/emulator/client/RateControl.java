// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The rate control structures, always the same ones. */
record RateControl(Settings settings) {

    /** Both structures, for Begin and Control. */
    MemorySegment chain(Arena arena) {
        MemorySegment av1 = VkVideoEncodeAV1RateControlInfoKHR.allocate(arena);
        VkVideoEncodeAV1RateControlInfoKHR.sType(
                av1, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_RATE_CONTROL_INFO_KHR());
        MemorySegment info = VkVideoEncodeRateControlInfoKHR.allocate(arena);
        VkVideoEncodeRateControlInfoKHR.sType(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_RATE_CONTROL_INFO_KHR());
        VkVideoEncodeRateControlInfoKHR.rateControlMode(info, settings.mode);
        if (settings.mode > 1) {
            VkVideoEncodeAV1RateControlInfoKHR.gopFrameCount(av1, settings.keyPeriod);
            VkVideoEncodeAV1RateControlInfoKHR.keyFramePeriod(av1, settings.keyPeriod);
            VkVideoEncodeAV1RateControlInfoKHR.temporalLayerCount(av1, 1);
            MemorySegment qualities = VkVideoEncodeAV1RateControlLayerInfoKHR.allocate(arena);
            VkVideoEncodeAV1RateControlLayerInfoKHR.sType(
                    qualities, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_RATE_CONTROL_LAYER_INFO_KHR());
            MemorySegment layer = VkVideoEncodeRateControlLayerInfoKHR.allocate(arena);
            VkVideoEncodeRateControlLayerInfoKHR.sType(
                    layer, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_RATE_CONTROL_LAYER_INFO_KHR());
            VkVideoEncodeRateControlLayerInfoKHR.pNext(layer, qualities);
            VkVideoEncodeRateControlLayerInfoKHR.averageBitrate(layer, settings.bitrate);
            VkVideoEncodeRateControlLayerInfoKHR.maxBitrate(
                    layer, settings.mode == 2 ? settings.bitrate : settings.bitrate * 2);
            VkVideoEncodeRateControlLayerInfoKHR.frameRateNumerator(layer, 30);
            VkVideoEncodeRateControlLayerInfoKHR.frameRateDenominator(layer, 1);
            VkVideoEncodeRateControlInfoKHR.layerCount(info, 1);
            VkVideoEncodeRateControlInfoKHR.pLayers(info, layer);
            VkVideoEncodeRateControlInfoKHR.virtualBufferSizeInMs(info, 1000);
            VkVideoEncodeRateControlInfoKHR.initialVirtualBufferSizeInMs(info, 700);
            VkVideoEncodeRateControlInfoKHR.pNext(info, av1);
        }
        return info;
    }

    /** Reset, rate control and quality level together. */
    MemorySegment control(Arena arena) {
        MemorySegment quality = VkVideoEncodeQualityLevelInfoKHR.allocate(arena);
        VkVideoEncodeQualityLevelInfoKHR.sType(quality, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUALITY_LEVEL_INFO_KHR());
        VkVideoEncodeQualityLevelInfoKHR.pNext(quality, chain(arena));
        VkVideoEncodeQualityLevelInfoKHR.qualityLevel(quality, settings.qualityLevel);
        MemorySegment info = VkVideoCodingControlInfoKHR.allocate(arena);
        VkVideoCodingControlInfoKHR.sType(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_CODING_CONTROL_INFO_KHR());
        VkVideoCodingControlInfoKHR.pNext(info, quality);
        VkVideoCodingControlInfoKHR.flags(
                info,
                Vulkan.VK_VIDEO_CODING_CONTROL_RESET_BIT_KHR()
                        | Vulkan.VK_VIDEO_CODING_CONTROL_ENCODE_RATE_CONTROL_BIT_KHR()
                        | Vulkan.VK_VIDEO_CODING_CONTROL_ENCODE_QUALITY_LEVEL_BIT_KHR());
        return info;
    }
}
