// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.ColorDescription.Range;
import dev.moviemaker.media.av.AvPixelFormat;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * What a decoded picture is, as far as it decides how it is brought to the target.
 *
 * @param width pixels
 * @param height pixels
 * @param format libavutil's pixel format
 * @param matrix code of H.273; 0 for R'G'B'
 * @param fullRange whether samples use all codes
 * @param alphaMode libavutil's: whether colours are multiplied by alpha already
 * @param aspectNumerator width of a pixel
 * @param aspectDenominator height of a pixel
 * @param orientation how it must be turned
 * @param interlaced whether its two fields must become one picture
 * @param transparent whether something must be laid under it
 * @param bottomUp whether its rows lie in memory from the last to the first
 */
record PictureShape(
        int width,
        int height,
        int format,
        int matrix,
        boolean fullRange,
        int alphaMode,
        int aspectNumerator,
        int aspectDenominator,
        Orientation orientation,
        boolean interlaced,
        boolean transparent,
        boolean bottomUp) {

    /** AV_FRAME_FLAG_INTERLACED, not among the constants of the Java API. */
    private static final int INTERLACED = 1 << 3;

    /** Scaling within R'G'B' or Y'CbCr, as exactly as libswscale can. */
    private static final String EXACT = "flags=bicubic+accurate_rnd+full_chroma_int";

    /**
     * To planar R'G'B'. From planes with alpha directly libswscale 9 loses the end of the last row where the width is
     * odd.
     */
    private static final String WITHOUT_ALPHA = "format=rgb48le,format=gbrp16";

    /** Of a frame; also states in the frame what was worked out, so that filters agree with it. */
    static PictureShape of(
            AVFrame frame,
            PictureTarget target,
            boolean pictureFiles,
            int codec,
            boolean transparent,
            boolean deinterlace) {
        boolean rgb = PictureTarget.isRgb(frame.format(), pictureFiles, codec);
        boolean full = rgb || AvPixels.isFullRange(frame);
        boolean unstated = frame.colorspace() == avutil.AVCOL_SPC_UNSPECIFIED
                || frame.colorspace() == avutil.AVCOL_SPC_RESERVED
                || (frame.colorspace() == avutil.AVCOL_SPC_RGB && !rgb);
        int matrix = rgb ? 0 : unstated ? target.source() : frame.colorspace();
        frame.color_range(full ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
        frame.colorspace(
                AvPixels.isRgb(frame.format()) ? avutil.AVCOL_SPC_RGB : rgb ? avutil.AVCOL_SPC_UNSPECIFIED : matrix);
        AVRational aspect = frame.sample_aspect_ratio();
        boolean square = aspect.num() <= 0 || aspect.den() <= 0;
        return new PictureShape(
                frame.width(),
                frame.height(),
                frame.format(),
                matrix,
                full,
                frame.alpha_mode(),
                square ? 1 : aspect.num(),
                square ? 1 : aspect.den(),
                Orientation.of(frame),
                deinterlace && isInterlaced(frame, codec),
                transparent,
                frame.linesize(0) < 0);
    }

    /** Whether it has two fields; PNG and GIF call the order interlaced in which a picture is sent. */
    static boolean isInterlaced(AVFrame frame, int codec) {
        boolean ordered = codec == avcodec.AV_CODEC_ID_PNG
                || codec == avcodec.AV_CODEC_ID_APNG
                || codec == avcodec.AV_CODEC_ID_GIF;
        return !ordered && (frame.flags() & INTERLACED) != 0;
    }

    /** The parameters of libavfilter's source for such pictures. */
    String source() {
        return "video_size=%dx%d:pix_fmt=%d:time_base=1/1000:pixel_aspect=%d/%d:colorspace=%d:range=%d:alpha_mode=%d"
                .formatted(
                        width,
                        height,
                        format,
                        aspectNumerator,
                        aspectDenominator,
                        AvPixels.isRgb(format)
                                ? avutil.AVCOL_SPC_RGB
                                : matrix == 0 ? avutil.AVCOL_SPC_UNSPECIFIED : matrix,
                        fullRange ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG,
                        alphaMode);
    }

    /** Whether such pictures are what the target says already. */
    boolean fits(PictureTarget target) {
        return AvPixels.isOwn(format, target.format())
                && orientation == Orientation.UPRIGHT
                && !interlaced
                && !transparent
                && !bottomUp
                && target.converted().isEmpty()
                && (target.format().isRgb() || (isSameMatrix(target) && isSameRange(target)));
    }

    /** The filters that make the target of such pictures, in libavfilter's words. */
    String filters(PictureTarget target, int background) {
        List<String> steps = new ArrayList<>();
        if (bottomUp) {
            steps.add("copy");
        }
        if (interlaced) {
            steps.add("bwdif=mode=send_frame:deint=interlaced");
        }
        if (orientation != Orientation.UPRIGHT) {
            steps.add(orientation.filter());
        }
        boolean rgb = matrix == 0;
        if (transparent) {
            steps.add(toRgba(rgb));
            steps.add(underlay(background));
            rgb = true;
        }
        if (target.format().isRgb()) {
            steps.add(rgb ? "scale=" + EXACT : fromYuv());
        } else if (rgb) {
            steps.add(planarRgb());
            steps.add(even("zscale=rangein=full:matrix=%d:range=%s:chromal=left:filter=bicubic"
                    .formatted(targetMatrix(target), isFull(target) ? "full" : "limited")));
        } else if (target.converted().isPresent()) {
            steps.add(toOtherColours(target, target.converted().get()));
        } else if (!isSameMatrix(target)) {
            steps.add(toKnownMatrix(target));
        } else {
            steps.add("scale=%s:in_range=%s:out_range=%s"
                    .formatted(EXACT, fullRange ? "full" : "limited", isFull(target) ? "full" : "limited"));
        }
        steps.add("format=" + AvPixels.name(AvPixelFormat.of(target.format())));
        return String.join(",", steps);
    }

    /** Whether such pictures, turned upright, have the same size as others. */
    boolean isAsLarge(PictureShape other) {
        return uprightWidth() == other.uprightWidth() && uprightHeight() == other.uprightHeight();
    }

    /** Filters that make finished pictures of any size as large as these, without distorting them. */
    String scaling(PictureTarget target) {
        int wide = uprightWidth();
        int high = uprightHeight();
        return (",scale=w=%d:h=%d:force_original_aspect_ratio=decrease:%s,setsar=%d/%d,pad=w=%d:h=%d:x=-1:y=-1"
                        + ",format=%s")
                .formatted(
                        wide,
                        high,
                        EXACT,
                        aspectNumerator,
                        aspectDenominator,
                        wide,
                        high,
                        AvPixels.name(AvPixelFormat.of(target.format())));
    }

    private int uprightWidth() {
        return orientation.isSideways() ? height : width;
    }

    private int uprightHeight() {
        return orientation.isSideways() ? width : height;
    }

    private String fromYuv() {
        return "scale=%s:in_color_matrix=%s:in_range=%s"
                .formatted(EXACT, swscaleMatrix(), fullRange ? "full" : "limited");
    }

    /** libswscale's names of the matrices it knows. */
    private String swscaleMatrix() {
        return switch (matrix) {
            case avutil.AVCOL_SPC_BT709 -> "bt709";
            case avutil.AVCOL_SPC_FCC -> "fcc";
            case avutil.AVCOL_SPC_SMPTE240M -> "smpte240m";
            case avutil.AVCOL_SPC_BT2020_NCL, avutil.AVCOL_SPC_BT2020_CL -> "bt2020";
            default -> "bt601";
        };
    }

    private String toOtherColours(PictureTarget target, ColorDescription from) {
        ColorDescription to = target.color().orElseThrow();
        return even(("zscale=matrixin=%d:rangein=%s:primariesin=%d:transferin=%d:matrix=%d:range=%s:primaries=%d"
                        + ":transfer=%d:chromal=left:filter=bicubic")
                .formatted(
                        matrix,
                        fullRange ? "full" : "limited",
                        from.primaries().code(),
                        from.transfer().code(),
                        to.matrix().code(),
                        isFull(target) ? "full" : "limited",
                        to.primaries().code(),
                        to.transfer().code()));
    }

    private String toKnownMatrix(PictureTarget target) {
        return even("zscale=matrixin=%d:rangein=%s:matrix=%d:range=%s:chromal=left:filter=bicubic"
                .formatted(
                        matrix,
                        fullRange ? "full" : "limited",
                        targetMatrix(target),
                        isFull(target) ? "full" : "limited"));
    }

    /**
     * zimg takes no odd sizes where chroma has half the size: the last column and row are repeated for it, and cut off
     * again.
     */
    private String even(String step) {
        int turnedWidth = uprightWidth();
        int turnedHeight = uprightHeight();
        if ((turnedWidth | turnedHeight) % 2 == 0) {
            return step;
        }
        return "pad=w=%d:h=%d,fillborders=right=%d:bottom=%d:mode=smear,%s,crop=w=%d:h=%d:x=0:y=0:exact=1"
                .formatted(
                        turnedWidth + turnedWidth % 2,
                        turnedHeight + turnedHeight % 2,
                        turnedWidth % 2,
                        turnedHeight % 2,
                        step,
                        turnedWidth,
                        turnedHeight);
    }

    private String toRgba(boolean rgb) {
        String conversion = rgb ? "scale=" + EXACT : fromYuv();
        return conversion + ",format=" + (compositeDepth() > 8 ? "gbrap16" : "rgba");
    }

    private int compositeDepth() {
        return AvPixels.depth(format) > 8 ? 16 : 8;
    }

    private String underlay(int background) {
        boolean premultiplied = alphaMode == avutil.AVALPHA_MODE_PREMULTIPLIED;
        if (compositeDepth() > 8) {
            return deepUnderlay(background, premultiplied);
        }
        return ("format=rgba,split[over][under];[under]format=rgb24,drawbox=color=0x%06X:t=fill[below];"
                        + "[below][over]overlay=format=rgb:alpha=%s,format=rgb24")
                .formatted(background, premultiplied ? "premultiplied" : "straight");
    }

    /** libavfilter overlays R'G'B' of 8 bits only; of 16 bits it can take one picture or the other by a third one. */
    private static String deepUnderlay(int background, boolean premultiplied) {
        if (background == 0) {
            return (premultiplied ? "" : "premultiply=inplace=1,") + WITHOUT_ALPHA;
        }
        return ("%sformat=gbrap16,split[a][b];[a]alphaextract,format=gray16,format=gbrp16[mask];"
                        + "[b]%s,split[over][c];[c]lutrgb=r=%d:g=%d:b=%d[under];[under][over][mask]maskedmerge")
                .formatted(
                        premultiplied ? "unpremultiply=inplace=1," : "",
                        WITHOUT_ALPHA,
                        deep(background >> 16),
                        deep(background >> 8),
                        deep(background));
    }

    /** 8 bits as 16. */
    private static int deep(int component) {
        return (component & 0xFF) * 257;
    }

    private String planarRgb() {
        int depth = transparent ? compositeDepth() : AvPixels.depth(format);
        if (depth <= 8) {
            return "format=gbrp";
        }
        if (AvPixels.hasAlpha(format)) {
            return WITHOUT_ALPHA;
        }
        return depth <= 10 ? "format=gbrp10" : depth <= 12 ? "format=gbrp12" : "format=gbrp16";
    }

    private boolean isSameMatrix(PictureTarget target) {
        return matrix == targetMatrix(target) || (isBt601(matrix) && isBt601(targetMatrix(target)));
    }

    private static boolean isBt601(int code) {
        return code == avutil.AVCOL_SPC_BT470BG || code == avutil.AVCOL_SPC_SMPTE170M;
    }

    private boolean isSameRange(PictureTarget target) {
        return fullRange == isFull(target);
    }

    private static int targetMatrix(PictureTarget target) {
        return target.color().map(color -> color.matrix().code()).orElse(avutil.AVCOL_SPC_BT709);
    }

    private static boolean isFull(PictureTarget target) {
        return target.color().map(color -> color.range() == Range.FULL).orElse(true);
    }
}
