// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import dev.moviemaker.PixelFormat;
import dev.moviemaker.encoder.vk.CallMemory;
import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.vulkan.call.DeviceFunctions;
import java.lang.foreign.Arena;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts frames of one size to NV12 or P010 images of one size. Chroma comes out as {@code CSP_VERTICAL} says (AV1
 * 6.4.2): in line with the even columns, half-way between two rows; RGB is filtered accordingly, with 1-2-1 across and
 * 1-1 down.
 *
 * <p>A source format's pipeline is made when its first frame comes; from then on nothing is allocated.
 */
public final class ColorConverter implements AutoCloseable {
    private final CloseStack closer = new CloseStack();
    private final Device device;
    private final DeviceFunctions compute;
    private final ConversionRequest request;
    private final Arena arena;
    private final ShaderLayouts layouts;
    private final Map<PixelFormat, ConversionPipeline> ofBuffers = new EnumMap<>(PixelFormat.class);
    private final Map<SourceFormat, ConversionPipeline> ofImages = new HashMap<>();

    /**
     * Makes a converter.
     *
     * @param device with {@code synchronization2} and, unless it is {@link TargetPath#COPY_BUFFER},
     *     {@code shaderStorageImageExtendedFormats}
     * @throws dev.moviemaker.Av1EncoderException if the device refuses
     */
    public ColorConverter(Device device, ConversionRequest request) {
        this.device = device;
        this.request = request;
        compute = device.functions();
        try {
            arena = CallMemory.arena();
            layouts = new ShaderLayouts(device, compute, request.path());
            closer.add(layouts, layouts::close);
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    /**
     * Refuses images that no shader reads.
     *
     * @param format {@code VkFormat}
     * @throws IllegalArgumentException naming those that are allowed
     */
    public static void requireImageFormat(int format) {
        SourceFormat _ = SourceFormat.ofImage(format);
    }

    /**
     * Makes what converts into one image.
     *
     * @param image {@code VkImage} of the size in the request, of one layer, made with what the {@link TargetPath}
     *     wants; belongs to the caller and outlives the slot
     * @return to be closed before this converter
     */
    public ConversionSlot slot(long image) {
        return new ConversionSlot(this, image);
    }

    ConversionPipeline pipeline(PixelFormat format) {
        ConversionPipeline known = ofBuffers.get(format);
        if (known == null) {
            known = make(SourceFormat.of(format), new UploadLayout(format, request.width(), request.height()));
            ofBuffers.put(format, known);
        }
        return known;
    }

    /** The pipeline for an image's {@code VkFormat}. */
    ConversionPipeline imagePipeline(int format) {
        SourceFormat source = SourceFormat.ofImage(format);
        ConversionPipeline known = ofImages.get(source);
        if (known == null) {
            known = make(source, null);
            ofImages.put(source, known);
        }
        return known;
    }

    private ConversionPipeline make(SourceFormat source, @Nullable UploadLayout upload) {
        ConversionPipeline pipeline = new ConversionPipeline(arena, device, compute, request, layouts, source, upload);
        return closer.add(pipeline, pipeline::close);
    }

    Device device() {
        return device;
    }

    DeviceFunctions compute() {
        return compute;
    }

    ShaderLayouts layouts() {
        return layouts;
    }

    /** Returns what it makes. */
    public ConversionRequest request() {
        return request;
    }

    @Override
    public void close() {
        closer.close();
    }
}
