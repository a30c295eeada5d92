// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SvtStructureTest {
    private static SvtPlan plan(int width, int height, String fps, RateControlMode mode, int cores) {
        return plan(width, height, fps, mode, cores, 6);
    }

    private static SvtPlan plan(int width, int height, String fps, RateControlMode mode, int cores, int speed) {
        EncoderSettings settings = EncoderSettings.builder()
                .width(width)
                .height(height)
                .framerate(Rational.parse(fps))
                .rateControl(mode)
                .speed(speed)
                .level(EncoderSettings.LEVEL_AUTO)
                .build();
        return SvtPlan.of(settings, cores);
    }

    private static int picturesAtOnce(SvtPlan plan) {
        return SvtStructure.picturesAtOnce(
                "1".equals(plan.parameters().get("pred-struct")),
                Integer.parseInt(plan.parameters().getOrDefault("hierarchical-levels", "0")),
                Integer.parseInt(plan.parameters().get("lp")),
                (long) plan.codedWidth() * plan.codedHeight());
    }

    /** The fault needs two pictures in the coding loop: with one the queue cannot be overrun. */
    @Test
    void everyRecordingCodesOnePictureAfterAnother() {
        for (int[] size : new int[][] {{64, 64}, {256, 144}, {640, 360}, {1280, 720}, {1920, 1080}, {3840, 2160}}) {
            for (String fps : List.of("1", "6", "15", "24", "30000/1001", "30", "50", "60", "120", "240")) {
                for (RateControlMode mode : RateControlMode.values()) {
                    for (int cores = 1; cores <= 128; cores++) {
                        SvtPlan plan = plan(size[0], size[1], fps, mode, cores, cores % 2 == 0 ? 6 : 10);
                        assertThat(picturesAtOnce(plan))
                                .as("%dx%d at %s, %s, %d cores: %s", size[0], size[1], fps, mode, cores, plan)
                                .isEqualTo(1);
                        assertThat(plan.safety()).endsWith("one picture after another");
                    }
                }
            }
        }
    }

    @Test
    void fastRecordingsHaveTheBaseLayerOnly() {
        for (int speed = 7; speed <= 13; speed++) {
            assertThat(plan(1280, 720, "60", RateControlMode.VBR, 2, speed).parameters())
                    .containsEntry("hierarchical-levels", "0");
        }
        assertThat(plan(1280, 720, "60", RateControlMode.CRF, 2, 6).parameters())
                .containsEntry("hierarchical-levels", "4");
    }

    @Test
    void qualityMapsAreRefused() {
        EncoderSettings settings = EncoderSettings.builder()
                .width(640)
                .height(360)
                .qualityMaps(true)
                .build();
        assertThatThrownBy(() -> SvtPlan.of(settings, 4))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageStartingWith("quality_maps: true asked for");
    }

    @Test
    void intraRefreshIsRefused() {
        EncoderSettings settings = EncoderSettings.builder()
                .width(640)
                .height(360)
                .intraRefreshPeriod(20)
                .build();
        assertThatThrownBy(() -> SvtPlan.of(settings, 4))
                .isInstanceOf(UnsupportedException.class)
                .hasMessage("intra_refresh_period: 20 asked for, the software encoder refreshes by key frames;"
                        + " some GPUs do not");
    }

    @Test
    void whatWasSeenToStallHasSeveralPicturesAtOnce() {
        assertThat(SvtStructure.picturesAtOnce(false, 2, 2, 640 * 360)).isEqualTo(2);
        assertThat(SvtStructure.picturesAtOnce(false, 4, 5, 1920 * 1080)).isEqualTo(16);
        assertThat(SvtStructure.picturesAtOnce(false, 5, 6, 1920 * 1080)).isEqualTo(20);
    }

    /** From {@code Number of PPCS}, which SVT-AV1 4.2 prints. */
    @Test
    void filesHaveSvtsOwnLookAheadAndADeepQueue() {
        EncoderSettings file = EncoderSettings.builder()
                .width(768)
                .height(432)
                .rateControl(RateControlMode.CRF)
                .speed(6)
                .usage(Usage.TRANSCODING)
                .build();
        assertThat(SvtPlan.of(file).parameters())
                .containsEntry("pred-struct", "2")
                .doesNotContainKeys("lookahead", "hierarchical-levels", "lp");
        assertThat(SvtPlan.of(file).safety()).startsWith("a queue of 74 places");
        SvtPlan fast = SvtPlan.of(file.toBuilder().speed(10).build());
        assertThat(fast.parameters()).containsEntry("hierarchical-levels", "0").doesNotContainKey("lookahead");
        assertThat(fast.safety()).endsWith("one picture after another");
        assertThat(SvtPlan.of(file.toBuilder().rateControl(RateControlMode.VBR).build())
                        .safety())
                .startsWith("a queue of 59 places");
        assertThat(SvtPlan.of(file.toBuilder().width(1920).height(1080).build()).safety())
                .startsWith("a queue of 42 places");
    }

    /** Small pictures are finished so fast that even a deep queue would not do, and low delay has none. */
    @Test
    void smallFilesAndConstantRatesCodeOnePictureAfterAnother() {
        for (int cores : new int[] {1, 2, 16, 128}) {
            for (RateControlMode mode : RateControlMode.values()) {
                EncoderSettingsBuilder small = EncoderSettings.builder()
                        .width(640)
                        .height(360)
                        .rateControl(mode)
                        .usage(Usage.TRANSCODING);
                assertThat(SvtPlan.of(small.build(), cores).safety()).endsWith("one picture after another");
            }
            EncoderSettings rate = EncoderSettings.builder()
                    .width(1920)
                    .height(1080)
                    .rateControl(RateControlMode.CBR)
                    .usage(Usage.TRANSCODING)
                    .build();
            assertThat(SvtPlan.of(rate, cores).parameters()).containsEntry("pred-struct", "1");
        }
    }

    @Test
    void largePicturesTakeThreadsWhereThereAreCores() {
        assertThat(plan(3840, 2160, "60", RateControlMode.VBR, 16).parameters())
                .containsEntry("lp", "3")
                .containsEntry("hierarchical-levels", "1");
        assertThat(plan(3840, 2160, "60", RateControlMode.VBR, 2).parameters())
                .containsEntry("lp", "1")
                .containsEntry("hierarchical-levels", "3");
        assertThat(plan(3840, 2160, "60", RateControlMode.CBR, 16).parameters()).containsEntry("lp", "5");
        assertThat(plan(960, 540, "30", RateControlMode.VBR, 16).parameters()).containsEntry("lp", "1");
    }

    /** Each threshold, with the values beside it. */
    @ParameterizedTest
    @CsvSource({
        // Levels by frame rate; below 22 the low-delay structure, which has none.
        "1280, 720, 21,  CRF, 2, none, 2",
        "1280, 720, 22,  CRF, 2, 1,    2",
        "1280, 720, 27,  CRF, 2, 1,    2",
        "1280, 720, 28,  CRF, 2, 2,    1",
        "1280, 720, 39,  CRF, 2, 2,    1",
        "1280, 720, 40,  CRF, 2, 3,    1",
        "1280, 720, 54,  CRF, 2, 3,    1",
        "1280, 720, 55,  CRF, 2, 4,    1",
        "1280, 720, 89,  CRF, 2, 4,    1",
        "1280, 720, 90,  CRF, 2, 5,    1",
        // More than three starve the last pictures before a key frame in VBR.
        "1280, 720, 39,  VBR, 2, 2,    1",
        "1280, 720, 60,  VBR, 2, 3,    1",
        "1280, 720, 120, VBR, 2, 3,    1",
        // Small pictures have one thread a stage.
        "640,  360, 24,  CRF, 16, 1,   1",
        "640,  362, 24,  CRF, 16, 1,   3",
        "640,  360, 30,  CBR, 16, none, 1",
        "640,  362, 30,  CBR, 16, none, 5",
        // More than 720p at 25 frames a second takes threads from three cores on.
        "960,  540, 44,  CRF, 16, 3,   1",
        "960,  540, 45,  CRF, 16, 1,   3",
        "1280, 720, 30,  CRF, 3,  1,   3",
        "1280, 720, 30,  CRF, 2,  2,   1",
        // Parallelism by cores.
        "1280, 720, 30,  CBR, 1,  none, 1",
        "1280, 720, 30,  CBR, 2,  none, 2",
        "1280, 720, 30,  CBR, 3,  none, 3",
        "1280, 720, 30,  CBR, 8,  none, 3",
        "1280, 720, 30,  CBR, 9,  none, 4",
        "1280, 720, 30,  CBR, 12, none, 4",
        "1280, 720, 30,  CBR, 13, none, 5",
        "1280, 720, 30,  CBR, 16, none, 5",
        "1280, 720, 30,  CBR, 17, none, 6"
    })
    void thresholds(int width, int height, String fps, RateControlMode mode, int cores, String levels, String lp) {
        SvtPlan plan = plan(width, height, fps, mode, cores);
        assertThat(plan.parameters().getOrDefault("hierarchical-levels", "none"))
                .as("levels")
                .isEqualTo(levels);
        assertThat(plan.parameters()).containsEntry("lp", lp);
    }

    @Test
    void conversationsHaveTheLowDelayStructure() {
        EncoderSettings talk = EncoderSettings.builder()
                .width(1280)
                .height(720)
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
}
