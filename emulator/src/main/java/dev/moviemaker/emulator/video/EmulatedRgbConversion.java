// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.emulator.objects.PictureFormat;
import dev.moviemaker.emulator.profile.ChromaOffset;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.Flag;
import dev.moviemaker.emulator.profile.RgbModel;
import dev.moviemaker.emulator.profile.RgbRange;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkVideoEncodeSessionRgbConversionCreateInfoVALVE;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How a session makes Y'CbCr of R'G'B' sources (VK_VALVE_video_encode_rgb_conversion): ITU-T H.273, 8.3, and chroma
 * averaged with weights 1-2-1 around an even sample or 1-1 between two.
 */
public record EmulatedRgbConversion(RgbModel model, RgbRange range, ChromaOffset xOffset, ChromaOffset yOffset) {
    private static final int SHIFT = 16;

    /**
     * Reads what is chained to {@code VkVideoSessionCreateInfoKHR}; null where it is missing or names anything but one
     * thing that is offered.
     */
    public static @Nullable EmulatedRgbConversion read(MemorySegment sessionInfo, DriverProfile.RgbConversion offered) {
        MemorySegment info = Structs.find(
                sessionInfo, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_SESSION_RGB_CONVERSION_CREATE_INFO_VALVE());
        if (info == null) {
            return null;
        }
        RgbModel model = one(offered.rgbModels(), VkVideoEncodeSessionRgbConversionCreateInfoVALVE.rgbModel(info));
        RgbRange range = one(offered.rgbRanges(), VkVideoEncodeSessionRgbConversionCreateInfoVALVE.rgbRange(info));
        ChromaOffset x =
                one(offered.xChromaOffsets(), VkVideoEncodeSessionRgbConversionCreateInfoVALVE.xChromaOffset(info));
        ChromaOffset y =
                one(offered.yChromaOffsets(), VkVideoEncodeSessionRgbConversionCreateInfoVALVE.yChromaOffset(info));
        return model == null || range == null || x == null || y == null
                ? null
                : new EmulatedRgbConversion(model, range, x, y);
    }

    private static <F extends Flag> @Nullable F one(Collection<F> offered, int bit) {
        return offered.stream().filter(flag -> flag.bit() == bit).findFirst().orElse(null);
    }

    /**
     * Converts a picture, repeating its last column and row where {@code target} is larger.
     *
     * @param format of the pixels
     * @param stride pixels from one row to the next
     * @param target where it goes, of the format's bit depth
     */
    void convert(MemorySegment pixels, PictureFormat format, int stride, int columns, int rows, Picture target) {
        Weights weights = new Weights(this, format.bitDepth());
        int width = target.width();
        int[] cb = new int[width];
        int[] cr = new int[width];
        long[] cbSums = new long[target.u().width];
        long[] crSums = new long[target.v().width];
        for (int row = 0; row < target.u().height; row++) {
            Arrays.fill(cbSums, 0);
            Arrays.fill(crSums, 0);
            for (int tap = -1; tap <= 1; tap++) {
                int y = Math.clamp(2L * row + tap, 0, rows - 1);
                int lumaRow = tap >= 0 && 2 * row + tap < target.height() ? 2 * row + tap : -1;
                long start = 4L * y * stride;
                for (int x = 0; x < width; x++) {
                    int word = pixels.get(ValueLayout.JAVA_INT_UNALIGNED, start + 4L * Math.min(x, columns - 1));
                    int red = component(format, word, 0);
                    int green = component(format, word, 1);
                    int blue = component(format, word, 2);
                    if (lumaRow >= 0) {
                        target.y().samples[lumaRow * target.y().stride + x] =
                                (short) (weights.luma(red, green, blue) >> SHIFT);
                    }
                    cb[x] = weights.cb(red, green, blue);
                    cr[x] = weights.cr(red, green, blue);
                }
                add(cb, cbSums, weight(yOffset, tap));
                add(cr, crSums, weight(yOffset, tap));
            }
            for (int x = 0; x < cbSums.length; x++) {
                target.u().samples[row * target.u().stride + x] = weights.rounded(cbSums[x]);
                target.v().samples[row * target.v().stride + x] = weights.rounded(crSums[x]);
            }
        }
    }

