// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_RATE_CONTROL_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_RATE_CONTROL_LAYER_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_RATE_CONTROL_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_RATE_CONTROL_LAYER_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_AV1_RATE_CONTROL_REFERENCE_PATTERN_FLAT_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_AV1_RATE_CONTROL_REGULAR_GOP_BIT_KHR;

import dev.moviemaker.Rational;
import dev.moviemaker.encoder.caps.RatePlan;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1RateControlInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1RateControlLayerInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeRateControlInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeRateControlLayerInfoKHR;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** The structures of one rate-control state. The general and the AV1 one are siblings in a chain. */
final class RateStructs {
    /** A longer GOP counts as endless: then it is not promised to be regular. */
    private static final int LONGEST_REGULAR_GOP = 1 << 16;

    private final MemorySegment info;
    private final MemorySegment layer;
    private final MemorySegment av1;

    RateStructs(SegmentAllocator allocator) {
        info = Structs.make(
                allocator,
                VkVideoEncodeRateControlInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_RATE_CONTROL_INFO_KHR());
        layer = Structs.make(
                allocator,
                VkVideoEncodeRateControlLayerInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_RATE_CONTROL_LAYER_INFO_KHR());
        av1 = Structs.make(
                allocator,
                VkVideoEncodeAV1RateControlInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_RATE_CONTROL_INFO_KHR());
        // Bounds on QIndex stay off: pixelforge had trouble with them under CBR and VBR.
        MemorySegment av1Layer = Structs.make(
                allocator,
                VkVideoEncodeAV1RateControlLayerInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_RATE_CONTROL_LAYER_INFO_KHR());
        Structs.setNext(layer, av1Layer);
        VkVideoEncodeRateControlInfoKHR.pLayers(info, layer);
    }

    /** Writes a state and returns its chain, to be put in front of {@code next}. */
    MemorySegment write(RatePlan plan, MemorySegment next) {
        VkVideoEncodeRateControlInfoKHR.rateControlMode(info, plan.mode());
        if (!plan.active()) {
            VkVideoEncodeRateControlInfoKHR.layerCount(info, 0);
            VkVideoEncodeRateControlInfoKHR.pLayers(info, MemorySegment.NULL);
            VkVideoEncodeRateControlInfoKHR.virtualBufferSizeInMs(info, 0);
            VkVideoEncodeRateControlInfoKHR.initialVirtualBufferSizeInMs(info, 0);
            Structs.setNext(info, next);
            return info;
        }
        VkVideoEncodeRateControlInfoKHR.layerCount(info, 1);
        VkVideoEncodeRateControlInfoKHR.pLayers(info, layer);
        int bufferMillis = plan.targets().bufferMillis();
        VkVideoEncodeRateControlInfoKHR.virtualBufferSizeInMs(info, bufferMillis);
        VkVideoEncodeRateControlInfoKHR.initialVirtualBufferSizeInMs(
                info, Math.min(bufferMillis, plan.targets().initialBufferMillis()));
        VkVideoEncodeRateControlLayerInfoKHR.averageBitrate(
                layer, plan.targets().averageBitsPerSecond());
        VkVideoEncodeRateControlLayerInfoKHR.maxBitrate(layer, plan.targets().peakBitsPerSecond());
        Rational rate = plan.framerate();
        VkVideoEncodeRateControlLayerInfoKHR.frameRateNumerator(layer, (int) rate.numerator());
        VkVideoEncodeRateControlLayerInfoKHR.frameRateDenominator(layer, (int) rate.denominator());
        boolean regular = plan.gopFrameCount() <= LONGEST_REGULAR_GOP && plan.bipredictiveInRow() == 0;
        VkVideoEncodeAV1RateControlInfoKHR.flags(
                av1,
                regular
                        ? VK_VIDEO_ENCODE_AV1_RATE_CONTROL_REGULAR_GOP_BIT_KHR()
                                | VK_VIDEO_ENCODE_AV1_RATE_CONTROL_REFERENCE_PATTERN_FLAT_BIT_KHR()
                        : 0);
        VkVideoEncodeAV1RateControlInfoKHR.gopFrameCount(av1, plan.gopFrameCount());
        VkVideoEncodeAV1RateControlInfoKHR.keyFramePeriod(av1, plan.gopFrameCount());
        VkVideoEncodeAV1RateControlInfoKHR.consecutiveBipredictiveFrameCount(
                av1, Math.min(plan.bipredictiveInRow(), plan.gopFrameCount() - 1));
        VkVideoEncodeAV1RateControlInfoKHR.temporalLayerCount(av1, 1);
        Structs.setNext(info, av1);
        Structs.setNext(av1, next);
        return info;
    }
}
