// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.Frame;
import dev.moviemaker.encoder.vk.MappedBuffer;
import dev.moviemaker.encoder.vk.MemoryTypes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One conversion on a device and its comparison with the reference. */
final class Conversion {
    private Conversion() {}

    /** Converts and returns the samples of both planes, luma first, as 16-bit words or bytes. */
    static int[] run(TestDevice test, ConversionRequest request, Frame... frames) {
        int bytesPerSample = request.bitDepth() == 8 ? 1 : 2;
        int samples = request.targetWidth() * request.targetHeight() * 3 / 2;
        TargetPath path = request.path();
        try (TestImage image = new TestImage(
                        test,
                        TestImage.format(request.bitDepth()),
                        path.createFlags(),
                        path.usage(),
                        request.targetWidth(),
                        request.targetHeight());
                MappedBuffer result = new MappedBuffer(
                        test.device(),
                        (long) samples * bytesPerSample,
                        VK_BUFFER_USAGE_TRANSFER_DST_BIT(),
                        MemoryTypes.HOST_CACHED,
                        MemorySegment.NULL);
                ColorConverter converter = new ColorConverter(test.device(), request);
                ConversionSlot slot = converter.slot(image.handle())) {
            for (Frame frame : frames) {
                test.run(commands -> {
                    slot.record(commands, test.family(), frame);
                    image.download(commands, path.writtenLayout(), result, bytesPerSample);
                });
            }
            result.invalidate();
            int[] words = new int[samples];
            for (int i = 0; i < samples; i++) {
                words[i] = bytesPerSample == 1
                        ? result.data().get(ValueLayout.JAVA_BYTE, i) & 0xFF
                        : result.data().getAtIndex(ValueLayout.JAVA_SHORT, i) & 0xFFFF;
            }
            return words;
        }
    }

    /** How far a result is from the reference. */
    record Distance(double largest, int wrongRounding, int samples) {}

    static Distance distance(int[] words, ReferenceConverter.Planes expected, int bitDepth) {
        double largest = 0;
        int wrong = 0;
        for (int i = 0; i < words.length; i++) {
            if (bitDepth == 10) {
                assertThat(words[i] & 0x3F).as("unused bits of sample %d", i).isZero();
            }
            int value = bitDepth == 10 ? words[i] >> 6 : words[i];
            double exact = expected.sample(i);
            largest = Math.max(largest, Math.abs(value - exact));
            // The integer weights may turn a tie the other way, nothing more.
            wrong += Math.abs(value - exact) > 0.51 ? 1 : 0;
        }
        return new Distance(largest, wrong, words.length);
    }
}
