// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_RGB_CHROMA_OFFSET_COSITED_EVEN_BIT_VALVE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_RGB_CHROMA_OFFSET_MIDPOINT_BIT_VALVE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_RGB_MODEL_CONVERSION_YCBCR_2020_BIT_VALVE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_RGB_MODEL_CONVERSION_YCBCR_601_BIT_VALVE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_RGB_MODEL_CONVERSION_YCBCR_709_BIT_VALVE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_RGB_RANGE_COMPRESSION_FULL_RANGE_BIT_VALVE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_RGB_RANGE_COMPRESSION_NARROW_RANGE_BIT_VALVE;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.PixelFormat;
import java.util.Optional;

/**
 * The driver's own conversion of RGB frames ({@code VK_VALVE_video_encode_rgb_conversion}), as a session is made with
 * it. Chroma lies as the library's shader puts it and as {@code CSP_VERTICAL} says: in line with even columns, half-way
 * between two rows.
 *
 * @param source of the images that frames are copied to
 */
public record RgbConversion(
        PixelFormat format, VideoFormat source, int rgbModel, int rgbRange, int xChromaOffset, int yChromaOffset) {

    /**
     * The conversion, or why frames that were promised to be RGB are converted by the shader; neither without such a
     * promise.
     */
    record Choice(Optional<RgbConversion> conversion, Optional<String> against) {
        static final Choice NOT_ASKED = new Choice(Optional.empty(), Optional.empty());

        static Choice against(String reason) {
            return new Choice(Optional.empty(), Optional.of(reason));
        }
    }

    /** Whether a recording's frames can be left to the driver. */
    static Choice choose(EncoderSettings settings, DeviceCapabilities device) {
        PixelFormat format = settings.inputFormat().orElse(null);
        if (format == null || !format.isRgb()) {
            return Choice.NOT_ASKED;
        }
        if (settings.bitDepth() != format.bitDepth()) {
            return Choice.against(
                    "it keeps %d bits, the recording has %d".formatted(format.bitDepth(), settings.bitDepth()));
        }
        ProfileSupport offered = device.rgb(settings.bitDepth());
        if (!(offered instanceof ProfileSupport.Supported rgb)) {
            return Choice.against(((ProfileSupport.Unsupported) offered).reason());
        }
        VideoFormat source = rgb.sourceFormats().stream()
                .filter(f -> f.format() == format.vulkanFormat())
                .findFirst()
                .orElse(null);
        if (source == null) {
            return Choice.against("the driver takes no " + format);
        }
        RgbConversion conversion = new RgbConversion(
                format,
                source,
                model(settings.color().matrix()),
                settings.color().range() == ColorDescription.Range.FULL
                        ? VK_VIDEO_ENCODE_RGB_RANGE_COMPRESSION_FULL_RANGE_BIT_VALVE()
                        : VK_VIDEO_ENCODE_RGB_RANGE_COMPRESSION_NARROW_RANGE_BIT_VALVE(),
                VK_VIDEO_ENCODE_RGB_CHROMA_OFFSET_COSITED_EVEN_BIT_VALVE(),
                VK_VIDEO_ENCODE_RGB_CHROMA_OFFSET_MIDPOINT_BIT_VALVE());
        return conversion
                .missing(rgb.rgb())
                .map(what -> Choice.against("the driver does not offer " + what))
                .orElseGet(() -> new Choice(Optional.of(conversion), Optional.empty()));
    }

    private static int model(ColorDescription.Matrix matrix) {
        return switch (matrix) {
            case BT709 -> VK_VIDEO_ENCODE_RGB_MODEL_CONVERSION_YCBCR_709_BIT_VALVE();
            case BT601 -> VK_VIDEO_ENCODE_RGB_MODEL_CONVERSION_YCBCR_601_BIT_VALVE();
            case BT2020_NCL -> VK_VIDEO_ENCODE_RGB_MODEL_CONVERSION_YCBCR_2020_BIT_VALVE();
        };
    }

    private Optional<String> missing(RgbLimits limits) {
        if ((limits.rgbModels() & rgbModel) == 0) {
            return Optional.of("the model " + BitNames.RGB_MODEL.of(rgbModel).getFirst());
        }
        if ((limits.rgbRanges() & rgbRange) == 0) {
            return Optional.of("the range " + BitNames.RGB_RANGE.of(rgbRange).getFirst());
        }
        if ((limits.xChromaOffsets() & xChromaOffset) == 0 || (limits.yChromaOffsets() & yChromaOffset) == 0) {
            return Optional.of("chroma in line with even columns and half-way between rows");
        }
        return Optional.empty();
    }
}
