package dev.moviemaker.encoder.caps;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_TUNING_MODE_LOW_LATENCY_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_TUNING_MODE_ULTRA_LOW_LATENCY_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_USAGE_STREAMING_BIT_KHR;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.encoder.vk.UsageHints;

/** What a driver is told of a recording's purpose, by its settings. Pure. */
public final class HintPlan {
    private HintPlan() {}

    /**
     * The hints: with one picture in flight somebody waits for each packet, and a constant rate besides is what a link needs.
     *
     * @param settings of the recording
     * @return recording with the default tuning; LOW_LATENCY with {@code frames_in_flight} (or {@code max_queued_frames}) 1;
     *     with CBR as well, ULTRA_LOW_LATENCY
     *     and streaming
     */
    public static UsageHints of(EncoderSettings settings) {
        if (Math.min(settings.framesInFlight(), settings.maxQueuedFrames()) > 1) {
            return UsageHints.RECORDING;
        }
        return settings.rateControl() == RateControlMode.CBR
                ? new UsageHints(
                        VK_VIDEO_ENCODE_USAGE_STREAMING_BIT_KHR(), VK_VIDEO_ENCODE_TUNING_MODE_ULTRA_LOW_LATENCY_KHR())
                : new UsageHints(UsageHints.RECORDING.usage(), VK_VIDEO_ENCODE_TUNING_MODE_LOW_LATENCY_KHR());
    }

    /** Such as {@code usage STREAMING, tuning ULTRA_LOW_LATENCY}. */
    static String text(UsageHints hints) {
        return hints.equals(UsageHints.NONE)
                ? "no usage, tuning DEFAULT"
                : "usage %s, tuning %s"
                        .formatted(String.join("+", BitNames.USAGE.of(hints.usage())), BitNames.tuning(hints.tuning()));
    }
}
