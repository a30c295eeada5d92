// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.ColorDescription.ChromaPosition;
import dev.moviemaker.ColorDescription.Matrix;
import dev.moviemaker.ColorDescription.Primaries;
import dev.moviemaker.ColorDescription.Range;
import dev.moviemaker.ColorDescription.Transfer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * What an input's samples mean, from what it says and, where it says nothing, from what its codec always means or else
 * its height. Codes are those of ITU-T H.273, as libavutil uses them.
 *
 * @param color what the samples handed out mean
 * @param matrix code of the matrix that the samples have before they are handed out; other than that of {@code color}
 *     if they must be converted
 * @param assumed what was not stated, to show to users; empty if everything was
 */
record PictureColors(ColorDescription color, int matrix, List<String> assumed) {

    /** For Y'CbCr. */
    static PictureColors of(
            int codec, int height, int primariesCode, int transferCode, int matrixCode, boolean full, Notes notes) {
        List<String> assumed = new ArrayList<>();
        boolean jpeg = codec == avcodec.AV_CODEC_ID_MJPEG;
        boolean old = jpeg || codec == avcodec.AV_CODEC_ID_THEORA;
        Matrix matrix;
        int source = matrixCode;
        Optional<Matrix> known = matrix(matrixCode);
        if (known.isPresent()) {
            matrix = known.get();
        } else if (matrixCode == avutil.AVCOL_SPC_UNSPECIFIED || matrixCode == avutil.AVCOL_SPC_RESERVED) {
            matrix = old || height < 720 ? Matrix.BT601 : Matrix.BT709;
            source = matrix.code();
            assumed.add("matrix " + matrix);
        } else {
            matrix = primariesCode == avutil.AVCOL_PRI_BT2020 ? Matrix.BT2020_NCL : Matrix.BT709;
            notes.add("its matrix %s is converted to %s", matrixName(matrixCode), matrix);
        }
        Primaries primaries = primaries(primariesCode).orElseGet(() -> {
            // Pictures made by programs have those of sRGB, whatever their matrix.
            Primaries guess = matrix == Matrix.BT2020_NCL ? Primaries.BT2020 : Primaries.BT709;
            missing("primaries", primariesCode, guess, assumed, notes);
            return guess;
        });
        Transfer transfer = transfer(transferCode).orElseGet(() -> {
            Transfer guess = jpeg ? Transfer.SRGB : Transfer.BT709;
            missing("transfer", transferCode, guess, assumed, notes);
            return guess;
        });
        return new PictureColors(
                new ColorDescription(primaries, transfer, matrix, full ? Range.FULL : Range.LIMITED),
                source,
                List.copyOf(assumed));
    }

    /** What R'G'B' says that is not BT.709's or sRGB's. */
    static Optional<ColorDescription> ofRgb(AVFrame frame, Notes notes) {
        Primaries primaries = primaries(frame.color_primaries()).orElse(Primaries.BT709);
        Transfer stated = transfer(frame.color_trc()).orElse(Transfer.BT709);
        boolean wide = stated == Transfer.PQ || stated == Transfer.HLG || stated == Transfer.LINEAR;
        if (primaries == Primaries.BT709 && !wide) {
            return Optional.empty();
        }
        if (stated == Transfer.LINEAR) {
            notes.add("its light is linear, which few players show right");
        }
        Matrix matrix = primaries == Primaries.BT2020 ? Matrix.BT2020_NCL : Matrix.BT709;
        return Optional.of(new ColorDescription(primaries, wide ? stated : Transfer.SRGB, matrix, Range.LIMITED));
    }

