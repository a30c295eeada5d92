// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.media.av.AvError;
import java.io.IOException;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** Filters of libavfilter between one source and one sink. */
final class FilterGraph implements AutoCloseable {
    private static final String SOURCE = "buffer@in";
    private static final String SINK = "buffersink@out";

    static {
        Loader.load(avfilter.class);
    }

    private final AVFilterGraph graph = avfilter.avfilter_graph_alloc();
    private final AVFilterContext source;
    private final AVFilterContext sink;
    private boolean closed;

    /**
     * Builds a graph.
     *
     * @param input the source's parameters
     * @param chain what lies between source and sink, in libavfilter's words
     */
    FilterGraph(String input, String chain) throws IOException {
        String text = "%s=%s,%s,%s".formatted(SOURCE, input, chain, SINK);
        int status = avfilter.avfilter_graph_parse_ptr(
                graph, text, (AVFilterInOut) null, (AVFilterInOut) null, (Pointer) null);
        if (status >= 0) {
            status = avfilter.avfilter_graph_config(graph, null);
        }
        if (status < 0) {
            avfilter.avfilter_graph_free(graph);
            throw new IOException("pictures cannot be converted (%s): %s".formatted(chain, AvError.text(status)));
        }
        source = avfilter.avfilter_graph_get_filter(graph, SOURCE);
        sink = avfilter.avfilter_graph_get_filter(graph, SINK);
    }

    /** Takes over a frame's contents. */
    void push(AVFrame frame) throws IOException {
        require(avfilter.av_buffersrc_add_frame(source, frame));
    }

    /** No more frames come. */
    void end() throws IOException {
        require(avfilter.av_buffersrc_add_frame(source, null));
    }

    /** Takes the next frame, if there is one already; what {@code to} held is let go. */
    boolean pull(AVFrame to) throws IOException {
        // libavfilter moves its frame there without looking what is overwritten.
        avutil.av_frame_unref(to);
        int status = avfilter.av_buffersink_get_frame(sink, to);
        if (status == AvError.AGAIN || status == AvError.EOF) {
            return false;
        }
        require(status);
        return true;
    }

    private static void require(int status) throws IOException {
        if (status < 0) {
            throw new IOException("picture cannot be converted: " + AvError.text(status));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avfilter.avfilter_graph_free(graph);
        }
    }
}
