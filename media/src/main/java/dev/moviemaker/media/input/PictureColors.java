package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.ColorDescription.Matrix;
import dev.moviemaker.ColorDescription.Primaries;
import dev.moviemaker.ColorDescription.Range;
import dev.moviemaker.ColorDescription.Transfer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * What an input's Y'CbCr samples mean, from what it says and, where it says nothing, from what its codec always means or else its height.
 *
 * @param color the description
 * @param assumed what was not stated, for people; empty if all was
 */
record PictureColors(ColorDescription color, List<String> assumed) {

    /** Codes are those of ITU-T H.273, as libavutil uses them; 2 is "unspecified". */
    static PictureColors of(int codec, int height, int primaries, int transfer, int matrix, boolean full) {
        List<String> assumed = new ArrayList<>();
        boolean jpeg = codec == avcodec.AV_CODEC_ID_MJPEG;
        boolean old = jpeg || codec == avcodec.AV_CODEC_ID_THEORA;
        Matrix chosenMatrix = switch (matrix) {
            case avutil.AVCOL_SPC_BT709 -> Matrix.BT709;
            case avutil.AVCOL_SPC_BT470BG, avutil.AVCOL_SPC_SMPTE170M -> Matrix.BT601;
            case avutil.AVCOL_SPC_BT2020_NCL -> Matrix.BT2020_NCL;
            default -> {
                Matrix guess = old || height < 720 ? Matrix.BT601 : Matrix.BT709;
                assumed.add("matrix " + guess);
                yield guess;
            }
        };
        Primaries chosenPrimaries = switch (primaries) {
            case avutil.AVCOL_PRI_BT709 -> Primaries.BT709;
            case avutil.AVCOL_PRI_BT470BG, avutil.AVCOL_PRI_SMPTE170M, avutil.AVCOL_PRI_SMPTE240M -> Primaries.BT601;
            case avutil.AVCOL_PRI_BT2020 -> Primaries.BT2020;
            case avutil.AVCOL_PRI_SMPTE432 -> Primaries.P3_D65;
            default -> {
                // Pictures made by programs have those of sRGB, whatever their matrix.
                Primaries guess = chosenMatrix == Matrix.BT2020_NCL ? Primaries.BT2020 : Primaries.BT709;
                assumed.add("primaries " + guess);
                yield guess;
            }
        };
        Transfer chosenTransfer = switch (transfer) {
            case avutil.AVCOL_TRC_BT709 -> Transfer.BT709;
            case avutil.AVCOL_TRC_SMPTE170M -> Transfer.BT601;
            case avutil.AVCOL_TRC_LINEAR -> Transfer.LINEAR;
            case avutil.AVCOL_TRC_IEC61966_2_1 -> Transfer.SRGB;
            case avutil.AVCOL_TRC_BT2020_10, avutil.AVCOL_TRC_BT2020_12 -> Transfer.BT2020_10;
            case avutil.AVCOL_TRC_SMPTE2084 -> Transfer.PQ;
            case avutil.AVCOL_TRC_ARIB_STD_B67 -> Transfer.HLG;
            default -> {
                Transfer guess = jpeg ? Transfer.SRGB : Transfer.BT709;
                assumed.add("transfer " + guess);
                yield guess;
            }
        };
        return new PictureColors(
                new ColorDescription(chosenPrimaries, chosenTransfer, chosenMatrix, full ? Range.FULL : Range.LIMITED),
                List.copyOf(assumed));
    }
}
