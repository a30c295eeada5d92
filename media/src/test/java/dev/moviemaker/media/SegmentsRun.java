// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Output;
import dev.moviemaker.Rational;
import dev.moviemaker.Segments;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Cuts a recording at random frames and compares the segments with one recording that has key frames at the same
 * frames, packet by packet: contents, times and key frames of the pictures and of two tracks of sound. Run
 * {@code media/segments [CUTS [SEED]]} for many cuts.
 */
final class SegmentsRun {
    private static final Rational RATE = new Rational(30_000, 1001);
    private static final int WIDTH = 64;
    private static final int HEIGHT = 64;
    private static final int[] SAMPLES_PER_SECOND = {48_000, 44_100};

    private final Path folder;
    private final String extension;
    private final TreeSet<Integer> cuts = new TreeSet<>();
    private final int frames;
    private final long seed;

    SegmentsRun(Path folder, String extension, int count, long seed) {
        this.folder = folder;
        this.extension = extension;
        this.seed = seed;
        Random random = new Random(seed);
        int frame = 0;
        while (cuts.size() < count) {
            frame += 1 + random.nextInt(13);
            cuts.add(frame);
        }
        frames = frame + 1 + random.nextInt(13);
    }

    @Override
    public String toString() {
        return "%s, %d cuts in %d frames, seed %d".formatted(extension, cuts.size(), frames, seed);
    }

    /** Records twice and returns every difference, in words; empty if there is none. */
    List<String> differences() throws IOException {
        Path whole = folder.resolve("whole." + extension);
        record(Output.file(whole), null);
        Segments segments = Segments.of(folder.resolve("part-%04d." + extension));
        record(segments, segments);
        List<String> differences = new ArrayList<>();
        if (segments.files().size() != cuts.size() + 1) {
            differences.add("%d files, not %d".formatted(segments.files().size(), cuts.size() + 1));
        }
        List<List<DemuxedPacket>> parts = new ArrayList<>();
        for (Path file : segments.files()) {
            parts.add(DemuxedPacket.of(file));
            Files.delete(file);
        }
        List<DemuxedPacket> all = DemuxedPacket.of(whole);
        for (int track = 0; track < 3; track++) {
            compare(track, all, parts, differences);
        }
        return differences;
    }

    private void compare(
            int track, List<DemuxedPacket> whole, List<List<DemuxedPacket>> parts, List<String> differences) {
        List<DemuxedPacket> expected =
                whole.stream().filter(packet -> packet.track() == track).toList();
        // Matroska counts in milliseconds, MP4 in samples and units of the time base: start and packet are rounded.
        long tolerance = extension.equals("mp4") ? 40_000 : 1_100_000;
        List<Integer> starts = new ArrayList<>(List.of(0));
        starts.addAll(cuts);
        int next = 0;
        for (int part = 0; part < parts.size(); part++) {
            long start = nanos(starts.get(part));
            boolean first = true;
            for (DemuxedPacket packet : parts.get(part)) {
                if (packet.track() != track) {
                    continue;
                }
                if (next == expected.size()) {
                    differences.add("track %d, part %d: a packet too many".formatted(track, part));
                    return;
                }
                DemuxedPacket other = expected.get(next++);
                String where = "track %d, part %d, packet %d: ".formatted(track, part, next - 1);
                if (!packet.content().equals(other.content()) || packet.key() != other.key()) {
                    differences.add(where + packet + ", in one piece " + other);
                }
                if (Math.abs(start + packet.nanos() - other.nanos()) > tolerance) {
                    differences.add(where
                            + "at %d ns + %d ns, in one piece at %d ns"
                                    .formatted(start, packet.nanos(), other.nanos()));
                }
                if (track == 0 && first && (!packet.key() || packet.nanos() != 0)) {
                    differences.add(where + "the file does not begin with a key frame at 0: " + packet);
                }
                first = false;
            }
        }
        if (next != expected.size()) {
            differences.add("track %d: %d packets, not %d".formatted(track, next, expected.size()));
        }
    }

    private static long nanos(int frame) {
        return Math.round(frame * 1e9 * RATE.denominator() / RATE.numerator());
    }

    private void record(Output output, @org.jspecify.annotations.Nullable Segments segments) {
        Random random = new Random(seed + 1);
        long[] given = new long[SAMPLES_PER_SECOND.length];
        try (MovieMaker maker = MovieMaker.create(MovieMaker.AV1_SOFTWARE)) {
            maker.configure(EncoderSettings.builder()
                    .width(WIDTH)
                    .height(HEIGHT)
                    .framerate(RATE)
                    .keyframeInterval(300)
                    .speed(13)
                    .audio(
                            new AudioFormat(SAMPLES_PER_SECOND[0], 2, AudioCodec.OPUS),
                            new AudioFormat(SAMPLES_PER_SECOND[1], 1, AudioCodec.AAC))
                    .build());
            maker.start(output);
            for (int frame = 0; frame < frames; frame++) {
                if (cuts.contains(frame)) {
                    if (segments == null) {
                        maker.forceKeyFrame();
                    } else {
                        segments.cut();
                    }
                }
                maker.record(Pictures.moving(WIDTH, HEIGHT, frame));
                for (int track = 0; track < given.length; track++) {
                    // Sound comes in any pieces, up to a fifth of a second before and after its pictures.
                    double ahead = (random.nextDouble() - 0.5) * 0.4;
                    long until = Math.round((nanos(frame + 1) / 1e9 + ahead) * SAMPLES_PER_SECOND[track]);
                    give(maker, given, track, until);
                }
            }
            for (int track = 0; track < given.length; track++) {
                give(maker, given, track, Math.round(nanos(frames) / 1e9 * SAMPLES_PER_SECOND[track]));
            }
            maker.finish();
        }
    }

    private static void give(MovieMaker maker, long[] given, int track, long until) {
        if (until > given[track]) {
            int count = Math.toIntExact(until - given[track]);
            maker.record(Pictures.tone(SAMPLES_PER_SECOND[track], track == 0 ? 2 : 1, given[track], count), track);
            given[track] = until;
        }
    }
}
