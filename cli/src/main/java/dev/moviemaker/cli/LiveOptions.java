// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.LiveOutput;
import dev.moviemaker.LiveStatistics;
import dev.moviemaker.Output;
import dev.moviemaker.RecordingStatistics.Latency;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a live output is sent. What was given as its address is never repeated: it has secrets. */
final class LiveOptions {
    @Option(
            names = "--live-drop",
            description =
                    "Live: leave out pictures up to the next key frame if the receiver is too slow (default: wait).")
    private boolean drop;

    @Option(
            names = "--live-reconnect",
            paramLabel = "SECONDS",
            description = "Live: how long a broken connection is tried to be made again (default: 30).")
    private @Nullable Integer reconnect;

    @Option(
            names = "--live-window",
            paramLabel = "SECONDS",
            description = "HLS and DASH: delete segments that are older (default: keep all).")
    private @Nullable Integer window;

    @Option(names = "--live-sdp", paramLabel = "FILE", description = "RTP: file that receivers open (SDP).")
    private @Nullable Path sdp;

    /** Whether the output is an address, a playlist or a manifest. */
    static boolean isLive(String output) {
        String lower = output.toLowerCase(Locale.ROOT);
        return lower.matches("[a-z][a-z0-9+.-]+://.*") || lower.endsWith(".m3u8") || lower.endsWith(".mpd");
    }

    LiveOutput output(String given) {
        if (reconnect != null && reconnect < 0) {
            throw Failure.usage("--live-reconnect: %d given, 0 or more allowed".formatted(reconnect), null);
        }
        if (window != null && window < 1) {
            throw Failure.usage("--live-window: %d given, at least 1 allowed".formatted(window), null);
        }
        LiveOutput output = Output.live(address(given));
        if (drop) {
            output = output.whenSlow(LiveOutput.WhenSlow.DROP);
        }
        if (reconnect != null) {
            output = output.reconnect(Duration.ofSeconds(reconnect));
        }
        if (window != null) {
            output = output.window(Duration.ofSeconds(window));
        }
        return sdp == null ? output : output.sdp(sdp);
    }

    private static URI address(String given) {
        if (!given.contains("://")) {
            return Path.of(given).toUri();
        }
        try {
            return new URI(given);
        } catch (URISyntaxException e) {
            // Its message repeats the address.
            throw Failure.usage(
                    "--output: an address with a character that is not allowed at %d given: write it as %%XX"
                            .formatted(e.getIndex()),
                    null);
        }
    }

    /** Refuses what has no effect on a file. */
    void requireNone() {
        String name = drop
                ? "--live-drop"
                : reconnect != null
                        ? "--live-reconnect"
                        : window != null ? "--live-window" : sdp != null ? "--live-sdp" : null;
        if (name != null) {
            throw Failure.usage(name + ": given, allowed for live outputs only", null);
        }
    }

    static String sentence(LiveStatistics live, Latency coding) {
        return "sent %d pictures, left out %d, connected again %d times; coding took %s ms (99 %%: %s), sending %s (%s)"
                .formatted(
                        live.packetsSent(),
                        live.packetsDropped(),
                        live.reconnects(),
                        milliseconds(coding.p50()),
                        milliseconds(coding.p99()),
                        milliseconds(live.delay().p50()),
                        milliseconds(live.delay().p99()));
    }

    private static String milliseconds(Duration time) {
        return NumberText.fixed(time.toNanos() / 1e6, 1);
    }

    static Map<String, Object> asMap(LiveStatistics live) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("packets_sent", live.packetsSent());
        map.put("packets_dropped", live.packetsDropped());
        map.put("reconnects", live.reconnects());
        map.put("delay_p50_milliseconds", live.delay().p50().toNanos() / 1e6);
        map.put("delay_p99_milliseconds", live.delay().p99().toNanos() / 1e6);
        return map;
    }
}
