// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UploadLayoutTest {

    @ParameterizedTest
    @EnumSource
    void everyByteArrivesWhateverTheStride(PixelFormat format) {
        for (int width = 16; width < 36; width++) {
            UploadLayout layout = new UploadLayout(format, width, 17);
            assertThat(layout.bytes()).isLessThanOrEqualTo(UploadLayout.maxBytes(width, 17));
            for (int gap : new int[] {0, 1, layout.pitch(0) - format.rowBytes(0, width)}) {
                CpuFrame frame = TestFrames.noise(format, width, 17, gap, width);
                MemorySegment staging = MemorySegment.ofArray(new byte[(int) layout.bytes()]);
                layout.copy(frame, staging);
                for (int plane = 0; plane < format.planeCount(); plane++) {
                    requirePlane(frame, plane, layout, staging);
                }
            }
        }
    }

    /** So that it can be uploaded to another device. */
    @ParameterizedTest
    @EnumSource
    void aFrameComesBackOutOfItsStagingBuffer(PixelFormat format) {
        UploadLayout layout = new UploadLayout(format, 21, 17);
        CpuFrame frame = TestFrames.noise(format, 21, 17, 3, 7);
        MemorySegment staging = MemorySegment.ofArray(new byte[(int) UploadLayout.maxBytes(21, 17)]);
        layout.copy(frame, staging);
        CpuFrame copy = layout.copyOut(staging, Arena.ofAuto());
        staging.fill((byte) 0);
        layout.copy(copy, staging);
        assertThat(copy.format()).isEqualTo(format);
        for (int plane = 0; plane < format.planeCount(); plane++) {
            requirePlane(frame, plane, layout, staging);
        }
    }

    private static void requirePlane(CpuFrame frame, int plane, UploadLayout layout, MemorySegment staging) {
        CpuFrame.Plane source = frame.planes().get(plane);
        assertThat(layout.pitch(plane) % 16).isZero();
        for (int row = 0; row < frame.format().rows(plane, frame.height()); row++) {
            long bytes = frame.format().rowBytes(plane, frame.width());
            byte[] expected = source.data()
                    .asSlice((long) row * source.strideBytes(), bytes)
                    .toArray(ValueLayout.JAVA_BYTE);
            assertThat(staging.asSlice(layout.offset(plane) + (long) row * layout.pitch(plane), bytes)
                            .toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo(expected);
        }
    }
}
