// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

/** The kinds of file, with the options of libavformat that make sure that a killed process leaves a playable file. */
enum Container {
    /** Fragments, gathered under one index at the end; the first index waits for the sound's delay. */
    MP4(
            "mp4",
            "video/mp4",
            "movflags=hybrid_fragmented+delay_moov:use_editlist=1:frag_duration=",
            "movflags=delay_moov+default_base_moof:use_editlist=1:frag_duration=",
            1_000_000),
    /** Clusters; without identities made by chance, so that a movie made twice is the same. */
    MATROSKA("matroska", "video/x-matroska", "fflags=+bitexact:cluster_time_limit=", "cluster_time_limit=", 1000),
    /** As Matroska. */
    WEBM("webm", "video/webm", "fflags=+bitexact:cluster_time_limit=", "cluster_time_limit=", 1000),
    /** Of RTMP. Times of the past cannot be put right. */
    FLV("flv", "video/x-flv", "flvflags=no_duration_filesize+no_sequence_end"),
    /** Of SRT: a cluster for each packet. */
    LIVE_MATROSKA("matroska", "video/x-matroska", "live=1:write_crc32=0"),
    /** The payload format's specification counts as a draft. */
    RTP("rtp", "application/sdp", "strict=experimental"),
    /** Its further options depend on the segments. */
    HLS("hls", "application/vnd.apple.mpegurl", "hls_segment_type=fmp4"),
    /** As HLS. */
    DASH("dash", "application/dash+xml", "dash_segment_type=mp4:use_template=1:use_timeline=1");

    private static final long MIN_MOVIE_TIMESCALE = 1000;
    private static final long MAX_MOVIE_TIMESCALE = 1_000_000;

    private final String muxer;
    private final String mimeType;
    private final String options;
    private final String streamOptions;
    private final int second;

    /** One that is live. */
    Container(String muxer, String mimeType, String options) {
        this(muxer, mimeType, options, options, 0);
    }

    Container(String muxer, String mimeType, String options, String streamOptions, int second) {
        this.muxer = muxer;
        this.mimeType = mimeType;
        this.options = options;
        this.streamOptions = streamOptions;
        this.second = second;
    }

    String muxer() {
        return muxer;
    }

    /**
     * Whether to have the muxer write what it holds back. Those of the live kinds hold back nothing and crash if they
     * are told to, but for Matroska, which is to write each packet at once.
     *
     * @param due whether it is time
     */
    boolean flushes(boolean due) {
        return this == LIVE_MATROSKA || (due && !isLive());
    }

    private boolean isLive() {
        return second == 0;
    }

    String mimeType() {
        return mimeType;
    }

    /**
     * Key and value pairs as libavutil parses them: a fragment or cluster is a tenth of a second long, which is the
     * most that a killed recording loses of it, and a second offline, which saves 3 % of a file of 330 kbit/s.
     *
     * @param seekable whether an index can be put where it belongs when all is written
     */
    String options(boolean offline, boolean seekable) {
        if (isLive()) {
            return options;
        }
        return (seekable ? options : streamOptions) + (offline ? second : second / 10);
    }

    /**
     * Ticks of an MP4's own clock, in which it states how much of each track plays: those of the sound, or else of the
     * pictures, so that the length is exact to the sample.
     */
    static long movieTimescale(long ticksPerSecond) {
        long timescale = Math.min(ticksPerSecond, MAX_MOVIE_TIMESCALE);
        while (timescale < MIN_MOVIE_TIMESCALE) {
            timescale *= 2;
        }
        return timescale;
    }
}
