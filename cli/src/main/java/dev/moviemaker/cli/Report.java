// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Output;
import dev.moviemaker.RecordingStatistics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a recording came to.
 *
 * @param firstPacketSeconds from the start of the process to the first packet
 * @param inputWarnings what could not be read as it is
 * @param chunks what coding the pictures before came to, if they were coded in chunks
 */
record Report(
        Output output,
        EncoderSettings settings,
        RecordingStatistics statistics,
        OptionalDouble firstPacketSeconds,
        List<String> inputWarnings,
        @Nullable ChunkFigures chunks) {

    /** From beginning to end, with the time in which the chunks were coded. */
    private double seconds() {
        double joined = NumberText.seconds(statistics.elapsedTime());
        return chunks == null ? joined : joined + NumberText.seconds(chunks.time());
    }

    private double framesPerSecond() {
        return chunks == null ? statistics.framesPerSecond() : statistics.framesEncoded() / seconds();
    }

    private double realtimeFactor() {
        return chunks == null ? statistics.realtimeFactor() : NumberText.seconds(statistics.movieTime()) / seconds();
    }

    void print(PrintWriter out) {
        RecordingStatistics s = statistics;
        out.printf(
                "%s: %d frames, %s s, %dx%d, %s fps, %s, %s%n",
                output,
                s.framesEncoded(),
                NumberText.fixed(NumberText.seconds(s.movieTime()), 2),
                settings.width(),
                settings.height(),
                NumberText.rate(settings.framerate()),
                tracks(),
                NumberText.bytes(fileBytes()));
        out.printf(
                "  recorded in %s s: %s fps, %s times real time, %s%n",
                NumberText.fixed(seconds(), 2),
                NumberText.fixed(framesPerSecond(), 1),
                NumberText.fixed(realtimeFactor(), 2),
                NumberText.bitrate(s.averageBitrate()));
        out.printf("  backend %s on %s%n", s.backend(), s.device());
        if (chunks != null) {
            out.printf("  %s%n", chunks.sentence());
        }
        s.live().ifPresent(live -> out.printf("  %s%n", LiveOptions.sentence(live, s.latency())));
        s.fallbackReason().ifPresent(reason -> out.printf("  no hardware encoder: %s%n", Errors.oneLine(reason)));
        if (settings.constantFrameRate()) {
            out.printf(
                    "  constant frame rate: %d frames dropped, %d repeated%n", s.framesDropped(), s.framesDuplicated());
        }
        for (String note : s.notes()) {
            out.printf("  %s%n", Errors.oneLine(note));
        }
        for (String warning : warnings()) {
            out.printf("  warning: %s%n", Errors.oneLine(warning));
        }
        out.flush();
    }

    void writeJson(Path file) throws IOException {
        Files.writeString(file, Json.of(asMap()) + "\n");
    }

    Map<String, Object> asMap() {
        RecordingStatistics s = statistics;
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("output", output.toString());
        map.put("file_bytes", fileBytes());
        map.put("width", settings.width());
        map.put("height", settings.height());
        map.put("framerate", settings.framerate().toString());
        map.put("frames_submitted", s.framesSubmitted());
        map.put("frames_encoded", s.framesEncoded());
        map.put("frames_queued", s.framesQueued());
        map.put("frames_dropped", s.framesDropped());
        map.put("frames_duplicated", s.framesDuplicated());
        map.put("key_frames", s.keyFrames());
        map.put("bytes", s.bytes());
        map.put("avg_bitrate", s.averageBitrate());
        map.put("fps", framesPerSecond());
        map.put("realtime_factor", realtimeFactor());
        map.put("movie_seconds", NumberText.seconds(s.movieTime()));
        map.put("elapsed_seconds", seconds());
        map.put("first_packet_seconds", firstPacketSeconds);
        Map<String, Object> latency = new LinkedHashMap<>();
        latency.put("p50", s.latency().p50().toNanos() / 1e6);
        latency.put("p95", s.latency().p95().toNanos() / 1e6);
        latency.put("p99", s.latency().p99().toNanos() / 1e6);
        latency.put("max", s.latency().max().toNanos() / 1e6);
        map.put("latency_milliseconds", latency);
        s.live().ifPresent(live -> map.put("live", LiveOptions.asMap(live)));
        if (chunks != null) {
            map.put("chunks", chunks.chunks());
            map.put("chunks_kept", chunks.kept());
            map.put("chunks_at_a_time", chunks.workers());
            map.put("chunk_memory_bytes", chunks.memory());
        }
        map.put("backend", s.backend());
        map.put("device", s.device());
        map.put("fallback_reason", s.fallbackReason());
        map.put("audio", settings.audio().stream().findFirst().map(Report::track));
        map.put("audio_tracks", settings.audio().stream().map(Report::track).toList());
        map.put("notes", s.notes());
        map.put("warnings", warnings());
        return map;
    }

    private List<String> warnings() {
        List<String> all = new ArrayList<>(inputWarnings);
        all.addAll(statistics.warnings());
        return all;
    }

    private String tracks() {
        return Stream.concat(Stream.of("AV1"), settings.audio().stream().map(Report::track))
                .collect(Collectors.joining(" + "));
    }

    private static String track(AudioFormat audio) {
        String codec = switch (audio.codec()) {
            case OPUS -> "Opus";
            case FLAC -> "FLAC";
            case AAC -> "AAC";
        };
        String channels = switch (audio.channels()) {
            case 1 -> "mono";
            case 2 -> "stereo";
            default -> audio.channels() + " channels";
        };
        return codec + " " + channels;
    }

    private long fileBytes() {
        if (!(output instanceof Output.File file)) {
            return statistics.bytes();
        }
        try {
            return Files.size(file.path());
        } catch (IOException e) {
            // Backends of the user's own may write no file at all.
            return 0;
        }
    }
}
