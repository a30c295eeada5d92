// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.encoder.caps.PlanResult;
import dev.moviemaker.encoder.caps.RecordedDevices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriverCheckTest {

    @Test
    void aDriverThatFailsWithItsConversionIsTriedWithTheShader() {
        List<List<String>> tried = new ArrayList<>();
        EncoderSettings settings =
                EncoderSettings.builder().inputFormat(PixelFormat.BGRA8).build();
        PlanResult result = new DriverCheck(Optional.empty(), false)
                .plan(settings, RecordedDevices.named("maximal"), (plan, sink) -> {
                    tried.add(plan.notes());
                    assertThat(plan.rgb().isPresent()).isEqualTo(tried.size() == 1);
                    throw new EncodeFailedException("green");
                });
        assertThat(tried)
                .containsExactly(
                        List.of("BGRA8 is converted by the driver"),
                        List.of("BGRA8 is converted by the library's shader, not by the driver: its self-test failed: "
                                + "green"));
        assertThat(result).isEqualTo(new PlanResult.Refused(List.of("its self-test failed: green")));
    }
}
