// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.ColorDescription;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.HdrMetadata;
import dev.moviemaker.OutputException;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.media.av.SequenceObu;
import dev.moviemaker.media.svt.SvtAv1Provider;
import dev.moviemaker.spi.VideoEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What settings do to the real stream. */
class SettingsTest {
    @TempDir
    Path folder;

    private static EncoderSettings settings(UnaryOperator<EncoderSettingsBuilder> change) {
        return change.apply(EncoderSettings.builder()
                        .width(256)
                        .height(192)
                        .rateControl(RateControlMode.CRF)
                        .speed(8))
                .build();
    }

    private static SequenceHeader header(UnaryOperator<EncoderSettingsBuilder> change) {
        try (VideoEncoder encoder = new SvtAv1Provider().open(settings(change), packet -> {})) {
            return SequenceObu.parse(encoder.stream().sequenceHeader());
        }
    }

    @Test
    void filtersAndLevelAreInTheSequenceHeader() {
        assertThat(header(b -> b.speed(4).enableCdef(true)).enableCdef()).isTrue();
        assertThat(header(b -> b.speed(4).enableCdef(false)).enableCdef()).isFalse();
        assertThat(header(b -> b.speed(4).enableRestoration(true)).enableRestoration())
                .isTrue();
        assertThat(header(b -> b.speed(4).enableRestoration(false)).enableRestoration())
                .isFalse();
        // seq_level_idx 13 is 5.1, 16 is 6.0 (AV1, A.3).
        assertThat(header(b -> b.level(51)).operatingPoints().getFirst().seqLevelIdx())
                .isEqualTo(13);
        assertThat(header(b -> b.level(60)).operatingPoints().getFirst().seqLevelIdx())
                .isEqualTo(16);
    }

    @ParameterizedTest
    @EnumSource(RateControlMode.class)
    void everyKeyFrameRepeatsTheAnnouncedSequenceHeader(RateControlMode mode) throws Exception {
        List<byte[]> units = new ArrayList<>();
        List<byte[]> keyFrames = new ArrayList<>();
        try (VideoEncoder encoder = new SvtAv1Provider()
                .open(settings(b -> b.rateControl(mode).keyframeInterval(8)), packet -> {
                    units.add(packet.data().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
                    if (packet.keyFrame()) {
                        keyFrames.add(units.getLast());
                    }
                })) {
            for (int i = 0; i < 20; i++) {
                encoder.submit(Pictures.moving(256, 192, i), i, 1);
            }
            encoder.finish();
            byte[] announced = new byte[encoder.stream().sequenceHeader().remaining()];
            encoder.stream().sequenceHeader().get(announced);
            assertThat(keyFrames).hasSize(3).allSatisfy(unit -> {
                assertThat(unit).startsWith(0x12, 0);
                assertThat(java.util.Arrays.copyOfRange(unit, 2, 2 + announced.length))
                        .isEqualTo(announced);
            });
        }
        TwoDecoders.check(units, 20, 256, 192, 8);
    }

    @Test
    void toolsAndTilesDecodeEverywhere() throws Exception {
        List<UnaryOperator<EncoderSettingsBuilder>> changes = List.of(
                b -> b.speed(4).enableCdef(false).enableRestoration(false),
                b -> b.speed(4),
                b -> b.tileCols(2).tileRows(2),
                b -> b.bitDepth(10).tileCols(4),
                b -> b.rateControl(RateControlMode.CBR).bitDepth(10),
                b -> b.rateControl(RateControlMode.VBR).quality(100).keyframeInterval(1),
                b -> b.rateControl(RateControlMode.CQP).quality(0));
        for (UnaryOperator<EncoderSettingsBuilder> change : changes) {
            List<byte[]> units = new ArrayList<>();
            EncoderSettings settings = settings(change);
            try (VideoEncoder encoder = new SvtAv1Provider()
                    .open(
                            settings,
                            packet -> units.add(packet.data().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE)))) {
                for (int i = 0; i < 8; i++) {
                    encoder.submit(Pictures.moving(256, 192, i), i, 1);
                }
                encoder.finish();
            }
            TwoDecoders.check(units, 8, 256, 192, settings.bitDepth());
        }
    }

