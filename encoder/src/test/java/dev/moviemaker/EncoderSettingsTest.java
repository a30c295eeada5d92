package dev.moviemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

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
                "high"));
        assertThat(settings.width()).isEqualTo(1280);
        assertThat(settings.height()).isEqualTo(720);
        assertThat(settings.framerate()).isEqualTo(new Rational(30000, 1001));
        assertThat(settings.timeBase()).isEqualTo(new Rational(1001, 30000));
        assertThat(settings.bitrate()).as("overrides the preset").isEqualTo(3_000_000);
        assertThat(settings.quality()).as("from the preset").isEqualTo(70);
        assertThat(settings.level()).isEqualTo(40);
        assertThat(settings.enableCdef()).isFalse();
        assertThat(settings.rateControl()).isEqualTo(RateControlMode.CRF);
    }

    @Test
    void namesTheNearestKey() {
        assertThatThrownBy(() -> EncoderSettings.fromMap(Map.of("bit_rate", 1, "height", "tall")))
                .hasMessageContaining("bit_rate: no such setting; the nearest is 'bitrate'")
                .hasMessageContaining("height: 'tall' given, a whole number allowed");
    }

    @Test
    void survivesTheWayThroughABuilder() {
        EncoderSettings settings = EncoderSettings.builder()
                .width(640)
                .height(360)
                .framerate(Rational.parse("23.976"))
                .audio(new AudioFormat(44100, 1))
                .device("emulated")
                .build();
        assertThat(settings.toBuilder().build()).isEqualTo(settings);
    }
}
