// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Usage;
import dev.moviemaker.encoder.vk.UsageHints;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HintPlanTest {

    private static EncoderSettingsBuilder settings(RateControlMode mode, int inFlight, int queued) {
        return EncoderSettings.builder()
                .rateControl(mode)
                .framesInFlight(inFlight)
                .maxQueuedFrames(queued);
    }

    @ParameterizedTest
    @CsvSource({
        "VBR, 3, 8, 'usage RECORDING, tuning DEFAULT'",
        "CBR, 2, 8, 'usage RECORDING, tuning DEFAULT'",
        "VBR, 1, 8, 'usage RECORDING, tuning LOW_LATENCY'",
        "CRF, 3, 1, 'usage RECORDING, tuning LOW_LATENCY'",
        "CBR, 1, 8, 'usage STREAMING, tuning ULTRA_LOW_LATENCY'"
    })
    void settingsSayWhatAStreamIsFor(RateControlMode mode, int inFlight, int queued, String hints) {
        assertThat(HintPlan.text(HintPlan.of(settings(mode, inFlight, queued).build())))
                .isEqualTo(hints);
        assertThat(HintPlan.text(UsageHints.NONE)).isEqualTo("no usage, tuning DEFAULT");
    }

    @ParameterizedTest
    @CsvSource({
        "RECORDING, VBR, 3, 'usage RECORDING, tuning DEFAULT'",
        "RECORDING, CBR, 1, 'usage RECORDING, tuning LOW_LATENCY'",
        "TRANSCODING, VBR, 3, 'usage TRANSCODING, tuning HIGH_QUALITY'",
        "TRANSCODING, VBR, 1, 'usage TRANSCODING, tuning LOW_LATENCY'",
        "STREAMING, VBR, 3, 'usage STREAMING, tuning LOW_LATENCY'",
        "STREAMING, CBR, 1, 'usage STREAMING, tuning ULTRA_LOW_LATENCY'",
        "CONFERENCING, VBR, 3, 'usage CONFERENCING, tuning ULTRA_LOW_LATENCY'"
    })
    void aUsageAskedForIsToldAsItIs(Usage usage, RateControlMode mode, int inFlight, String hints) {
        assertThat(HintPlan.text(
                        HintPlan.of(settings(mode, inFlight, 8).usage(usage).build())))
                .isEqualTo(hints);
    }

    @Test
    void noPictureOfAConversationWaitsForALaterFrame() {
        DeviceCapabilities device = RecordedDevices.named("radv-rdna4");
        assertThat(miniGop(EncoderSettings.builder().build(), device)).isGreaterThan(1);
        assertThat(miniGop(EncoderSettings.builder().usage(Usage.CONFERENCING).build(), device))
                .isEqualTo(1);
    }

    private static int miniGop(EncoderSettings settings, DeviceCapabilities device) {
        return ((PlanResult.Planned) SessionPlanner.plan(settings, device))
                .plan()
                .gop()
                .miniGopSize();
    }

    @Test
    void thePlanTellsWhatTheDriverIsTold() {
        DeviceCapabilities read = RecordedDevices.named("radv-rdna4");
        EncoderSettings settings = settings(RateControlMode.CBR, 1, 8).build();
        assertThat(notes(settings, read))
                .containsExactly("the driver does not take usage STREAMING, tuning ULTRA_LOW_LATENCY;"
                        + " it is told usage RECORDING, tuning DEFAULT");
        DeviceCapabilities taken = new DeviceCapabilities(
                read.identity(),
                read.extensions(),
                read.queueFamilies(),
                read.features(),
                with((ProfileSupport.Supported) read.main8(), HintPlan.of(settings)),
                read.main10(),
                read.rgb(),
                read.rgb10());
        assertThat(notes(settings, taken))
                .containsExactly("the driver is told usage STREAMING, tuning ULTRA_LOW_LATENCY");
        assertThat(notes(EncoderSettings.builder().build(), read)).isEmpty();
    }

    private static List<String> notes(EncoderSettings settings, DeviceCapabilities device) {
        return ((PlanResult.Planned) SessionPlanner.plan(settings, device))
                .plan()
                .notes();
    }

    private static ProfileSupport with(ProfileSupport.Supported s, UsageHints hints) {
        return new ProfileSupport.Supported(
                s.bitDepth(),
                hints,
                s.rgb(),
                s.video(),
                s.encode(),
                s.av1(),
                s.deltaMaps(),
                s.intraRefresh(),
                s.sourceFormats(),
                s.storageFormats(),
                s.dpbFormats(),
                s.qualityLevels());
    }
}