    /**
     * The colours that Y'CbCr of some colours must be converted to.
     *
     * @return empty if none are wanted, or it has them already
     * @throws IOException if one of them is HDR and the other is not: that takes a tone curve, which is a choice
     */
    static Optional<ColorDescription> conversion(ColorDescription from, Optional<ColorDescription> wanted, Notes notes)
            throws IOException {
        ColorDescription to = wanted.orElse(from);
        if (from.transfer() == Transfer.SRGB && curve(to.transfer()) == Transfer.BT709) {
            // Video made by programs: its values count as they are, in R'G'B' too.
            to = new ColorDescription(to.primaries(), from.transfer(), to.matrix(), to.range());
        }
        if (to.primaries() == from.primaries()
                && to.matrix() == from.matrix()
                && to.range() == from.range()
                && curve(to.transfer()) == curve(from.transfer())) {
            return Optional.empty();
        }
        if (curve(to.transfer()) != curve(from.transfer()) && (isHdr(to) || isHdr(from))) {
            throw notes.error(
                    "its colours (%s) cannot be converted to %s, which would take tone mapping",
                    words(from), words(to));
        }
        notes.add("its colours (%s) are converted to %s", words(from), words(to));
        return Optional.of(to);
    }

    private static boolean isHdr(ColorDescription color) {
        return color.transfer() == Transfer.PQ || color.transfer() == Transfer.HLG;
    }

    /** H.273 gives three names to one curve. */
    private static Transfer curve(Transfer transfer) {
        return transfer == Transfer.BT601 || transfer == Transfer.BT2020_10 ? Transfer.BT709 : transfer;
    }

    private static String words(ColorDescription color) {
        return "matrix %s, primaries %s, transfer %s, %s range"
                .formatted(
                        color.matrix(),
                        color.primaries(),
                        color.transfer(),
                        color.range() == Range.FULL ? "full" : "limited");
    }

    /** Where chroma of 4:2:0 lies; what says nothing has it on the left, JPEG in the middle. */
    static ChromaPosition chromaPosition(int location, int codec) {
        return switch (location) {
            case avutil.AVCHROMA_LOC_LEFT -> ChromaPosition.LEFT;
            case avutil.AVCHROMA_LOC_TOPLEFT -> ChromaPosition.TOP_LEFT;
            case avutil.AVCHROMA_LOC_UNSPECIFIED ->
                codec == avcodec.AV_CODEC_ID_MJPEG ? ChromaPosition.UNKNOWN : ChromaPosition.LEFT;
            default -> ChromaPosition.UNKNOWN;
        };
    }

    private static void missing(String what, int code, Object guess, List<String> assumed, Notes notes) {
        assumed.add(what + " " + guess);
        if (code > 0 && code != 2 && code != 3) {
            notes.add("its %s (code %d of H.273) are not known here", what, code);
        }
    }

    private static Optional<Matrix> matrix(int code) {
        return Optional.ofNullable(
                switch (code) {
                    case avutil.AVCOL_SPC_BT709 -> Matrix.BT709;
                    case avutil.AVCOL_SPC_BT470BG, avutil.AVCOL_SPC_SMPTE170M -> Matrix.BT601;
                    case avutil.AVCOL_SPC_BT2020_NCL -> Matrix.BT2020_NCL;
                    default -> null;
                });
    }

    private static Optional<Primaries> primaries(int code) {
        int same = code == avutil.AVCOL_PRI_SMPTE240M ? Primaries.BT601.code() : code;
        for (Primaries primaries : Primaries.values()) {
            if (primaries.code() == same) {
                return Optional.of(primaries);
            }
        }
        return Optional.empty();
    }

    private static Optional<Transfer> transfer(int code) {
        int same = code == avutil.AVCOL_TRC_BT2020_12 ? Transfer.BT2020_10.code() : code;
        for (Transfer transfer : Transfer.values()) {
            if (transfer.code() == same) {
                return Optional.of(transfer);
            }
        }
        return Optional.empty();
    }

    private static String matrixName(int code) {
        BytePointer name = avutil.av_color_space_name(code);
        return name == null || name.isNull() ? Integer.toString(code) : name.getString();
    }
}
