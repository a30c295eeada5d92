// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.OperatingPoint;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.sequence.SequenceHeaderBuilder;
import dev.moviemaker.encoder.caps.PlanResult;
import dev.moviemaker.encoder.caps.RecordedDevices;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.caps.SessionPlanner;
import org.junit.jupiter.api.Test;

class HeaderCheckTest {
    private static final SessionPlan PLAN = plan();
    private static final ColorConfig BT709 = new ColorConfig(8, false, true, 1, 1, 1, false, 1, 1, 1, false);

    private static SessionPlan plan() {
        PlanResult result = SessionPlanner.plan(EncoderSettings.builder().build(), RecordedDevices.named("radv-rdna3"));
        return ((PlanResult.Planned) result).plan();
    }

    /** The header that was asked for. */
    private static SequenceHeaderBuilder asked() {
        return SequenceHeader.builder()
                .maxFrameWidthMinus1(1919)
                .maxFrameHeightMinus1(1079)
                .enableCdef(true)
                .enableRestoration(true)
                .operatingPoints(java.util.List.of(OperatingPoint.of(PLAN.level(), PLAN.tier())))
                .colorConfig(BT709);
    }

    @Test
    void whatWasAskedForIsFine() {
        SequenceHeader header = asked().build();
        assertThatCode(() -> HeaderCheck.requireUsable(header, PLAN)).doesNotThrowAnyException();
        assertThat(HeaderCheck.differences(header, PLAN)).isEmpty();
    }

    @Test
    void whatStreamsCanFollowIsAWarning() {
        SequenceHeader header = asked().enableCdef(false)
                .enableRestoration(false)
                .maxFrameHeightMinus1(1087)
                .orderHintBits(4)
                .operatingPoints(java.util.List.of(OperatingPoint.of(12, 0)))
                .build();
        assertThatCode(() -> HeaderCheck.requireUsable(header, PLAN)).doesNotThrowAnyException();
        assertThat(HeaderCheck.differences(header, PLAN))
                .containsExactly(
                        "enable_cdef: on requested, the driver turns it off",
                        "enable_restoration: on requested, the driver turns it off",
                        "level: 5.1 requested, the driver states 5.0");
        assertThat(SequenceFacts.of(header, PLAN.frameSize()).orderHint(17)).isEqualTo(1);
    }

    @Test
    void anotherPositionOfChromaIsAWarning() {
        SequenceHeader unknown = asked().colorConfig(new ColorConfig(8, false, true, 1, 1, 1, false, 1, 1, 0, false))
                .build();
        assertThatCode(() -> HeaderCheck.requireUsable(unknown, PLAN)).doesNotThrowAnyException();
        assertThat(HeaderCheck.differences(unknown, PLAN))
                .containsExactly("color: chroma at LEFT requested, the driver states UNKNOWN");
        SequenceHeader other = asked().colorConfig(new ColorConfig(8, false, true, 1, 1, 1, false, 1, 1, 2, false))
                .build();
        assertThat(HeaderCheck.differences(other, PLAN))
                .containsExactly("color: chroma at LEFT requested, the driver states TOP_LEFT");
    }

    @Test
    void whatTheyCannotIsRefusedWithEveryReason() {
        SequenceHeader header = asked().frameIdNumbersPresentFlag(true)
                .filmGrainParamsPresent(true)
                .maxFrameWidthMinus1(1903)
                .colorConfig(new ColorConfig(10, false, true, 9, 16, 9, false, 1, 1, 1, false))
                .build();
        assertThatThrownBy(() -> HeaderCheck.requireUsable(header, PLAN))
                .isInstanceOf(EncodeFailedException.class)
                .hasMessageContaining("frame ids")
                .hasMessageContaining("film grain")
                .hasMessageContaining("a coded size of 1904x1080 for frames of 1920x1080")
                .hasMessageContaining("other colours");
    }
}
