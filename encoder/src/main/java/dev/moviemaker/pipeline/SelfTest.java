package dev.moviemaker.pipeline;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.bitstream.ParsedTemporalUnit;
import dev.moviemaker.bitstream.StreamParser;
import dev.moviemaker.caps.DeviceIdentity;
import dev.moviemaker.caps.PlanResult;
import dev.moviemaker.caps.SessionPlan;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Whether a driver can be trusted: three frames are coded under the chosen rate control, the second one as a key frame again, and every
 * header of what comes out is parsed. Some drivers wrote frames that nothing could read, others only key frames after the first. A
 * result is kept for the device, its driver version and the class of settings.
 */
final class SelfTest {
    private static final int FRAMES = 3;
    private static final int SECOND_KEY = 1;

    private final Map<Subject, Optional<String>> results = new ConcurrentHashMap<>();

    /** What a result holds for. */
    private record Subject(
            DeviceIdentity device,
            int width,
            int height,
            int bitDepth,
            RateControlMode mode,
            int tileCols,
            int tileRows) {}

    /**
     * Turns a plan into a refusal if the driver cannot be trusted with it.
     *
     * @param result of planning
     * @param settings what is to be recorded
     * @param open opens an encoder of the plan that gives its packets to the sink
     * @return the plan, or why not
     */
    PlanResult confirmed(
            PlanResult result, EncoderSettings settings, BiFunction<SessionPlan, PacketSink, VideoEncoder> open) {
        if (!(result instanceof PlanResult.Planned(SessionPlan plan))) {
            return result;
        }
        return problem(plan, settings, sink -> open.apply(plan, sink))
                .<PlanResult>map(problem -> new PlanResult.Refused(List.of(problem)))
                .orElse(result);
    }

    private Optional<String> problem(
            SessionPlan plan, EncoderSettings settings, Function<ParsingSink, VideoEncoder> open) {
        Subject subject = new Subject(
                plan.device(),
                settings.width(),
                settings.height(),
                settings.bitDepth(),
                settings.rateControl(),
                plan.tiles().columns(),
                plan.tiles().rows());
        Optional<String> known = results.get(subject);
        if (known == null) {
            known = run(settings, open);
            results.put(subject, known);
        }
        return known;
    }

    private static Optional<String> run(EncoderSettings settings, Function<ParsingSink, VideoEncoder> open) {
        ParsingSink sink = new ParsingSink();
        try (VideoEncoder encoder = open.apply(sink)) {
            CpuFrame frame = frame(settings);
            for (int i = 0; i < FRAMES; i++) {
                encoder.submit(i == SECOND_KEY ? frame.withForcedKeyFrame() : frame, i, 1);
            }
            encoder.flush();
        } catch (Av1EncoderException e) {
            return Optional.of("its self-test failed: " + e.getMessage());
        }
        return sink.problem();
    }

    private static CpuFrame frame(EncoderSettings settings) {
        PixelFormat format = settings.bitDepth() == 10 ? PixelFormat.P010 : PixelFormat.NV12;
        MemorySegment data = Arena.ofAuto().allocate(format.frameBytes(settings.width(), settings.height()));
        for (long i = 0; i < data.byteSize(); i += Short.BYTES) {
            data.set(ValueLayout.JAVA_BYTE, i, (byte) (i >> 4));
        }
        return Frame.of(format, settings.width(), settings.height(), data);
    }

    /** Parses what comes out. */
    static final class ParsingSink implements PacketSink {
        private final StreamParser parser = new StreamParser();
        private final List<String> problems = new ArrayList<>();
        private int packets;

        @Override
        public synchronized void accept(dev.moviemaker.EncodedFrame packet) {
            ParsedTemporalUnit unit = parser.parse(packet.data().toArray(ValueLayout.JAVA_BYTE));
            problems.addAll(unit.problems());
            if (unit.shownFrames() != 1) {
                problems.add("packet %d shows %d frames".formatted(packets, unit.shownFrames()));
            }
            if (packets <= SECOND_KEY && !unit.isKeyFrame()) {
                problems.add("packet %d should be a key frame and is none".formatted(packets));
            }
            packets++;
        }

        synchronized Optional<String> problem() {
            if (packets != FRAMES) {
                problems.add("%d packets for %d frames".formatted(packets, FRAMES));
            }
            return problems.isEmpty()
                    ? Optional.empty()
                    : Optional.of("its self-test failed: the stream cannot be read: " + problems.getFirst());
        }
    }
}
