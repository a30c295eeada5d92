// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

/** The kinds of file, with the options of libavformat that make sure that a killed process leaves a playable file. */
enum Container {
    /**
     * Fragments of a tenth of a second, gathered under one index at the end; the first index waits for the sound's
     * delay.
     */
    MP4("mp4", "video/mp4", "movflags=hybrid_fragmented+delay_moov:frag_duration=100000:use_editlist=1"),
    /** Clusters of a tenth of a second. */
    MATROSKA("matroska", "video/x-matroska", "cluster_time_limit=100"),
    /** As Matroska. */
    WEBM("webm", "video/webm", "cluster_time_limit=100");

    private final String muxer;
    private final String mimeType;
    private final String options;

    Container(String muxer, String mimeType, String options) {
        this.muxer = muxer;
        this.mimeType = mimeType;
        this.options = options;
    }

    String muxer() {
        return muxer;
    }

    String mimeType() {
        return mimeType;
    }

    /** Key and value pairs as libavutil parses them. */
    String options() {
        return options;
    }
}
