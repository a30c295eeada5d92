// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of the GPU, through the real driver's own code. */
class FaultRadvTest {

    /**
     * Pictures that fail are coded again; a ring that hangs and a device that is lost are replaced. No frame is missing
     * or wrong.
     */
    @ParameterizedTest
    @CsvSource({
        "navi31, error@3",
        "gfx1201, error@3",
        "navi31, overflow@2",
        "gfx1201, overflow@0",
        "navi31, lost@4",
        "gfx1201, lost@3",
        "navi31, hang@2",
        "gfx1201, hang@2",
        // Of a slot that was in use before, whose feedback is not reset.
        "navi31, hang@5",
        "gfx1201, hang@5"
    })
    void aRecordingGoesOn(String chip, String fault) {
        PlayedGpu.Result result =
                new PlayedGpu(chip).faults(fault).withoutLayers().run(FaultRun.class, "record");
        assertThat(result.told("recorded"))
                .as(String.join("\n", result.lines()))
                .containsExactly("8 frames, null");
        assertThat(result.status()).isZero();
    }

    /** The driver takes the process of the self-test with it, and only that: what RADV did on RDNA4 is a reason. */
    @Test
    void aCrashOfTheDriverIsAReason() {
        PlayedGpu.Result result =
                new PlayedGpu("gfx1201").faults("crash@1").withoutLayers().run(FaultRun.class, "open");
        assertThat(result.told("refused"))
                .singleElement()
                .asString()
                .contains("its self-test failed: the driver ended the process", "libplayed_gpu.so");
        assertThat(result.told("alive")).hasSize(1);
    }

    @Test
    void aDriverThatPassesIsOpened() {
        PlayedGpu.Result result = new PlayedGpu("gfx1201").withoutLayers().run(FaultRun.class, "open");
        assertThat(result.told("opened"))
                .as(String.join("\n", result.lines()))
                .singleElement()
                .asString()
                .contains("GFX1201");
    }

    @Test
    void tooLittleMemoryIsAReason() {
        PlayedGpu.Result result =
                new PlayedGpu("navi31").faults("memory@12").withoutLayers().run(FaultRun.class, "record");
        assertThat(result.lines())
                .anyMatch(line -> line.contains("OutOfDeviceMemory") || line.startsWith("recorded 8 frames, null"));
    }

    /** Firmware too old for AV1 (minor version 11 on VCN 4) takes the extension away, and that is the reason. */
    @Test
    void oldFirmwareIsAReason() {
        PlayedGpu.Result result = new PlayedGpu("navi31")
                .set("PLAYED_GPU_FIRMWARE", "0x0910b01e")
                .withoutLayers()
                .run(FaultRun.class, "open");
        assertThat(result.told("refused"))
                .singleElement()
                .asString()
                .contains("the driver has no")
                .contains("VK_KHR_video_encode_av1");
    }

    /** Neither files nor mappings of the GPU's memory grow from the middle of a recording to its end. */
    @ParameterizedTest
    @CsvSource({"navi31", "gfx1201"})
    void longRunsDoNotGrow(String chip) {
        PlayedGpu.Result result = new PlayedGpu(chip).withoutLayers().run(FaultRun.class, "long", "200");
        assertThat(result.told("packets")).as(String.join("\n", result.lines())).containsExactly("200[]");
        List<Integer> half = numbers(result.told("half").getFirst());
        List<Integer> end = numbers(result.told("end").getFirst());
        assertThat(end.get(0)).as("open files, %s at half", half).isLessThanOrEqualTo(half.get(0) + 2);
        assertThat(end.get(1)).as("mappings, %s at half", half).isLessThanOrEqualTo(half.get(1) + 4);
    }

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).map(Integer::valueOf).toList();
    }
}
