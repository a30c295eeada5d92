// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.emulator.profile.RateControlFlag;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1FrameSizeKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1QIndexKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1RateControlInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1RateControlLayerInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeRateControlInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeRateControlLayerInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rate control state of a session, by value, since begin of a scope has to repeat it.
 *
 * @param layers         one per temporal layer, none for DEFAULT and DISABLED
 * @param gop            what the AV1 structure says, null without it
 */
public record EmulatedRateState(
        int mode,
        List<Layer> layers,
        int virtualBufferSizeInMs,
        int initialVirtualBufferSizeInMs,
        @Nullable Gop gop) {

    /** What a reset leaves: the driver's own. */
    public static final EmulatedRateState DEFAULT =
            new EmulatedRateState(RateControlFlag.DEFAULT.bit(), List.of(), 0, 0, null);

    /**
     * The AV1 structure.
     *
     * @param flags {@code VkVideoEncodeAV1RateControlFlagsKHR}
     * @param keyFramePeriod frames from key to key, 0 for unknown
     */
    public record Gop(
            int flags,
            int gopFrameCount,
            int keyFramePeriod,
            int consecutiveBipredictiveFrameCount,
            int temporalLayerCount) {}

    /**
     * One layer.
     *
     * @param frameRateDenominator seconds
     * @param minQIndex of intra, predictive and bipredictive pictures, or empty
     * @param maxFrameSize in bytes, likewise
     */
    public record Layer(
            long averageBitrate,
            long maxBitrate,
            int frameRateNumerator,
            int frameRateDenominator,
            List<Integer> minQIndex,
            List<Integer> maxQIndex,
            List<Integer> maxFrameSize) {}

    /** Whether this is the mode. */
    public boolean is(RateControlFlag flag) {
        return mode == flag.bit();
    }

    /** Whether the driver chooses quantizers to meet a bitrate. */
    public boolean active() {
        return !is(RateControlFlag.DEFAULT) && !is(RateControlFlag.DISABLED);
    }

    /** The state in the chain of {@code head}, or null when there is none. */
    static @Nullable EmulatedRateState inChain(MemorySegment head) {
        MemorySegment info = Structs.find(head, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_RATE_CONTROL_INFO_KHR());
        if (info == null) {
            return null;
        }
        // Sibling of the general structure, or chained behind it: both are found from the head.
        MemorySegment av1 = Structs.find(head, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_RATE_CONTROL_INFO_KHR());
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < VkVideoEncodeRateControlInfoKHR.layerCount(info); i++) {
            layers.add(layer(
                    VkVideoEncodeRateControlLayerInfoKHR.asSlice(VkVideoEncodeRateControlInfoKHR.pLayers(info), i)));
        }
        return new EmulatedRateState(
                VkVideoEncodeRateControlInfoKHR.rateControlMode(info),
                List.copyOf(layers),
                VkVideoEncodeRateControlInfoKHR.virtualBufferSizeInMs(info),
                VkVideoEncodeRateControlInfoKHR.initialVirtualBufferSizeInMs(info),
                av1 == null
                        ? null
                        : new Gop(
                                VkVideoEncodeAV1RateControlInfoKHR.flags(av1),
                                VkVideoEncodeAV1RateControlInfoKHR.gopFrameCount(av1),
                                VkVideoEncodeAV1RateControlInfoKHR.keyFramePeriod(av1),
                                VkVideoEncodeAV1RateControlInfoKHR.consecutiveBipredictiveFrameCount(av1),
                                VkVideoEncodeAV1RateControlInfoKHR.temporalLayerCount(av1)));
    }

    private static Layer layer(MemorySegment info) {
        MemorySegment av1 = Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_RATE_CONTROL_LAYER_INFO_KHR());
        return new Layer(
                VkVideoEncodeRateControlLayerInfoKHR.averageBitrate(info),
                VkVideoEncodeRateControlLayerInfoKHR.maxBitrate(info),
                VkVideoEncodeRateControlLayerInfoKHR.frameRateNumerator(info),
                VkVideoEncodeRateControlLayerInfoKHR.frameRateDenominator(info),
                av1 != null && VkVideoEncodeAV1RateControlLayerInfoKHR.useMinQIndex(av1) != 0
                        ? qIndex(VkVideoEncodeAV1RateControlLayerInfoKHR.minQIndex(av1))
                        : List.of(),
                av1 != null && VkVideoEncodeAV1RateControlLayerInfoKHR.useMaxQIndex(av1) != 0
                        ? qIndex(VkVideoEncodeAV1RateControlLayerInfoKHR.maxQIndex(av1))
                        : List.of(),
                av1 != null && VkVideoEncodeAV1RateControlLayerInfoKHR.useMaxFrameSize(av1) != 0
                        ? frameSize(VkVideoEncodeAV1RateControlLayerInfoKHR.maxFrameSize(av1))
                        : List.of());
    }

    private static List<Integer> qIndex(MemorySegment q) {
        return List.of(
                VkVideoEncodeAV1QIndexKHR.intraQIndex(q),
                VkVideoEncodeAV1QIndexKHR.predictiveQIndex(q),
                VkVideoEncodeAV1QIndexKHR.bipredictiveQIndex(q));
    }

    private static List<Integer> frameSize(MemorySegment size) {
        return List.of(
                VkVideoEncodeAV1FrameSizeKHR.intraFrameSize(size),
                VkVideoEncodeAV1FrameSizeKHR.predictiveFrameSize(size),
                VkVideoEncodeAV1FrameSizeKHR.bipredictiveFrameSize(size));
    }
}
