// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.emulator.fault.Faults;
import java.util.List;
import java.util.Random;

/**
 * A recording and what goes wrong in it, all from one seed.
 *
 * @param seed of everything
 * @param profile driver
 * @param settings of the recording
 * @param kind of fault
 * @param place frame, or which one of the calls
 * @param call that fails, for {@link Kind#CALL}
 * @param result of that call
 */
record FaultCase(int seed, String profile, EncoderSettings settings, Kind kind, int place, String call, int result) {

    /** What the emulated driver can do wrong. */
    enum Kind {
        STATUS_ERROR,
        STATUS_INSUFFICIENT,
        DEVICE_LOST,
        STUCK,
        SLOW,
        ALLOCATION,
        CALL
    }

    static final int FRAMES = 14;

    /** Commands that make something: they are called while opening, and again on a new device. */
    static final List<String> MAKING = List.of(
            "vkCreateDevice",
            "vkCreateVideoSessionKHR",
            "vkBindVideoSessionMemoryKHR",
            "vkCreateVideoSessionParametersKHR",
            "vkGetEncodedVideoSessionParametersKHR",
            "vkCreateImage",
            "vkCreateImageView",
            "vkBindImageMemory",
            "vkCreateQueryPool",
            "vkCreateSemaphore",
            "vkCreateCommandPool",
            "vkAllocateCommandBuffers",
            "vkCreateBuffer",
            "vkBindBufferMemory",
            "vkAllocateMemory",
            "vkMapMemory");

    /** Commands that are called for every picture. */
    private static final List<String> RUNNING = List.of(
            "vkBeginCommandBuffer",
            "vkEndCommandBuffer",
            "vkQueueSubmit2",
            "vkWaitSemaphores",
            "vkGetQueryPoolResults");

    private static final List<Integer> RESULTS = List.of(-1, -2, -3, -4, -13);

    @SuppressWarnings("EnumOrdinal") // any order will do
    static FaultCase of(int seed) {
        Random random = new Random(seed);
        random.nextInt();
        String profile = EmulatedGpu.PROFILES.get(random.nextInt(EmulatedGpu.PROFILES.size()));
        RateControlMode mode = profile.equals("minimal")
                ? RateControlMode.CQP
                : RateControlMode.values()[random.nextInt(RateControlMode.values().length)];
        EncoderSettings settings = EncoderSettings.builder()
                .width(320)
                .height(128)
                .rateControl(mode)
                .bitrate(1_000_000)
                .maxBitrate(2_000_000)
                .keyframeInterval(List.of(1, 5, 100).get(random.nextInt(3)))
                .maxQueuedFrames(List.of(1, 4, 8).get(random.nextInt(3)))
                .build();
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        boolean making = random.nextBoolean();
        List<String> calls = making ? MAKING : RUNNING;
        String call = calls.get(random.nextInt(calls.size()));
        int place = switch (kind) {
            case ALLOCATION -> 1 + random.nextInt(40);
            case CALL -> 1 + random.nextInt(making ? 6 : 2 * FRAMES);
            default -> random.nextInt(FRAMES);
        };
        return new FaultCase(seed, profile, settings, kind, place, call, RESULTS.get(random.nextInt(RESULTS.size())));
    }

    Faults faults() {
        Faults faults = Faults.none();
        return switch (kind) {
            case STATUS_ERROR -> faults.statusAtFrame(place, Faults.STATUS_ERROR);
            case STATUS_INSUFFICIENT -> faults.statusAtFrame(place, Faults.STATUS_INSUFFICIENT_BITSTREAM_BUFFER_RANGE);
            case DEVICE_LOST -> faults.deviceLostAtFrame(place);
            case STUCK -> faults.stuckAtFrame(place);
            case SLOW -> faults.slowEncode(java.time.Duration.ofMillis(place * 3L));
            case ALLOCATION -> faults.outOfDeviceMemoryAtAllocation(place);
            case CALL -> faults.fail(call, place, result);
        };
    }

    @Override
    public String toString() {
        String fault =
                kind == Kind.CALL ? "%s number %d returns %d".formatted(call, place, result) : kind + " at " + place;
        return "seed %d: %s, %s, key frame every %d, %d queued; %s"
                .formatted(
                        seed,
                        profile,
                        settings.rateControl(),
                        settings.keyframeInterval(),
                        settings.maxQueuedFrames(),
                        fault);
    }
}
