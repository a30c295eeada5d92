// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.encoder.caps.EncodeLimits;
import dev.moviemaker.encoder.caps.RatePlan;
import dev.moviemaker.rate.RateTargets;
import dev.moviemaker.vulkan.raw.VkVideoEncodeRateControlInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeRateControlLayerInfoKHR;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vulkan's frame rates have 32 bits, those of settings 64. */
class RateStructsTest {
    private static MemorySegment layer(Arena arena, Rational framerate, int layers, int index) {
        RateTargets targets = RateTargets.of(EncoderSettings.builder()
                .rateControl(RateControlMode.CBR)
                .bitrate(1_000_000)
                .build());
        MemorySegment info = new RateStructs(arena, layers)
                .write(new RatePlan(EncodeLimits.CBR, targets, framerate, 60, 0), MemorySegment.NULL);
        long bytes = VkVideoEncodeRateControlLayerInfoKHR.layout().byteSize();
        MemorySegment array = VkVideoEncodeRateControlInfoKHR.pLayers(info).reinterpret(layers * bytes);
        return VkVideoEncodeRateControlLayerInfoKHR.asSlice(array, index);
    }

    @ParameterizedTest
    @CsvSource({
        "30/1",
        "30000/1001",
        "2147483647/2000000000",
        "4294967295/100000000",
        "300000000001/10000000000",
        "9223372036854775807/9223372036854775806",
        "1000000007/1000000000000"
    })
    void everyLayerHasTheNearestRate(String text) {
        Rational rate = Rational.parse(text);
        try (Arena arena = Arena.ofConfined()) {
            for (int index = 0; index < 3; index++) {
                MemorySegment layer = layer(arena, rate, 3, index);
                int numerator = VkVideoEncodeRateControlLayerInfoKHR.frameRateNumerator(layer);
                int denominator = VkVideoEncodeRateControlLayerInfoKHR.frameRateDenominator(layer);
                assertThat(numerator).as("numerator of layer %d", index).isPositive();
                assertThat(denominator).as("denominator of layer %d", index).isPositive();
                double wanted = rate.toDouble() / (1 << (2 - index));
                assertThat((double) numerator / denominator)
                        .as("layer %d", index)
                        .isCloseTo(wanted, within(wanted * 1e-5));
            }
        }
    }

    @Test
    void usualRatesAreExact() {
        Rational rate = Rational.parse("30000/1001");
        assertThat(RateStructs.numerator(rate, 0)).isEqualTo(30000);
        assertThat(RateStructs.denominator(rate, 0)).isEqualTo(1001);
        assertThat(RateStructs.numerator(rate, 1)).isEqualTo(30000);
        assertThat(RateStructs.denominator(rate, 1)).isEqualTo(2002);
    }
}
