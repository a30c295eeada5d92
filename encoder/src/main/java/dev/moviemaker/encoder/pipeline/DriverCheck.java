// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.OutOfDeviceMemoryException;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.encoder.caps.DeviceCapabilities;
import dev.moviemaker.encoder.caps.DeviceIdentity;
import dev.moviemaker.encoder.caps.Extent;
import dev.moviemaker.encoder.caps.IntraRefreshPlan;
import dev.moviemaker.encoder.caps.PlanResult;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.caps.SessionPlanner;
import dev.moviemaker.encoder.caps.TilePlan;
import dev.moviemaker.encoder.vk.VideoProfile;
import dev.moviemaker.spi.DecoderProvider;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether a driver can be trusted: three frames are coded under the chosen rate control, the second one as a key frame
 * again, and more where there are temporal layers; every header of what comes out is parsed and, where a decoder is at
 * hand, every picture compared with its frame, with and without the higher layers. Some drivers wrote frames that
 * nothing could read, others only key frames after the first, and one ended the process: so a driver of this machine
 * that has not passed before is tested in a process of its own. A result is kept in memory for the device, its driver
 * version and the kind of settings; that it passed is also kept for later runs, which then test in their own process.
 */
final class DriverCheck {
    /** System property that asks no decoder: for measuring with a driver that does not look at pictures, on purpose. */
    static final String NO_DECODER = "moviemaker.selftest.nodecoder";

    private static final String FAILED = "its self-test failed: ";

    private static final System.Logger LOG = System.getLogger(DriverCheck.class.getName());

    private final Map<Subject, Optional<String>> results = new ConcurrentHashMap<>();
    private final Optional<ChildCheck> child;
    private final boolean alwaysHere;

    /**
     * Tests.
     *
     * @param child for drivers of this machine; without it every driver is tested in this process
     * @param alwaysHere whether a driver that passed there is tested in this process too
     */
    DriverCheck(Optional<ChildCheck> child, boolean alwaysHere) {
        this.child = child;
        this.alwaysHere = alwaysHere;
    }

    /** What a result holds for. */
    private record Subject(
            DeviceIdentity device,
            Extent size,
            int bitDepth,
            RateControlMode mode,
            TilePlan tiles,
            int miniGopSize,
            int qualityLevel,
            VideoProfile profile,
            boolean qualityMaps,
            int temporalLayers,
            Optional<IntraRefreshPlan> intraRefresh,
            Optional<PixelFormat> input) {}

    /**
     * Plans, and turns the plan into a refusal if the driver cannot be trusted with it. If it cannot be trusted with
     * its own conversion of RGB, the library's shader converts.
     *
     * @param open opens an encoder of a plan that gives its packets to the sink
     */
    PlanResult plan(
            EncoderSettings settings,
            DeviceCapabilities device,
            BiFunction<SessionPlan, PacketSink, VideoEncoder> open) {
        PlanResult first = SessionPlanner.plan(settings, device);
        PlanResult confirmed = confirmed(first, settings, open);
        return first instanceof PlanResult.Planned(SessionPlan plan)
                        && plan.rgb().isPresent()
                        && confirmed instanceof PlanResult.Refused(List<String> reasons)
                ? confirmed(SessionPlanner.planWithoutRgb(settings, device, String.join("; ", reasons)), settings, open)
                : confirmed;
    }

    private PlanResult confirmed(
            PlanResult result, EncoderSettings settings, BiFunction<SessionPlan, PacketSink, VideoEncoder> open) {
        if (!(result instanceof PlanResult.Planned(SessionPlan plan))) {
            return result;
        }
        return problem(plan, settings, sink -> open.apply(plan, sink))
                .<PlanResult>map(problem -> new PlanResult.Refused(List.of(problem)))
                .orElse(result);
    }

    private Optional<String> problem(
            SessionPlan plan, EncoderSettings settings, Function<PacketSink, VideoEncoder> open) {
        Subject subject = new Subject(
                plan.device(),
                plan.frameSize(),
                plan.bitDepth(),
                settings.rateControl(),
                plan.tiles(),
                plan.gop().miniGopSize(),
                plan.qualityLevel(),
                plan.videoProfile(),
                plan.deltaMaps().isPresent(),
                plan.gop().temporalLayers(),
                plan.intraRefresh(),
                settings.inputFormat());
        Optional<String> known = results.get(subject);
        if (known != null) {
            return known;
        }
        try {
            Optional<String> found = test(subject, settings, open);
            results.put(subject, found);
            return found;
        } catch (OutOfDeviceMemoryException e) {
            // Memory that is short now says nothing about the driver: not kept.
            return Optional.of(failed(e.getMessage()));
        }
    }

    private Optional<String> test(Subject subject, EncoderSettings settings, Function<PacketSink, VideoEncoder> open) {
        boolean machine = settings.device().filter(VulkanSource::namesDriver).isEmpty();
        if (child.isEmpty() || !machine || CheckedDrivers.contains(subject.toString())) {
            return run(settings, open);
        }
        boolean withoutRgb = settings.inputFormat().filter(PixelFormat::isRgb).isPresent()
                && !subject.profile().rgb();
        ChildCheck.Verdict verdict =
                child.get().run(new DriverCheckProcess.Request(settings, subject.device(), withoutRgb));
        return switch (verdict) {
            case ChildCheck.Verdict.Passed() -> {
                CheckedDrivers.add(subject.toString());
                yield alwaysHere ? run(settings, open) : Optional.empty();
            }
            case ChildCheck.Verdict.Failed(String problem) ->
                Optional.of(problem.startsWith(FAILED) ? problem : failed(problem));
            case ChildCheck.Verdict.NotRun(String reason) -> {
                LOG.log(System.Logger.Level.INFO, "The self-test runs in this process: {0}", reason);
                yield run(settings, open);
            }
        };
    }

    static Optional<String> run(EncoderSettings settings, Function<PacketSink, VideoEncoder> open) {
        CheckStream stream = new CheckStream(settings);
        try (VideoEncoder encoder = open.apply(stream)) {
            for (int i = 0; i < stream.frames(); i++) {
                encoder.submit(stream.frame(i), i, 1);
            }
            encoder.finish();
        } catch (OutOfDeviceMemoryException e) {
            throw e;
        } catch (Av1EncoderException e) {
            return Optional.of(failed(e.getMessage()));
        }
        return stream.problem(decoders()).map(DriverCheck::failed);
    }

    private static Iterable<DecoderProvider> decoders() {
        return Boolean.getBoolean(NO_DECODER)
                ? List.of()
                : ServiceLoader.load(DecoderProvider.class, DriverCheck.class.getClassLoader());
    }

    private static String failed(@Nullable String why) {
        return FAILED + why;
    }
}
