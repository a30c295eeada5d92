// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EncoderSettingsTest {
    @Test
    void reportsEveryViolationAtOnce() {
        assertThatThrownBy(() -> EncoderSettings.builder()
                        .width(8)
                        .quality(101)
                        .bitDepth(12)
                        .maxBitrate(1)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("width: 8 given, 16 to 65536 allowed")
                .hasMessageContaining("quality: 101 given, 0 to 100 allowed")
                .hasMessageContaining("bit_depth: 12 given, 8 or 10 allowed")
                .hasMessageContaining("max_bitrate: 1 given, at least the bitrate 5000000 allowed");
    }

    @Test
    void aPeakThatNobodyGaveIsNotReported() {
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("bitrate", "5")))
                .hasMessage("bitrate: 5 given, 1000 to 2000000000 allowed");
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("bitrate", "5", "max_bitrate", "7")))
                .hasMessageContaining("max_bitrate: 7 given");
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("profile", "high")))
                .hasMessage("profile: 'high' given, only main (0) allowed");
    }

    @Test
    void theDefaultSpeedDependsOnTheUsage() {
        assertThat(EncoderSettings.builder().build().speed()).isEqualTo(10);
        assertThat(EncoderSettings.builder().usage(Usage.STREAMING).build().speed())
                .isEqualTo(10);
        assertThat(EncoderSettings.builder().usage(Usage.TRANSCODING).build().speed())
                .isEqualTo(6);
        assertThat(EncoderSettings.fromMap(Map.of("speed", 9, "usage", "transcoding"))
                        .speed())
                .isEqualTo(9);
        assertThat(EncoderSettings.fromMap(Map.of("usage", "transcoding")).toBuilder()
                        .build()
                        .speed())
                .isEqualTo(6);
    }

    @Test
    void readsNumbersAndStringsFromMaps() {
        EncoderSettings settings = EncoderSettings.fromMap(Map.of(
                "width",
                "1280",
                "height",
                720,
                "framerate",
                "29.97",
                "bitrate",
                "3M",
                "level",
                "4.0",
                "enable_cdef",
                "false",
                "rate_control",
                "crf",
                "preset",
                "high",
                "input_format",
                "bgra8"));
        assertThat(EncoderSettings.fromMap(Map.of("usage", "conferencing")).usage())
                .contains(Usage.CONFERENCING);
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("usage", "fun")))
                .hasMessage("usage: 'fun' given, one of [recording, transcoding, streaming, conferencing] allowed");
        assertThat(settings.width()).isEqualTo(1280);
        assertThat(settings.height()).isEqualTo(720);
        assertThat(settings.framerate()).isEqualTo(new Rational(30000, 1001));
        assertThat(settings.timeBase()).isEqualTo(new Rational(1001, 30000));
        assertThat(settings.bitrate()).as("overrides the preset").isEqualTo(3_000_000);
        assertThat(settings.maxBitrate()).as("twice the bitrate").isEqualTo(6_000_000);
        assertThat(settings.quality()).as("from the preset").isEqualTo(70);
        assertThat(settings.level()).isEqualTo(40);
        assertThat(settings.enableCdef()).isFalse();
        assertThat(settings.rateControl()).isEqualTo(RateControlMode.CRF);
        assertThat(settings.inputFormat()).contains(PixelFormat.BGRA8);
    }

    @Test
    void intraRefreshHasToComeBetweenKeyFrames() {
        assertThat(EncoderSettings.fromMap(Map.of("keyframe_interval", 600, "intra_refresh_period", 60))
                        .intraRefreshPeriod())
                .isEqualTo(60);
        assertThat(EncoderSettings.builder().build().intraRefreshPeriod()).isZero();
        for (int period : new int[] {-1, 1, 30}) {
            assertThatThrownBy(() ->
                            EncoderSettings.builder().intraRefreshPeriod(period).build())
                    .hasMessage("intra_refresh_period: %d given, 0 or 2 to 29 allowed with keyframe_interval 30"
                            .formatted(period));
        }
        assertThatThrownBy(() -> EncoderSettings.builder()
                        .keyframeInterval(2)
                        .intraRefreshPeriod(2)
                        .temporalLayers(2)
                        .build())
                .hasMessageContaining("intra_refresh_period: 2 given, only 0 allowed with keyframe_interval 2")
                .hasMessageContaining("intra_refresh_period: 2 given, only 0 allowed with temporal_layers 2");
    }

    @Test
    void reportsUnreadableAndInvalidSettingsAtOnce() {
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of(
                        "color", "x", "speed", 99, "width", "x", "height", -1, "level", 99, "keyframe_interval", 3.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("""
                        width: 'x' given, a whole number allowed, for example 5000000 or 5M
                        keyframe_interval: 3.5 given, a whole number allowed
                        color: 'x' given, one of bt709, bt601, bt2100-pq, bt2100-hlg allowed
                        height: -1 given, 16 to 65536 allowed
                        speed: 99 given, 0 to 13 allowed
                        level: 99 given, auto or one of 2.0, 2.1, 3.0""");
    }

    @Test
    void namesValuesAsTheyWereGiven() {
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("level", "9.9")))
                .hasMessageStartingWith("level: 9.9 given, auto or one of 2.0");
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("framerate", 0)))
                .hasMessageStartingWith("framerate: '0' given, a ratio above 0 allowed");
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("audio", "opus:48000:0")))
                .hasMessage("audio: channels: 0 given, 1 to 8 allowed");
    }

    @Test
    void nothingIsComparedWithAnUnreadableSetting() {
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of(
                        "framerate",
                        "fast",
                        "time_base",
                        "1/20",
                        "bitrate",
                        "x",
                        "max_bitrate",
                        2000,
                        "keyframe_interval",
                        "x",
                        "intra_refresh_period",
                        60,
                        "level",
                        "2.0")))
                .hasMessageContaining("framerate: 'fast'")
                .hasMessageContaining("bitrate: 'x'")
                .hasMessageContaining("keyframe_interval: 'x'")
                .message()
                .hasLineCount(3);
    }

    @Test
    void namesTheNearestKey() {
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("bit_rate", 1, "height", "tall")))
                .hasMessageContaining("bit_rate: no such setting; the nearest is 'bitrate'")
                .hasMessageContaining("height: 'tall' given, a whole number allowed");
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("foo", 1))).hasMessage("foo: no such setting");
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("widht", 1)))
                .hasMessage("widht: no such setting; the nearest is 'width'");
    }

    @Test
    void saysWhatIsAllowedForEveryUnreadableValue() {
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of(
                        "preset",
                        "best",
                        "width",
                        Double.POSITIVE_INFINITY,
                        "height",
                        10.5,
                        "buffer_size",
                        "9G",
                        "enable_cdef",
                        "maybe",
                        "rate_control",
                        "abr",
                        "color",
                        "rainbow",
                        "input_format",
                        "cmyk",
                        "framerate",
                        "fast")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        preset: 'best' given, one of [low, medium, high] allowed
                        width: Infinity given, too large
                        height: 10.5 given, a whole number allowed
                        framerate: 'fast' is not a ratio: write 30, 30000/1001 or 29.97
                        enable_cdef: 'maybe' given, true or false allowed
                        rate_control: 'abr' given, one of [cqp, crf, cbr, vbr] allowed
                        buffer_size: 9G given, too large
                        color: 'rainbow' given, one of bt709, bt601, bt2100-pq, bt2100-hlg allowed
                        input_format: 'cmyk' given, one of [rgba8, bgra8, rgb24, rgb10a2, bgr10a2, \
                        i420, nv12, p010, i010] allowed""");
    }

    @Test
    void refusesATimeBaseThatCannotTellFramesApart() {
        assertThatThrownBy(() ->
                        EncoderSettings.builder().timeBase(new Rational(1, 20)).build())
                .hasMessage("time_base: 1/20 given, at most 1/30 allowed");
    }

    @Test
    void survivesTheWayThroughABuilder() {
        EncoderSettings settings = EncoderSettings.builder()
                .width(640)
                .height(360)
                .framerate(Rational.parse("23.976"))
                .audio(new AudioFormat(44100, 1))
                .device("emulated")
                .inputFormat(PixelFormat.RGBA8)
                .usage(Usage.STREAMING)
                .build();
        assertThat(settings.toBuilder().build()).isEqualTo(settings);
    }

    @Test
    void takesExactNumbersOfAnyTypeAndRefusesWhatDoesNotFit() {
        assertThat(EncoderSettings.fromMap(Map.of("width", new BigInteger("1280"), "height", new BigDecimal("720.0")))
                        .width())
                .isEqualTo(1280);
        // Cut to 32 or 64 bits these would be 1280.
        assertThatThrownBy(() -> EncoderSettings.fromMap(
                        Map.of("width", BigInteger.TWO.pow(32).add(BigInteger.valueOf(1280)))))
                .hasMessageContaining("width: 4294968576 given, too large");
        assertThatThrownBy(() -> EncoderSettings.fromMap(
                        Map.of("width", BigInteger.TWO.pow(64).add(BigInteger.valueOf(1280)))))
                .hasMessageContaining("width: 18446744073709552896 given, too large");
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("height", new BigDecimal("720.5"))))
                .hasMessageContaining("height: 720.5 given, a whole number allowed");
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("bitrate", Double.NaN)))
                .hasMessageContaining("bitrate: NaN given, a whole number allowed");
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("bitrate", 1e300)))
                .hasMessageContaining("bitrate: 1.0E300 given, too large");
    }

    @Test
    @Timeout(10)
    void refusesNumbersThatWouldTakeMinutesAtOnce() {
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("bitrate", "1e900000000")))
                .hasMessageContaining("bitrate: 1e900000000 given, too large");
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("bitrate", "9".repeat(1_000_000))))
                .hasMessageContaining("bitrate: '99");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // A map from another language, or from JSON.
    void refusesKeysThatAreNoNames() {
        Map settings = new HashMap<>();
        settings.put(null, 1);
        settings.put(7, "x");
        assertThatThrownBy(() -> EncoderSettings.fromMap(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("settings: the key null given, only names of settings allowed")
                .hasMessageContaining("settings: the key 7 given, only names of settings allowed");
    }
}
