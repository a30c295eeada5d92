// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.HdrMetadata;
import dev.moviemaker.HdrMetadata.Chromaticity;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVContentLightMetadata;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVMasteringDisplayMetadata;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** What a decoded picture says of the display it was made on. */
final class HdrSideData {
    private HdrSideData() {}

    static Optional<HdrMetadata> read(AVFrame frame, Notes notes) {
        if (find(frame, avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS) != null) {
            notes.add("its dynamic metadata (HDR10+) is left out");
        }
        if (find(frame, avutil.AV_FRAME_DATA_DOVI_METADATA) != null) {
            notes.add("its dynamic metadata (Dolby Vision) is left out");
        }
        AVFrameSideData light = find(frame, avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL);
        int brightest = 0;
        int average = 0;
        if (light != null) {
            AVContentLightMetadata content = new AVContentLightMetadata(light.data());
            brightest = Math.clamp(content.MaxCLL(), 0, 65535);
            average = Math.clamp(content.MaxFALL(), 0, 65535);
        }
        AVFrameSideData mastering = find(frame, avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA);
        if (mastering == null) {
            return light(brightest, average);
        }
        AVMasteringDisplayMetadata display = new AVMasteringDisplayMetadata(mastering.data());
        if (display.has_primaries() == 0 || display.has_luminance() == 0) {
            notes.add("its mastering display is left out: only part of it is stated");
            return light(brightest, average);
        }
        try {
            return Optional.of(new HdrMetadata(
                    List.of(primary(display, 0), primary(display, 1), primary(display, 2)),
                    new Chromaticity(value(display.white_point(0)), value(display.white_point(1))),
                    value(display.max_luminance()),
                    value(display.min_luminance()),
                    brightest,
                    average));
        } catch (IllegalArgumentException e) {
            notes.add("its mastering display is left out: " + e.getMessage());
            return light(brightest, average);
        }
    }

    private static Optional<HdrMetadata> light(int brightest, int average) {
        return brightest > 0 || average > 0 ? Optional.of(HdrMetadata.ofLight(brightest, average)) : Optional.empty();
    }

    private static @Nullable AVFrameSideData find(AVFrame frame, int type) {
        AVFrameSideData data = avutil.av_frame_get_side_data(frame, type);
        return data == null || data.isNull() ? null : data;
    }

    private static Chromaticity primary(AVMasteringDisplayMetadata display, int color) {
        return new Chromaticity(value(display.display_primaries(color, 0)), value(display.display_primaries(color, 1)));
    }

    private static double value(AVRational ratio) {
        return ratio.den() == 0 ? 0 : (double) ratio.num() / ratio.den();
    }
}
