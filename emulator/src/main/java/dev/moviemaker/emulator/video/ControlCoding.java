// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.Copies;
import dev.moviemaker.emulator.objects.Operation;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.Flag;
import dev.moviemaker.emulator.profile.RateControlFlag;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkVideoCodingControlInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeQualityLevelInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * vkCmdControlVideoCodingKHR.
 *
 * @param rateControl  new rate control state, or null
 * @param qualityLevel new quality level, or -1
 */
public record ControlCoding(
        Scope scope, boolean reset, @Nullable EmulatedRateState rateControl, int qualityLevel) implements Operation {

    /** Reads the application's structure. */
    public static ControlCoding read(Scope scope, MemorySegment info) {
        int flags = VkVideoCodingControlInfoKHR.flags(info);
        boolean rate = (flags & Vulkan.VK_VIDEO_CODING_CONTROL_ENCODE_RATE_CONTROL_BIT_KHR()) != 0;
        boolean quality = (flags & Vulkan.VK_VIDEO_CODING_CONTROL_ENCODE_QUALITY_LEVEL_BIT_KHR()) != 0;
        MemorySegment level = Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUALITY_LEVEL_INFO_KHR());
        return new ControlCoding(
                scope,
                (flags & Vulkan.VK_VIDEO_CODING_CONTROL_RESET_BIT_KHR()) != 0,
                rate ? EmulatedRateState.inChain(info) : null,
                quality && level != null ? VkVideoEncodeQualityLevelInfoKHR.qualityLevel(level) : -1);
    }

    @Override
    public void run(Copies copies) {
        EmulatedSession session = scope.session();
        synchronized (session) {
            if (reset) {
                session.reset();
            } else if (!session.initialised()) {
                session.violation(Rule.SESSION_NOT_INITIALISED, "vkCmdControlVideoCodingKHR without RESET");
            }
            if (rateControl != null) {
                check(session, rateControl);
                session.changeRateControl(rateControl);
            }
            if (qualityLevel >= 0) {
                int levels = session.device().driver().profile().encode().maxQualityLevels();
                if (qualityLevel >= levels) {
                    session.violation(Rule.QUALITY_LEVEL_RANGE, "quality level " + qualityLevel + " of " + levels);
                }
                session.qualityLevel(qualityLevel);
            }
            if (reset && rateControl != null && qualityLevel >= 0) {
                scope.everythingSent();
            }
        }
    }

    private static void check(EmulatedSession session, EmulatedRateState state) {
        DriverProfile profile = session.device().driver().profile();
        if (!state.is(RateControlFlag.DEFAULT)
                && (state.mode() & Flag.mask(profile.encode().rateControlModes())) == 0) {
            bad(session, "mode " + state.mode() + " is not offered");
        }
        if (!state.active()) {
            if (!state.layers().isEmpty()) {
                bad(session, "layerCount " + state.layers().size() + " with mode " + state.mode());
            }
            return;
        }
        if (state.layers().isEmpty() || state.layers().size() > profile.encode().maxRateControlLayers()) {
            bad(
                    session,
                    "layerCount " + state.layers().size() + ", allowed are 1 to "
                            + profile.encode().maxRateControlLayers());
        }
        if (state.virtualBufferSizeInMs() <= 0
                || state.initialVirtualBufferSizeInMs() > state.virtualBufferSizeInMs()) {
            bad(
                    session,
                    "virtualBufferSizeInMs " + state.virtualBufferSizeInMs() + ", initial "
                            + state.initialVirtualBufferSizeInMs());
        }
        for (EmulatedRateState.Layer layer : state.layers()) {
            checkLayer(session, state, layer, profile);
        }
        checkGop(session, state, profile);
    }

    private static void checkLayer(
            EmulatedSession session, EmulatedRateState state, EmulatedRateState.Layer layer, DriverProfile profile) {
        if (layer.averageBitrate() <= 0
                || layer.maxBitrate() > profile.encode().maxBitrate()
                || layer.averageBitrate() > layer.maxBitrate()) {
            bad(session, "averageBitrate " + layer.averageBitrate() + ", maxBitrate " + layer.maxBitrate());
        }
        if (state.is(RateControlFlag.CBR) && layer.averageBitrate() != layer.maxBitrate()) {
            bad(session, "CBR with averageBitrate " + layer.averageBitrate() + " and maxBitrate " + layer.maxBitrate());
        }
        if (layer.frameRateNumerator() == 0 || layer.frameRateDenominator() == 0) {
            bad(session, "frame rate " + layer.frameRateNumerator() + "/" + layer.frameRateDenominator());
        }
        for (List<Integer> bounds : List.of(layer.minQIndex(), layer.maxQIndex())) {
            for (int q : bounds) {
                if (q < profile.av1().minQIndex() || q > profile.av1().maxQIndex()) {
                    bad(
                            session,
                            "QIndex bound " + q + ", allowed are "
                                    + profile.av1().minQIndex() + " to "
                                    + profile.av1().maxQIndex());
                }
            }
        }
        for (int i = 0; i < Math.min(layer.minQIndex().size(), layer.maxQIndex().size()); i++) {
            if (layer.minQIndex().get(i) > layer.maxQIndex().get(i)) {
                bad(session, "minQIndex " + layer.minQIndex() + " above maxQIndex " + layer.maxQIndex());
            }
        }
    }

    private static void checkGop(EmulatedSession session, EmulatedRateState state, DriverProfile profile) {
        EmulatedRateState.Gop gop = state.gop();
        if (gop == null) {
            return;
        }
        if ((gop.flags() & Vulkan.VK_VIDEO_ENCODE_AV1_RATE_CONTROL_REGULAR_GOP_BIT_KHR()) != 0
                && gop.gopFrameCount() == 0) {
            bad(session, "REGULAR_GOP with gopFrameCount 0");
        }
        if (gop.keyFramePeriod() != 0 && gop.keyFramePeriod() < gop.gopFrameCount()) {
            bad(session, "keyFramePeriod " + gop.keyFramePeriod() + " below gopFrameCount " + gop.gopFrameCount());
        }
        if (gop.gopFrameCount() > 0 && gop.consecutiveBipredictiveFrameCount() >= gop.gopFrameCount()) {
            bad(session, "consecutiveBipredictiveFrameCount " + gop.consecutiveBipredictiveFrameCount());
        }
        if (gop.temporalLayerCount() > profile.av1().maxTemporalLayerCount()) {
            bad(session, "temporalLayerCount " + gop.temporalLayerCount());
        }
    }

    private static void bad(EmulatedSession session, String detail) {
        session.violation(Rule.RATE_CONTROL_VALUES, detail);
    }
}
