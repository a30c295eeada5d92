// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.ColorDescription.ChromaPosition;
import dev.moviemaker.PixelFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * What every picture of an input is brought to; the first one decides.
 *
 * @param format of every picture handed out
 * @param color what its samples mean; for R'G'B' what the input says beyond sRGB
 * @param source code of the matrix that decoded Y'CbCr has where a picture does not say
 * @param converted the colours of decoded Y'CbCr, if they must become others
 * @param assumed what the input did not state, to show to users
 */
record PictureTarget(
        PixelFormat format,
        Optional<ColorDescription> color,
        int source,
        Optional<ColorDescription> converted,
        List<String> assumed) {

    /**
     * The target that loses least.
     *
     * @param frame the first picture, as decoded
     * @param codec that it was decoded with
     * @param pictureFiles whether each picture is a file of its own: programs write those without colours as grey, all
     *     the same R'G'B'
     */
    static PictureTarget of(AVFrame frame, int codec, boolean pictureFiles, MediaOptions options, Notes notes)
            throws IOException {
        int format = frame.format();
        boolean deep = AvPixels.depth(format) > 8;
        if (isRgb(format, pictureFiles, codec)) {
            Optional<ColorDescription> color = PictureColors.ofRgb(frame, notes);
            if (!deep) {
                PixelFormat packed =
                        AvPixels.own(format).orElse(AvPixels.hasAlpha(format) ? PixelFormat.RGBA8 : PixelFormat.RGB24);
                return new PictureTarget(packed, color, 0, Optional.empty(), List.of());
            }
            ColorDescription chosen = options.color().or(() -> color).orElse(ColorDescription.BT709);
            return new PictureTarget(
                    PixelFormat.I010, Optional.of(chosen), chosen.matrix().code(), Optional.empty(), List.of());
        }
        PictureColors colors = PictureColors.of(
                codec,
                frame.height(),
                frame.color_primaries(),
                frame.color_trc(),
                // Of pictures in black and white FFmpeg says R'G'B'.
                frame.colorspace() == avutil.AVCOL_SPC_RGB ? avutil.AVCOL_SPC_UNSPECIFIED : frame.colorspace(),
                AvPixels.isFullRange(frame),
                notes);
        Optional<PixelFormat> own = AvPixels.own(format);
        Optional<ColorDescription> wanted = PictureColors.conversion(colors.color(), options.color(), notes);
        if (wanted.isPresent()) {
            return new PictureTarget(
                    deep ? PixelFormat.I010 : PixelFormat.I420,
                    wanted,
                    colors.matrix(),
                    Optional.of(colors.color()),
                    colors.assumed());
        }
        // What is converted gets its chroma where most video has it.
        ChromaPosition position =
                own.isPresent() ? PictureColors.chromaPosition(frame.chroma_location(), codec) : ChromaPosition.LEFT;
        return new PictureTarget(
                own.orElse(deep ? PixelFormat.I010 : PixelFormat.I420),
                Optional.of(colors.color().withChromaPosition(position)),
                colors.matrix(),
                Optional.empty(),
                colors.assumed());
    }

    /** Whether samples are R'G'B', grey among coloured ones included. */
    static boolean isRgb(int format, boolean pictureFiles, int codec) {
        return AvPixels.isRgb(format)
                || (pictureFiles && AvPixels.isGrey(format) && codec != avcodec.AV_CODEC_ID_MJPEG);
    }
}