    /** Weights of the samples before, at and after an even one, in fourths. */
    private static int weight(ChromaOffset offset, int tap) {
        if (offset == ChromaOffset.MIDPOINT) {
            return tap < 0 ? 0 : 2;
        }
        return tap == 0 ? 2 : 1;
    }

    private void add(int[] row, long[] sums, int rowWeight) {
        for (int i = 0; i < sums.length; i++) {
            long before = row[Math.max(0, 2 * i - 1)];
            long after = row[Math.min(row.length - 1, 2 * i + 1)];
            sums[i] += rowWeight
                    * (weight(xOffset, -1) * before
                            + weight(xOffset, 0) * (long) row[2 * i]
                            + weight(xOffset, 1) * after);
        }
    }

    private static int component(PictureFormat format, int word, int index) {
        return switch (format) {
            case RGBA8 -> (word >> (8 * index)) & 0xFF;
            case BGRA8 -> (word >> (8 * (2 - index))) & 0xFF;
            case A2B10G10R10 -> (word >> (10 * index)) & 0x3FF;
            case A2R10G10B10 -> (word >> (10 * (2 - index))) & 0x3FF;
            case NV12, P010, R8_SINT, R16_SINT, R32_SINT, R8_UNORM ->
                throw new IllegalArgumentException(format + " is not R'G'B'");
        };
    }

    /**
     * Integer weights with {@link #SHIFT} fraction bits for one bit depth. Those of chroma leave rounding to the end.
     */
    private static final class Weights {
        private final int max;
        private final int lumaRed;
        private final int lumaGreen;
        private final int lumaBlue;
        private final int lumaBlack;
        private final int half;
        private final int cbRed;
        private final int cbGreen;
        private final int crGreen;
        private final int crBlue;
        private final int chromaBlack;

        Weights(EmulatedRgbConversion conversion, int bitDepth) {
            boolean full = conversion.range == RgbRange.FULL;
            double kr = conversion.model.kr();
            double kb = conversion.model.kb();
            max = (1 << bitDepth) - 1;
            double lumaScale = full ? 1 : 219.0 * (1 << (bitDepth - 8)) / max;
            double chromaScale = full ? 1 : 224.0 * (1 << (bitDepth - 8)) / max;
            lumaRed = fixed(lumaScale * kr);
            lumaBlue = fixed(lumaScale * kb);
            // Green takes the rest, and so do the own components of Cb and Cr: grey stays exactly grey.
            lumaGreen = fixed(lumaScale) - lumaRed - lumaBlue;
            lumaBlack = ((full ? 0 : 16 << (bitDepth - 8)) << SHIFT) + (1 << (SHIFT - 1));
            half = fixed(chromaScale / 2);
            cbRed = fixed(-kr * chromaScale / (2 * (1 - kb)));
            cbGreen = -half - cbRed;
            crBlue = fixed(-kb * chromaScale / (2 * (1 - kr)));
            crGreen = -half - crBlue;
            chromaBlack = 1 << (bitDepth - 1 + SHIFT);
        }

        private static int fixed(double weight) {
            return (int) Math.round(weight * (1 << SHIFT));
        }

        int luma(int red, int green, int blue) {
            return lumaRed * red + lumaGreen * green + lumaBlue * blue + lumaBlack;
        }

        int cb(int red, int green, int blue) {
            return cbRed * red + cbGreen * green + half * blue + chromaBlack;
        }

        int cr(int red, int green, int blue) {
            return half * red + crGreen * green + crBlue * blue + chromaBlack;
        }

        /** A sum over sixteenths, rounded; pure colours of full range exceed the largest code value by a half. */
        short rounded(long sum) {
            return (short) Math.clamp((sum + (8L << SHIFT)) >> (SHIFT + 4), 0, max);
        }
    }
}
