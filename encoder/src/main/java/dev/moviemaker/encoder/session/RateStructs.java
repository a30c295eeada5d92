// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_RATE_CONTROL_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_RATE_CONTROL_LAYER_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_RATE_CONTROL_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_RATE_CONTROL_LAYER_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_AV1_RATE_CONTROL_REFERENCE_PATTERN_FLAT_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_AV1_RATE_CONTROL_REGULAR_GOP_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_AV1_RATE_CONTROL_TEMPORAL_LAYER_PATTERN_DYADIC_BIT_KHR;

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
    private static final int BITS = Integer.SIZE - 1;
    /** A longer GOP counts as endless: then it is not promised to be regular. */
    private static final int LONGEST_REGULAR_GOP = 1 << 16;
    /**
     * Share of the bits of a stream without so many of its highest temporal layers: pictures of lower layers take more
     * each.
     */
    private static final int[] PERCENT_BELOW = {100, 65, 45};

    private final MemorySegment info;
    private final MemorySegment layers;
    /** Its elements: a slice for each picture would be an object on the heap. */
    private final MemorySegment[] elements;

    private final MemorySegment av1;
    private final int temporalLayers;

    /**
     * Carves the structures.
     *
     * @param temporalLayers of the stream, each of which gets a layer of rate control: RADV reads as many as the
     *     stream has, whatever
     *     {@code layerCount} says
     */
    RateStructs(SegmentAllocator allocator, int temporalLayers) {
        this.temporalLayers = temporalLayers;
        info = Structs.make(
                allocator,
                VkVideoEncodeRateControlInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_RATE_CONTROL_INFO_KHR());
        layers = Structs.array(
                allocator,
                VkVideoEncodeRateControlLayerInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_RATE_CONTROL_LAYER_INFO_KHR(),
                temporalLayers);
        av1 = Structs.make(
                allocator,
                VkVideoEncodeAV1RateControlInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_RATE_CONTROL_INFO_KHR());
        // Bounds on QIndex stay off: pixelforge had trouble with them under CBR and VBR.
        elements = new MemorySegment[temporalLayers];
        for (int i = 0; i < temporalLayers; i++) {
            MemorySegment av1Layer = Structs.make(
                    allocator,
                    VkVideoEncodeAV1RateControlLayerInfoKHR.layout(),
                    VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_RATE_CONTROL_LAYER_INFO_KHR());
            elements[i] = VkVideoEncodeRateControlLayerInfoKHR.asSlice(layers, i);
            Structs.setNext(elements[i], av1Layer);
        }
        VkVideoEncodeRateControlInfoKHR.pLayers(info, layers);
    }

    /**
     * A layer's numbers are those of the stream that ends with it: all frames and bits of the highest, half of the
     * frames below it.
     */
    private void writeLayer(MemorySegment layer, RatePlan plan, int index) {
        int above = temporalLayers - 1 - index;
        long percent = PERCENT_BELOW[above];
        VkVideoEncodeRateControlLayerInfoKHR.averageBitrate(
                layer, Math.max(1, plan.targets().averageBitsPerSecond() * percent / 100));
        VkVideoEncodeRateControlLayerInfoKHR.maxBitrate(
                layer, Math.max(1, plan.targets().peakBitsPerSecond() * percent / 100));
        Rational rate = plan.framerate();
        VkVideoEncodeRateControlLayerInfoKHR.frameRateNumerator(layer, numerator(rate, above));
        VkVideoEncodeRateControlLayerInfoKHR.frameRateDenominator(layer, denominator(rate, above));
    }

    /**
     * The numerator of a frame rate that is halved some times, of the nearest to it that 31 bits can tell.
     *
     * @return at least 1
     */
    static int numerator(Rational rate, int halvings) {
        return (int) Math.max(1, rate.numerator() >> excess(rate, halvings));
    }

    /**
     * The denominator that belongs to it.
     *
     * @return at least 1
     */
    static int denominator(Rational rate, int halvings) {
        return (int) Math.max(1, rate.denominator() >> excess(rate, halvings)) << halvings;
    }

    /** Bits that one of the two has too many of. */
    private static int excess(Rational rate, int halvings) {
        int ofNumerator = Long.SIZE - Long.numberOfLeadingZeros(rate.numerator()) - BITS;
        int ofDenominator = Long.SIZE - Long.numberOfLeadingZeros(rate.denominator()) + halvings - BITS;
        return Math.max(0, Math.max(ofNumerator, ofDenominator));
    }

    private int flags(RatePlan plan) {
        if (plan.gopFrameCount() > LONGEST_REGULAR_GOP || plan.bipredictiveInRow() > 0) {
            return 0;
        }
        int regular = VK_VIDEO_ENCODE_AV1_RATE_CONTROL_REGULAR_GOP_BIT_KHR();
        return temporalLayers == 1
                ? regular | VK_VIDEO_ENCODE_AV1_RATE_CONTROL_REFERENCE_PATTERN_FLAT_BIT_KHR()
                : regular | VK_VIDEO_ENCODE_AV1_RATE_CONTROL_TEMPORAL_LAYER_PATTERN_DYADIC_BIT_KHR();
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
        VkVideoEncodeRateControlInfoKHR.layerCount(info, temporalLayers);
        VkVideoEncodeRateControlInfoKHR.pLayers(info, layers);
        int bufferMillis = plan.targets().bufferMillis();
        VkVideoEncodeRateControlInfoKHR.virtualBufferSizeInMs(info, bufferMillis);
        VkVideoEncodeRateControlInfoKHR.initialVirtualBufferSizeInMs(
                info, Math.min(bufferMillis, plan.targets().initialBufferMillis()));
        for (int i = 0; i < temporalLayers; i++) {
            writeLayer(elements[i], plan, i);
        }
        VkVideoEncodeAV1RateControlInfoKHR.flags(av1, flags(plan));
        VkVideoEncodeAV1RateControlInfoKHR.gopFrameCount(av1, plan.gopFrameCount());
        VkVideoEncodeAV1RateControlInfoKHR.keyFramePeriod(av1, plan.gopFrameCount());
        VkVideoEncodeAV1RateControlInfoKHR.consecutiveBipredictiveFrameCount(
                av1, Math.min(plan.bipredictiveInRow(), plan.gopFrameCount() - 1));
        VkVideoEncodeAV1RateControlInfoKHR.temporalLayerCount(av1, temporalLayers);
        Structs.setNext(info, av1);
        Structs.setNext(av1, next);
        return info;
    }
}
