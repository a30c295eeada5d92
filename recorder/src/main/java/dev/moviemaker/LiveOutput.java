// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * An output that is watched while it is recorded: a server or receiver in the network, or an HLS or DASH presentation
 * in a folder that a web server serves. Made by {@link Output#live(URI)}; immutable, and the methods return changed
 * copies.
 *
 * <ul>
 *   <li>{@code rtmp://host/app/key} and {@code rtmps://}: enhanced RTMP, with sound as AAC or Opus.
 *   <li>{@code srt://host:port}: Matroska over SRT; {@code mode}, {@code latency}, {@code passphrase} and
 *       {@code streamid} are given as query parameters.
 *   <li>{@code rtp://host:port}: RTP, pictures only; the receiver needs the file of {@link #sdp}.
 *   <li>{@code file:/folder/name.m3u8} and {@code .mpd}: HLS and DASH in CMAF segments, beside the playlist or
 *   manifest.
 * </ul>
 *
 * <p>There is no temporary name: what is recorded is there at once, and an earlier presentation of the same name is
 * replaced. What was sent cannot be taken back; a recording that is cancelled only ends. A presentation whose process
 * was killed plays on as one that is still live.
 *
 * <p>Connections are made when a recording starts. If one breaks later, it is made again ({@link #reconnect}), and goes
 * on with the next key frame, which is requested at once from encoders that take requests.
 *
 * <p>Users, passwords, stream keys and query parameters are secrets: the library writes them into no message, event,
 * report or log. {@link #uri()} returns them.
 */
public final class LiveOutput implements Output {

    /** What happens when the receiver is slower than the recording. */
    public enum WhenSlow {
        /** The recording waits, so that nothing is left out. */
        WAIT,
        /** Packets are left out up to the next key frame, and counted, so that the recording never waits. */
        DROP
    }

    private final URI uri;
    private final WhenSlow whenSlow;
    private final Duration buffer;
    private final Duration reconnect;
    private final Duration segment;
    private final Optional<Duration> window;
    private final Optional<Path> sdp;

    LiveOutput(URI uri) {
        this(
                uri,
                WhenSlow.WAIT,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                Optional.empty(),
                Optional.empty());
    }

    private LiveOutput(
            URI uri,
            WhenSlow whenSlow,
            Duration buffer,
            Duration reconnect,
            Duration segment,
            Optional<Duration> window,
            Optional<Path> sdp) {
        this.uri = uri;
        this.whenSlow = whenSlow;
        this.buffer = buffer;
        this.reconnect = reconnect;
        this.segment = segment;
        this.window = window;
        this.sdp = sdp;
    }

    /** Sets what happens when the receiver is too slow; by default {@link WhenSlow#WAIT}. */
    public LiveOutput whenSlow(WhenSlow value) {
        return new LiveOutput(uri, value, buffer, reconnect, segment, window, sdp);
    }

    /**
     * Sets how much may wait to be sent before the receiver counts as too slow.
     *
     * @param value movie time, more than zero; by default 2 seconds
     */
    public LiveOutput buffer(Duration value) {
        requirePositive("buffer", value);
        return new LiveOutput(uri, whenSlow, value, reconnect, segment, window, sdp);
    }

    /**
     * Sets for how long a broken connection is tried to be made again before the recording fails.
     *
     * @param value zero fails at once; by default 30 seconds
     */
    public LiveOutput reconnect(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("reconnect: %s given, zero or more allowed".formatted(value));
        }
        return new LiveOutput(uri, whenSlow, buffer, value, segment, window, sdp);
    }

    /**
     * Sets the length of HLS and DASH segments. A segment begins with a key frame, so it lasts longer if the settings
     * have fewer of them.
     *
     * @param value at least 1 second; by default 2 seconds
     */
    public LiveOutput segment(Duration value) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("segment: %s given, at least PT1S allowed".formatted(value));
        }
        return new LiveOutput(uri, whenSlow, buffer, reconnect, value, window, sdp);
    }

    /**
     * Sets how much of an HLS or DASH presentation is kept; older segments are deleted. By default all of it is:
     * viewers can go back to the beginning, and at the end it is a presentation on demand.
     *
     * @param value more than zero; rounded up to whole segments
     */
    public LiveOutput window(Duration value) {
        requirePositive("window", value);
        requirePositive("window", value);
        return new LiveOutput(uri, whenSlow, buffer, reconnect, segment, Optional.of(value), sdp);
    }

    /** Sets the file that gets the description of an RTP stream (SDP), which receivers open. */
    public LiveOutput sdp(Path file) {
        return new LiveOutput(uri, whenSlow, buffer, reconnect, segment, window, Optional.of(file));
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("%s: %s given, more than zero allowed".formatted(name, value));
        }
    }

    /** Returns the address with its secrets. */
    public URI uri() {
        return uri;
    }

    /** Returns the scheme of the address in lower case. */
    public String scheme() {
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    }

    /** Returns what happens when the receiver is too slow. */
    public WhenSlow whenSlow() {
        return whenSlow;
    }

    /** Returns how much may wait to be sent. */
    public Duration buffer() {
        return buffer;
    }

    /** Returns for how long a connection is tried to be made again. */
    public Duration reconnect() {
        return reconnect;
    }

    /** Returns the length of segments. */
    public Duration segment() {
        return segment;
    }

    /** Returns how much of a presentation is kept; empty for all. */
    public Optional<Duration> window() {
        return window;
    }

    /** Returns the file for the description of an RTP stream. */
    public Optional<Path> sdp() {
        return sdp;
    }

    /** Returns the address without its secrets: no user and password, no stream key, no query. */
    @Override
    public String toString() {
        if (scheme().equals("file")) {
            return Path.of(uri).toString();
        }
        String host = uri.getHost() == null ? "***" : uri.getHost();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return scheme() + "://" + host + port + publicPath() + (uri.getRawQuery() == null ? "" : "?***");
    }

    /** The application of an RTMP server; what follows it is the key. */
    private String publicPath() {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        int key = scheme().startsWith("rtmp") ? path.indexOf('/', 1) : path.indexOf('/');
        return key < 0 ? path : path.substring(0, key) + "/***";
    }
}
