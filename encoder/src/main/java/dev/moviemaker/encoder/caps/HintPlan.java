// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_TUNING_MODE_HIGH_QUALITY_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_TUNING_MODE_LOW_LATENCY_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_TUNING_MODE_ULTRA_LOW_LATENCY_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_USAGE_CONFERENCING_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_USAGE_STREAMING_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_USAGE_TRANSCODING_BIT_KHR;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Usage;
import dev.moviemaker.encoder.vk.UsageHints;

/** The purpose of a recording that is passed to a driver, derived from its settings. Pure. */
public final class HintPlan {
    private HintPlan() {}

    /**
     * Returns the hints: those of the usage asked for. Where none is, one picture in flight means that somebody waits
     * for each packet, and a constant rate besides is what a link needs.
     *
     * @return without a usage: recording with the default tuning, LOW_LATENCY with {@code frames_in_flight} (or
     *     {@code max_queued_frames}) 1, with CBR as well streaming with ULTRA_LOW_LATENCY. Transcoding has
     *     HIGH_QUALITY, streaming at least LOW_LATENCY, conferencing ULTRA_LOW_LATENCY
     */
    public static UsageHints of(EncoderSettings settings) {
        boolean oneByOne = Math.min(settings.framesInFlight(), settings.maxQueuedFrames()) == 1;
        boolean link = oneByOne && settings.rateControl() == RateControlMode.CBR;
        int low = VK_VIDEO_ENCODE_TUNING_MODE_LOW_LATENCY_KHR();
        int lowest = VK_VIDEO_ENCODE_TUNING_MODE_ULTRA_LOW_LATENCY_KHR();
        return switch (settings.usage().orElse(link ? Usage.STREAMING : Usage.RECORDING)) {
            case RECORDING -> oneByOne ? new UsageHints(UsageHints.RECORDING.usage(), low) : UsageHints.RECORDING;
            case TRANSCODING ->
                new UsageHints(
                        VK_VIDEO_ENCODE_USAGE_TRANSCODING_BIT_KHR(),
                        oneByOne ? low : VK_VIDEO_ENCODE_TUNING_MODE_HIGH_QUALITY_KHR());
            case STREAMING -> new UsageHints(VK_VIDEO_ENCODE_USAGE_STREAMING_BIT_KHR(), link ? lowest : low);
            case CONFERENCING -> new UsageHints(VK_VIDEO_ENCODE_USAGE_CONFERENCING_BIT_KHR(), lowest);
        };
    }

    /** Such as {@code usage STREAMING, tuning ULTRA_LOW_LATENCY}. */
    static String text(UsageHints hints) {
        return hints.equals(UsageHints.NONE)
                ? "no usage, tuning DEFAULT"
                : "usage %s, tuning %s"
                        .formatted(String.join("+", BitNames.USAGE.of(hints.usage())), BitNames.tuning(hints.tuning()));
    }
}
