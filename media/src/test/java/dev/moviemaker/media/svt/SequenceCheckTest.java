// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.ColorDescription.ChromaPosition;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SequenceCheckTest {
    private static EncoderSettings settings(ChromaPosition position) {
        return EncoderSettings.builder()
                .width(64)
                .height(64)
                .color(ColorDescription.BT709.withChromaPosition(position))
                .build();
    }

    /** SVT-AV1 itself, so that what it writes is known for each position. */
    @Test
    void chromaLiesWhereTheSettingsSay() {
        for (ChromaPosition written : ChromaPosition.values()) {
            SvtPlan plan = SvtPlan.of(settings(written));
            ByteBuffer header = SequenceProbe.await(SequenceProbe.begin(settings(written), plan));
            for (ChromaPosition asked : ChromaPosition.values()) {
                if (asked == written) {
                    assertThat(SequenceCheck.differences(settings(asked), plan, header))
                            .isEmpty();
                } else {
                    assertThatThrownBy(() -> SequenceCheck.differences(settings(asked), plan, header))
                            .isInstanceOf(EncodeFailedException.class)
                            .hasMessageContaining("chromaSamplePosition=" + written.code());
                }
            }
        }
    }

    @Test
    void whatBecameOfTheProbeIsToldToo() {
        EncoderSettings settings = settings(ChromaPosition.LEFT);
        SvtPlan unknown = SvtPlan.of(settings).with("no-such-parameter", "1");
        assertThatThrownBy(() -> {
                    try (var encoder = SvtAv1Provider.open(
                            settings, unknown, packet -> {}, new StallWatch(Duration.ofMinutes(1)), new FrameTimes())) {
                        encoder.finish();
                    }
                })
                .isInstanceOf(EncodeFailedException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }
}