    @Test
    void coloursAndDepthAreInTheSequenceHeader() {
        SequenceHeader hdr = header(b -> b.bitDepth(10).color(ColorDescription.BT2100_PQ));
        assertThat(hdr.colorConfig().bitDepth()).isEqualTo(10);
        assertThat(hdr.colorConfig().colorPrimaries()).isEqualTo(9);
        assertThat(hdr.colorConfig().transferCharacteristics()).isEqualTo(16);
        assertThat(hdr.colorConfig().matrixCoefficients()).isEqualTo(9);
        assertThat(hdr.colorConfig().chromaSamplePosition()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(ColorDescription.ChromaPosition.class)
    void thePositionOfChromaIsInTheSequenceHeader(ColorDescription.ChromaPosition position) {
        SequenceHeader header = header(b -> b.color(ColorDescription.BT709.withChromaPosition(position)));
        assertThat(header.colorConfig().chromaSamplePosition()).isEqualTo(position.code());
    }

    @ParameterizedTest
    @EnumSource(RateControlMode.class)
    void keyFramesComeAtTheIntervalAndWhenForced(RateControlMode mode) throws Exception {
        assertThat(keyFrames(b -> b.rateControl(mode).keyframeInterval(10), 25, -1))
                .containsExactly(0L, 10L, 20L);
        assertThat(keyFrames(b -> b.rateControl(mode).keyframeInterval(1), 5, -1))
                .containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(keyFrames(b -> b.rateControl(mode).keyframeInterval(60), 20, 7))
                .containsExactly(0L, 7L);
    }

    private static List<Long> keyFrames(UnaryOperator<EncoderSettingsBuilder> change, int frames, int forced)
            throws Exception {
        List<Long> keys = new ArrayList<>();
        List<byte[]> units = new ArrayList<>();
        try (VideoEncoder encoder = new SvtAv1Provider().open(settings(change), packet -> {
            units.add(packet.data().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
            if (packet.keyFrame()) {
                keys.add(packet.pts());
            }
        })) {
            for (int i = 0; i < frames; i++) {
                var picture = Pictures.moving(256, 192, i);
                encoder.submit(i == forced ? picture.withForcedKeyFrame() : picture, i, 1);
            }
            encoder.finish();
        }
        TwoDecoders.check(units, frames, 256, 192, 8);
        return keys;
    }

    @Test
    void whatCannotBeHonouredIsAWarning() {
        try (VideoEncoder encoder = new SvtAv1Provider()
                .open(
                        settings(b -> b.rateControl(RateControlMode.VBR)
                                .bitrate(200_000_000)
                                .maxBitrate(300_000_000)
                                .tileCols(3)
                                .tileRows(4)
                                .framerate(Rational.of(300))
                                .level(EncoderSettings.LEVEL_AUTO)),
                        packet -> {})) {
            assertThat(encoder.warnings())
                    .anyMatch(w -> w.startsWith("bitrate: 200000000"))
                    .anyMatch(w -> w.startsWith("max_bitrate: "))
                    .anyMatch(w -> w.startsWith("tile_cols: 3"))
                    .anyMatch(w -> w.startsWith("tile_rows: 4 do not fit"))
                    .anyMatch(w -> w.startsWith("framerate: "));
        }
    }

    @ParameterizedTest
    @CsvSource({"mp4", "mkv"})
    void hdrMetadataIsInTheFile(String extension) throws Exception {
        HdrMetadata hdr = new HdrMetadata(
                List.of(
                        new HdrMetadata.Chromaticity(0.708, 0.292),
                        new HdrMetadata.Chromaticity(0.17, 0.797),
                        new HdrMetadata.Chromaticity(0.131, 0.046)),
                new HdrMetadata.Chromaticity(0.3127, 0.329),
                1000,
                0.005,
                900,
                300);
        Path file = folder.resolve("hdr." + extension);
        try (Recorder recorder = new Recorder(
                settings(b -> b.bitDepth(10).color(ColorDescription.BT2100_PQ).hdrMetadata(hdr)),
                file,
                Optional.empty())) {
            for (int i = 0; i < 3; i++) {
                recorder.frame(Pictures.moving(256, 192, i));
            }
            recorder.finish();
        }
        String probe =
                new String(Tools.probeText(file, "stream_side_data_list"), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(probe).contains("max_content=900", "max_average=300");
        // Matroska keeps floating-point numbers, which come back as other fractions.
        assertThat(probe).contains(extension.equals("mp4") ? "red_x=35400/50000" : "red_x=");
        assertThat(probe).contains(extension.equals("mp4") ? "max_luminance=10000000/10000" : "max_luminance=1000");
        TwoDecoders.check(file, 3, 256, 192, 10);
    }

    @Test
    void aSinkThatFailsStopsTheEncoder() {
        try (VideoEncoder encoder = new SvtAv1Provider().open(settings(b -> b.maxQueuedFrames(2)), packet -> {
            throw new IOException("movie.mp4: disk full");
        })) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 200; i++) {
                            encoder.submit(Pictures.moving(256, 192, 0), i, 1);
                        }
                    })
                    .isInstanceOf(OutputException.class)
                    .hasMessage("movie.mp4: disk full");
            assertThatThrownBy(encoder::finish).isInstanceOf(Av1EncoderException.class);
        }
    }

    @Test
    void aFullDiskIsNamed() throws Exception {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(
                java.nio.file.Files.isWritable(full), "there is no /dev/full on this system");
        try (VideoEncoder encoder = new SvtAv1Provider().open(settings(b -> b), packet -> {})) {
            assertThatThrownBy(() -> {
                        try (var writer = new dev.moviemaker.media.container.FfmpegContainers()
                                .create(
                                        new dev.moviemaker.spi.ContainerTarget.File(full),
                                        "mkv",
                                        encoder.stream(),
                                        List.of())) {
                            writer.finish();
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "disk full"); // The recording says which movie: its file may have another name meanwhile.
        }
    }
}
