// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import dev.moviemaker.color.DepthChange;
import dev.moviemaker.color.RgbMatrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The numbers the shader is given, in the order in which {@code convert.comp} declares them. */
final class ShaderParameters {
    /** Size of the push constants. */
    static final int BYTES = 88;

    /** Number of specialisation constants, numbered from 0, 4 bytes each. */
    static final int CONSTANTS = 8;

    private ShaderParameters() {}

    /** Push constants; the upload layout is absent for images, and only they may be upside down. */
    static MemorySegment push(
            SegmentAllocator allocator,
            ConversionRequest request,
            SourceFormat source,
            @Nullable UploadLayout upload,
            boolean upsideDown) {
        ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.nativeOrder());
        int max = Math.max(1, source.max());
        weights(out, RgbMatrix.luma(request.color(), max, request.bitDepth()), source.blueFirst());
        weights(out, RgbMatrix.cb(request.color(), max, request.bitDepth()), source.blueFirst());
        weights(out, RgbMatrix.cr(request.color(), max, request.bitDepth()), source.blueFirst());
        out.putInt(request.width()).putInt(request.height());
        out.putInt(request.targetWidth()).putInt(request.targetHeight());
        if (upload == null) {
            out.putInt(upsideDown ? 1 : 0).putInt(0).putInt(0).putInt(0);
        } else {
            out.putInt(upload.pitch(0))
                    .putInt(upload.format().planeCount() > 1 ? upload.pitch(1) : 0)
                    .putInt((int) upload.offset(1))
                    .putInt((int) upload.offset(2));
        }
        TargetLayout target = request.targetLayout();
        out.putInt(target.pitch()).putInt((int) target.chromaOffset());
        return copy(allocator, out);
    }

    private static void weights(ByteBuffer out, RgbMatrix matrix, boolean blueFirst) {
        RgbMatrix ordered = blueFirst ? matrix.blueFirst() : matrix;
        out.putInt(ordered.r()).putInt(ordered.g()).putInt(ordered.b()).putInt(ordered.offset());
    }

    /** Specialisation constants. */
    static MemorySegment constants(SegmentAllocator allocator, ConversionRequest request, SourceFormat source) {
        DepthChange depth = DepthChange.of(request.color().range(), source.bitDepth(), request.bitDepth());
        ByteBuffer out = ByteBuffer.allocate(4 * CONSTANTS).order(ByteOrder.nativeOrder());
        out.putInt(source.kind()).putInt(source.sampleBytes()).putInt(source.sampleShift());
        out.putInt(depth.factor()).putInt(depth.half()).putInt(depth.divisor());
        out.putInt(source.max()).putInt(request.bitDepth());
        return copy(allocator, out);
    }

    private static MemorySegment copy(SegmentAllocator allocator, ByteBuffer bytes) {
        MemorySegment segment = allocator.allocate(bytes.position(), Integer.BYTES);
        segment.copyFrom(MemorySegment.ofBuffer(bytes.flip()));
        return segment;
    }
}
