// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.media.input.Av1Decoder;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One recording of a stress round: its frames move, so that a picture in another's place is nearer to that one's frame.
 */
final class StressRecording {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Mean distance of luma from which a picture counts as damaged, however it compares with others. */
    private static final double DAMAGED = 6;

    /**
     * Frames away at which another frame is looked at, where quality decides: rate control may repeat a frame to save
     * bits.
     */
    private static final int FAR = 3;

    private static final Map<String, List<Frame>> CLIPS = new ConcurrentHashMap<>();

    private final EncoderSettings settings;
    private final SvtPlan plan;
    private final int frames;
    private final boolean asUsersDo;
    private final List<byte[]> units = new ArrayList<>();
    private String failure = "";
    private @Nullable Outcome outcome;

    /**
     * What became of it.
     *
     * @param frames coded
     * @param damaged pictures that are not what was recorded, missing ones too
     * @param failure what the encoder said; empty if it went well
     * @param decibels of all pictures' luma
     * @param bytes of all packets
     */
    record Outcome(int frames, int damaged, String failure, double decibels, long bytes) {
        boolean stalled() {
            return failure.contains("stalled");
        }

        boolean overrun() {
            return failure.contains("was due")
                    || failure.contains("was not given")
                    || failure.contains("lost the frame");
        }
    }

    /**
     * A recording to come.
     *
     * @param asUsersDo whether the provider chooses how the movie is coded, in chunks where that is faster; else one
     *     encoder codes it by the plan
     */
    StressRecording(EncoderSettings settings, SvtPlan plan, int frames, boolean asUsersDo) {
        this.settings = settings;
        this.plan = plan;
        this.frames = frames;
        this.asUsersDo = asUsersDo;
    }

    private VideoEncoder open() {
        PacketSink sink = packet -> units.add(packet.data().toArray(ValueLayout.JAVA_BYTE));
        return asUsersDo
                ? new SvtAv1Provider().open(settings, sink)
                : SvtAv1Provider.open(settings, plan, sink, new StallWatch(PATIENCE), new FrameTimes());
    }

    void record() {
        List<Frame> clip = frames(settings.width(), settings.height(), frames);
        VideoEncoder encoder = open();
        try {
            for (int i = 0; i < frames; i++) {
                encoder.submit(clip.get(i), i, 1);
            }
            encoder.finish();
        } catch (Av1EncoderException e) {
            failure = String.valueOf(e.getMessage());
        } finally {
            encoder.close();
        }
    }

    /** Made before, so that the encoder is kept as busy as it can be. */
    private static List<Frame> frames(int width, int height, int count) {
        return CLIPS.computeIfAbsent(
                width + "x" + height + "x" + count,
                size -> IntStream.range(0, count)
                        .mapToObj(number -> frame(width, height, number))
                        .toList());
    }

    private static Frame frame(int width, int height, int number) {
        byte[] pixels = new byte[Math.toIntExact(PixelFormat.NV12.frameBytes(width, height))];
        Arrays.fill(pixels, (byte) 128);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = (byte) luma(x, y, number);
            }
        }
        return Frame.of(PixelFormat.NV12, width, height, MemorySegment.ofArray(pixels));
    }

    private static int luma(int x, int y, int number) {
        return 64 + ((((x + 3 * number) / 64) ^ (y / 64)) & 7) * 11 + ((x * 31 + y * 17) & 15);
    }

    /** What {@link #check} found. */
    Outcome outcome() {
        return Objects.requireNonNull(outcome);
    }

    /** Decodes the packets and compares them with what was recorded. */
    void check() {
        long bytes = units.stream().mapToLong(unit -> unit.length).sum();
        int damaged = 0;
        double squares = 0;
        List<CpuFrame> decoded = List.of();
        try {
            decoded = new Av1Decoder().decode(units);
        } catch (IOException e) {
            damaged = units.size();
            failure = failure.isEmpty() ? "not decoded: " + e.getMessage() : failure;
        }
        for (int i = 0; i < decoded.size(); i++) {
            Difference difference = difference(decoded.get(i), i);
            squares += difference.squares;
            damaged += difference.damaged ? 1 : 0;
        }
        if (failure.isEmpty()) {
            damaged += frames - decoded.size();
        }
        double mean = squares / Math.max(1, decoded.size());
        outcome =
                new Outcome(units.size(), damaged, failure, mean == 0 ? 0 : 10 * Math.log10(255.0 * 255 / mean), bytes);
    }

    private record Difference(double squares, boolean damaged) {}

    private Difference difference(CpuFrame picture, int number) {
        CpuFrame.Plane plane = picture.planes().getFirst();
        int step = settings.width() >= 640 ? 4 : 1;
        long[] distances = new long[3];
        long squares = 0;
        long count = 0;
        for (int y = 0; y < settings.height(); y += step) {
            for (int x = 0; x < settings.width(); x++) {
                int sample = sample(plane, x, y);
                int own = sample - luma(x, y, number);
                squares += (long) own * own;
                count++;
                distances[0] += Math.abs(sample - luma(x, y, number - FAR));
                distances[1] += Math.abs(own);
                distances[2] += Math.abs(sample - luma(x, y, number + FAR));
            }
        }
        boolean nearer = distances[1] > distances[0] || distances[1] > distances[2];
        boolean damaged = (double) distances[1] / count > DAMAGED || (plan.bitrate() == 0 && nearer);
        if (damaged) {
            System.err.printf(
                    "%dx%d %s speed %d: picture %d is %s away from the frames some before it, its own and some after "
                            + "it%n",
                    settings.width(),
                    settings.height(),
                    settings.rateControl(),
                    settings.speed(),
                    number,
                    Arrays.toString(distances));
        }
        return new Difference((double) squares / count, damaged);
    }

    private int sample(CpuFrame.Plane plane, int x, int y) {
        long row = (long) y * plane.strideBytes();
        return settings.bitDepth() == 8
                ? plane.data().get(ValueLayout.JAVA_BYTE, row + x) & 0xFF
                : (plane.data().get(ValueLayout.JAVA_SHORT_UNALIGNED, row + 2L * x) & 0xFFFF) >> 2;
    }
}
