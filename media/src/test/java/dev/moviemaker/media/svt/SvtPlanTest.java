package dev.moviemaker.media.svt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Usage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SvtPlanTest {
    private final EncoderSettings settings =
            EncoderSettings.builder().width(1280).height(720).build();

    @AfterEach
    void clear() {
        System.clearProperty(SvtPlan.PARALLELISM);
    }

    @Test
    void parallelismIsSvtAv1sChoiceUnlessAskedFor() {
        assertThat(SvtPlan.of(settings).parameters()).doesNotContainKey("lp");
        System.setProperty(SvtPlan.PARALLELISM, "2");
        assertThat(SvtPlan.of(settings).parameters()).containsEntry("lp", "2");
    }

    @Test
    void smallPicturesGetOneThreadPerStage() {
        EncoderSettings small = EncoderSettings.builder().width(640).height(360).build();
        assertThat(SvtPlan.of(small).parameters()).containsEntry("lp", "1");
        System.setProperty(SvtPlan.PARALLELISM, "3");
        assertThat(SvtPlan.of(small).parameters()).containsEntry("lp", "3");
    }

    @Test
    void conversationsHaveTheLowDelayStructure() {
        EncoderSettings talk = settings.toBuilder()
                .rateControl(RateControlMode.CRF)
                .usage(Usage.CONFERENCING)
                .build();
        assertThat(SvtPlan.of(talk).parameters()).containsEntry("pred-struct", "1");
        assertThat(SvtPlan.of(talk.toBuilder().usage(Usage.RECORDING).build()).parameters())
                .containsEntry("pred-struct", "2");
        SvtPlan vbr =
                SvtPlan.of(talk.toBuilder().rateControl(RateControlMode.VBR).build());
        assertThat(vbr.parameters()).containsEntry("pred-struct", "2");
        assertThat(vbr.warnings())
                .anyMatch(warning -> warning.startsWith("usage: SVT-AV1 has no low-delay structure in VBR"));
    }

    @Test
    void aWrongParallelismIsNamed() {
        System.setProperty(SvtPlan.PARALLELISM, "7");
        assertThatThrownBy(() -> SvtPlan.of(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("moviemaker.svt.parallelism: \"7\" given, 1 to 6 allowed");
    }
}
