// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.convert;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import org.jspecify.annotations.Nullable;

/**
 * Fills an encoder's planes from frames of any format. RGB is converted with the matrix and range of the colour
 * description; Y'CbCr is taken as being in it already. What the planes are larger than the frame is filled by repeating
 * the last column and row.
 *
 * <p>Chroma is sited as {@code CSP_VERTICAL} says (AV1 6.4.2): in line with the even columns, half-way between two
 * rows. From RGB it is filtered accordingly, with 1-2-1 across and 1-1 down. A change of bit depth rounds to the
 * nearest code value, without dither.
 */
public final class FrameConverter {
    private final ColorDescription color;
    private @Nullable RgbConverter rgb;
    private @Nullable DeepRgbConverter deepRgb;
    private @Nullable YuvConverter yuv;

    /** Creates a converter into one description of colour. */
    public FrameConverter(ColorDescription color) {
        this.color = color;
    }

    /**
     * Converts a frame.
     *
     * @param frame at most as large as the target
     */
    public void convert(CpuFrame frame, PlanarPicture target) {
        if (frame.format().isRgb() && frame.format().bitDepth() == 10) {
            DeepRgbConverter converter = deepRgb;
            if (converter == null || !converter.fits(target)) {
                converter = new DeepRgbConverter(color, target.width(), target.bitDepth());
                deepRgb = converter;
            }
            converter.convert(frame, target);
        } else if (frame.format().isRgb()) {
            RgbConverter converter = rgb;
            if (converter == null || !converter.fits(target)) {
                converter = new RgbConverter(color, target.width(), target.bitDepth());
                rgb = converter;
            }
            converter.convert(frame, target);
        } else {
            YuvConverter converter = yuv;
            if (converter == null || !converter.fits(target)) {
                converter = new YuvConverter(color.range(), target.width(), target.bitDepth());
                yuv = converter;
            }
            converter.convert(frame, target);
        }
    }
}
