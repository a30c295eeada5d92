// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The unmodified driver is told what the settings mean: QIndexes, bit rates, buffers, tiles, references, order hints,
 * presets and CDEF are compared in its command streams; what they make of pictures decodes in dav1d and libaom to what
 * the picture coder reconstructed. The sources are patterns, since shaders are not run. With {@code -Dradv=full} all
 * settings on all chips, or on those of {@code -Dradv.chips=navi31,gfx1201}; what came of each is written to {@code
 * target/matrix-SUITE-CHIP.txt}.
 */
class EncodeRadvTest {
    private static final boolean FULL = "full".equals(System.getProperty("radv"));
    private static final long MINUTES_FOR_ALL = 40;
    private static final long MINUTES_FOR_A_PART = 8;

    static List<String> chips() {
        String asked = System.getProperty("radv.chips", "");
        if (!asked.isEmpty()) {
            return List.of(asked.split(","));
        }
        return FULL
                ? List.of("navi31", "navi33", "phoenix", "strix", "gfx1200", "gfx1201")
                : List.of("navi31", "gfx1201");
    }

    /** Every rate mode with every other setting that reaches the driver. */
    static List<String> settings() {
        List<String> all = new ArrayList<>();
        String size = "width=320,height=192,";
        for (String rate : List.of("CQP", "CRF", "CBR", "VBR")) {
            for (int depth : List.of(8, 10)) {
                all.add(size + "rate_control=%s,bit_depth=%d".formatted(rate, depth));
                all.add(size
                        + "rate_control=%s,bit_depth=%d,keyframe_interval=3,frames_in_flight=1".formatted(rate, depth));
                all.add("width=640,height=256,rate_control=%s,bit_depth=%d,tile_cols=2,tile_rows=2"
                        .formatted(rate, depth));
                all.add("width=640,height=384,rate_control=%s,bit_depth=%d,tile_cols=2,tile_rows=2"
                        .formatted(rate, depth));
                all.add("width=640,height=192,rate_control=%s,bit_depth=%d,tile_cols=2,tile_rows=2"
                        .formatted(rate, depth));
                all.add("width=337,height=145,rate_control=%s,bit_depth=%d,enable_cdef=false".formatted(rate, depth));
            }
            for (int speed : List.of(0, 4, 9, 13)) {
                all.add(size + "rate_control=%s,speed=%d".formatted(rate, speed));
            }
            all.add(size + "rate_control=%s,framerate=30000/1001,bitrate=300000,buffer_size=20000".formatted(rate));
            all.add(size + "rate_control=%s,quality=100,max_queued_frames=2".formatted(rate));
            all.add(size + "rate_control=%s,quality=0,keyframe_interval=1".formatted(rate));
            for (String format : List.of("rgba8", "bgra8", "rgb24", "i420")) {
                all.add(size + "rate_control=%s,input_format=%s".formatted(rate, format));
            }
            all.add(size + "rate_control=%s,bit_depth=10,input_format=p010,color=bt2100-pq".formatted(rate));
            all.add(size + "rate_control=%s,bit_depth=10,input_format=rgb10a2".formatted(rate));
            all.add(size + "rate_control=%s,bit_depth=10,input_format=bgr10a2,color=bt2100-pq".formatted(rate));
            all.add(size + "rate_control=%s,quality_maps=true".formatted(rate));
            all.add(size + "rate_control=%s,intra_refresh_period=3".formatted(rate));
            all.add("width=640,height=384,keyframe_interval=600,rate_control=%s,intra_refresh_period=4"
                    .formatted(rate));
            all.add(size + "rate_control=%s,temporal_layers=2".formatted(rate));
            all.add(size + "rate_control=%s,temporal_layers=3,keyframe_interval=6".formatted(rate));
            all.add("width=128,height=128,rate_control=%s".formatted(rate));
        }
        return FULL
                ? all
                : List.of(
                        size + "rate_control=CQP,quality=80,framerate=30000/1001",
                        size + "rate_control=CRF,bit_depth=10,keyframe_interval=3",
                        size + "rate_control=CBR,bitrate=300000,buffer_size=20000,frames_in_flight=1",
                        "width=640,height=256,rate_control=VBR,max_bitrate=7000000,tile_cols=2,tile_rows=2",
                        "width=337,height=145,rate_control=CQP,enable_cdef=false,speed=0",
                        size + "rate_control=VBR,bit_depth=10,input_format=p010,color=bt2100-pq,speed=13",
                        size + "rate_control=CQP,input_format=rgba8",
                        size + "rate_control=CQP,bit_depth=10,input_format=bgr10a2,color=bt2100-pq",
                        size + "rate_control=CBR,bitrate=300000,quality_maps=true",
                        size + "rate_control=VBR,temporal_layers=3,keyframe_interval=6",
                        "width=640,height=384,rate_control=CBR,intra_refresh_period=3",
                        "width=128,height=128,rate_control=CRF");
    }

    @ParameterizedTest
    @MethodSource("chips")
    void whatSettingsMeanIsWhatTheDriverUnderstands(String chip) throws IOException {
        List<String> settings = settings();
        PlayedGpu.Result result = new PlayedGpu(chip)
                .within(FULL ? MINUTES_FOR_ALL : MINUTES_FOR_A_PART)
                .run(MatrixRun.class, settings.toArray(String[]::new));
        report(chip, result);
        assertThat(result.told("failed")).as("settings that failed").isEmpty();
        result.requireClean();
        List<String> refused = result.told("refused");
        // RDNA4 takes no picture below 320x128; no other of these settings may be refused.
        assertThat(refused)
                .allSatisfy(line -> assertThat(line).contains("128x128 requested, the device encodes 320x128"));
        assertThat(result.told("ran")).hasSize(settings.size() - refused.size());
        System.getLogger(EncodeRadvTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0}: {1} settings ran, {2} were refused, 0 failed, 0 messages",
                        chip,
                        result.told("ran").size(),
                        refused.size());
    }

    private static void report(String chip, PlayedGpu.Result result) throws IOException {
        List<String> lines = new ArrayList<>(result.lines());
        lines.add("status %d, %d messages of the validation layers"
                .formatted(result.status(), result.messages().size()));
        lines.addAll(result.messages());
        Files.write(
                Path.of("target", "matrix-%s-%s.txt".formatted(System.getProperty("radv.suite", "here"), chip)), lines);
    }
}
