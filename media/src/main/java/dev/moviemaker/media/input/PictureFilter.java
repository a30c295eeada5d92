// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.media.av.AvAddress;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Brings decoded pictures to the target that the first one sets: deinterlaced, upright, over the background where they
 * are transparent, in one format and matrix. One picture comes out for each that goes in, in order; those that fit
 * already pass without a copy.
 */
final class PictureFilter implements AutoCloseable {
    private final int codec;
    private final boolean pictureFiles;
    private final MediaOptions options;
    private final Notes notes;
    private final AVFrame direct = avutil.av_frame_alloc();
    private @Nullable PictureTarget target;
    private @Nullable PictureShape first;
    private @Nullable PictureShape shape;
    private @Nullable FilterGraph graph;
    private @Nullable FilterGraph before;
    private boolean isDirect;
    private boolean transparent;
    private boolean closed;

    PictureFilter(int codec, boolean pictureFiles, MediaOptions options, Notes notes) {
        this.codec = codec;
        this.pictureFiles = pictureFiles;
        this.options = options;
        this.notes = notes;
    }

    /** Takes over a decoded picture; what went in before must have been taken out. */
    void push(AVFrame frame) throws IOException {
        PictureTarget known = target;
        if (known == null) {
            known = PictureTarget.of(frame, codec, pictureFiles, options, notes);
            target = known;
        }
        tell(frame);
        PictureShape next =
                PictureShape.of(frame, known, pictureFiles, codec, isTransparent(frame), options.deinterlace());
        if (!next.equals(shape)) {
            change(next, known);
        }
        FilterGraph current = graph;
        if (current == null) {
            avutil.av_frame_unref(direct);
            avutil.av_frame_move_ref(direct, frame);
            isDirect = true;
        } else {
            current.push(frame);
        }
    }

    private void change(PictureShape next, PictureTarget known) throws IOException {
        end();
        before = graph;
        PictureShape from = first == null ? next : first;
        first = from;
        // Numbered pictures of two sizes are two sequences, or a mistake; a movie's size changes where the sender's
        // did.
        boolean resized = !pictureFiles && !next.isAsLarge(from);
        if (resized) {
            notes.add("its pictures change in size; all are scaled to the size of the first");
        }
        graph = next.fits(known) && !resized
                ? null
                : new FilterGraph(
                        next.source(),
                        next.filters(known, options.background()) + (resized ? from.scaling(known) : ""));
        shape = next;
    }

    /** Forgets the pictures inside, which nobody has taken out: the next one is from elsewhere. */
    void restart() {
        closeGraphs();
        shape = null;
        isDirect = false;
    }

    /** No more pictures go in. */
    void end() throws IOException {
        FilterGraph current = graph;
        if (current != null) {
            current.end();
        }
    }

    /** Takes a picture out, if one is ready. */
    boolean pull(AVFrame to) throws IOException {
        FilterGraph old = before;
        if (old != null) {
            if (old.pull(to)) {
                return true;
            }
            old.close();
            before = null;
        }
        if (isDirect) {
            isDirect = false;
            avutil.av_frame_unref(to);
            avutil.av_frame_move_ref(to, direct);
            return true;
        }
        FilterGraph current = graph;
        return current != null && current.pull(to);
    }

    PictureTarget target() {
        PictureTarget known = target;
        if (known == null) {
            throw new IllegalStateException("no picture was decoded yet");
        }
        return known;
    }

    private void tell(AVFrame frame) {
        if (PictureShape.isInterlaced(frame, codec)) {
            notes.add(
                    options.deinterlace()
                            ? "interlaced; each two fields became one picture"
                            : "interlaced; recorded as it is");
        }
        if (Orientation.of(frame) != Orientation.UPRIGHT) {
            notes.add("its pictures were turned upright");
        } else if (Orientation.isOblique(frame)) {
            notes.add("it asks to be shown at an angle, which is left out");
        }
        if (codec == avcodec.AV_CODEC_ID_EXR) {
            notes.add("its linear light was converted to sRGB");
        }
    }

    /**
     * Whether something shows through; stays so, because what comes after a transparent picture is as a rule
     * transparent too.
     */
    private boolean isTransparent(AVFrame frame) {
        if (!AvPixels.hasAlpha(frame.format())) {
            return false;
        }
        if (!transparent && showsThrough(frame)) {
            transparent = true;
            notes.add("its transparent pixels were laid over #%06X", options.background());
        }
        return transparent;
    }

    private static boolean showsThrough(AVFrame frame) {
        int format = frame.format();
        if (format == avutil.AV_PIX_FMT_RGBA || format == avutil.AV_PIX_FMT_BGRA) {
            return hasLess(frame, 0, 4, 3);
        }
        if (format == avutil.AV_PIX_FMT_ARGB || format == avutil.AV_PIX_FMT_ABGR) {
            return hasLess(frame, 0, 4, 0);
        }
        if (format == avutil.AV_PIX_FMT_YA8) {
            return hasLess(frame, 0, 2, 1);
        }
        if (format == avutil.AV_PIX_FMT_PAL8) {
            return usesTransparentEntry(frame);
        }
        boolean planar = frame.data(3) != null && !frame.data(3).isNull();
        if (planar && AvPixels.depth(format) == 8) {
            return hasLess(frame, 3, 1, 0);
        }
        return true;
    }

    /** Whether a pixel has an entry of the palette (0xAARRGGBB each) with an alpha of less than 255. */
    private static boolean usesTransparentEntry(AVFrame frame) {
        MemorySegment palette = AvAddress.segment(frame.data(1), 256 * 4);
        boolean[] clear = new boolean[256];
        for (int i = 0; i < clear.length; i++) {
            clear[i] = palette.get(ValueLayout.JAVA_INT_UNALIGNED, 4L * i) >>> 24 != 0xFF;
        }
        byte[] row = new byte[frame.width()];
        for (int y = 0; y < frame.height(); y++) {
            AvAddress start = new AvAddress(frame.data(0).address() + (long) frame.linesize(0) * y);
            MemorySegment.copy(AvAddress.segment(start, row.length), ValueLayout.JAVA_BYTE, 0, row, 0, row.length);
            for (byte entry : row) {
                if (clear[entry & 0xFF]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a byte of a plane is less than 255: the first at {@code offset}, the next {@code step} bytes on. */
    private static boolean hasLess(AVFrame frame, int plane, int step, int offset) {
        int stride = frame.linesize(plane);
        int width = frame.width();
        byte[] row = new byte[width * step];
        for (int y = 0; y < frame.height(); y++) {
            AvAddress start = new AvAddress(frame.data(plane).address() + (long) stride * y);
            MemorySegment.copy(AvAddress.segment(start, row.length), ValueLayout.JAVA_BYTE, 0, row, 0, row.length);
            int all = 0xFF;
            for (int x = offset; x < row.length; x += step) {
                all &= row[x];
            }
            if ((all & 0xFF) != 0xFF) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        closeGraphs();
        avutil.av_frame_free(direct);
    }

    private void closeGraphs() {
        if (graph != null) {
            graph.close();
            graph = null;
        }
        if (before != null) {
            before.close();
            before = null;
        }
    }
}
