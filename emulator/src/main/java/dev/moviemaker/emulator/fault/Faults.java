// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The failures that one driver injects. Frames are counted over all sessions of the driver, from 0; calls by name, from
 * 1. May be changed while the driver runs, except that a call must be {@linkplain #fail named} before the program asks
 * for its address.
 */
public final class Faults {
    /** {@code VkQueryResultStatusKHR} of a failed encode. */
    public static final int STATUS_ERROR = -1;
    /** {@code VkQueryResultStatusKHR} of a bitstream that did not fit. */
    public static final int STATUS_INSUFFICIENT_BITSTREAM_BUFFER_RANGE = -1000299000;

    private final Map<String, CopyOnWriteArrayList<Failure>> calls = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> statusAtFrame = new ConcurrentHashMap<>();
    private volatile int deviceLostAtFrame = -1;
    private volatile int stuckAtFrame = -1;
    private volatile long slowNanos;
    private final AtomicInteger frames = new AtomicInteger();

    private Faults() {}

    /** Faults that never happen. */
    public static Faults none() {
        return new Faults();
    }

    /**
     * Makes the {@code count}-th call (from 1) of {@code call} return {@code result} without being carried out; 0 for
     * every call.
     */
    public Faults fail(String call, int count, int result) {
        calls.computeIfAbsent(call, name -> new CopyOnWriteArrayList<>()).add(new Failure(count, result));
        return this;
    }

    /** Makes the n-th memory allocation (from 1) of the application fail with VK_ERROR_OUT_OF_DEVICE_MEMORY. */
    public Faults outOfDeviceMemoryAtAllocation(int count) {
        return fail("vkAllocateMemory", count, -2);
    }

    /** Loses the device when this frame is to be encoded. */
    public Faults deviceLostAtFrame(int frame) {
        deviceLostAtFrame = frame;
        return this;
    }

    /** Makes the encode of this frame never end. */
    public Faults stuckAtFrame(int frame) {
        stuckAtFrame = frame;
        return this;
    }

    /** Gives this frame this {@code VkQueryResultStatusKHR} and leaves its bitstream undefined. */
    public Faults statusAtFrame(int frame, int status) {
        statusAtFrame.put(frame, status);
        return this;
    }

    /** Makes every encode take at least this long. */
    public Faults slowEncode(Duration least) {
        slowNanos = least.toNanos();
        return this;
    }

    /**
     * Reads faults from text: entries separated by semicolons, {@code CALL#COUNT=RESULT}, {@code deviceLost@FRAME},
     * {@code stuck@FRAME}, {@code status@FRAME=STATUS}, {@code slow=MILLISECONDS}, {@code allocation#COUNT}.
     *
     * @throws IllegalArgumentException naming the entry
     */
    public static Faults parse(String text) {
        Faults faults = none();
        for (String entry : text.split(";", -1)) {
            if (!entry.isBlank()) {
                faults.add(entry.strip());
            }
        }
        return faults;
    }

    private void add(String entry) {
        try {
            String[] sides = entry.split("=", 2);
            String[] left = sides[0].split("[#@]", 2);
            switch (left[0].toLowerCase(Locale.ROOT)) {
                case "devicelost" -> deviceLostAtFrame(Integer.parseInt(left[1]));
                case "stuck" -> stuckAtFrame(Integer.parseInt(left[1]));
                case "status" -> statusAtFrame(Integer.parseInt(left[1]), Integer.parseInt(sides[1]));
                case "slow" -> slowEncode(Duration.ofMillis(Long.parseLong(sides[1])));
                case "allocation" -> outOfDeviceMemoryAtAllocation(Integer.parseInt(left[1]));
                default -> fail(left[0], Integer.parseInt(left[1]), Integer.parseInt(sides[1]));
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "fault " + entry
                            + ": allowed are CALL#COUNT=RESULT, deviceLost@FRAME, stuck@FRAME, status@FRAME=STATUS, "
                            + "slow=MILLISECONDS, allocation#COUNT",
                    e);
        }
    }

    /** Calls that may fail. */
    public List<String> calls() {
        return List.copyOf(calls.keySet());
    }

    /** What the next call of this name is to return at once, or null to carry it out. Counts the call. */
    @org.jspecify.annotations.Nullable
    Integer next(String call) {
        Integer result = null;
        for (Failure failure : calls.getOrDefault(call, new CopyOnWriteArrayList<>())) {
            int seen = failure.seen.incrementAndGet();
            if (failure.count == 0 || failure.count == seen) {
                result = failure.result;
            }
        }
        return result;
    }

    /**
     * Returns how often a call came so far.
     *
     * @param call one that may {@linkplain #fail fail}
     */
    public int seen(String call) {
        return calls.getOrDefault(call, new CopyOnWriteArrayList<>()).stream()
                .mapToInt(failure -> failure.seen.get())
                .max()
                .orElse(0);
    }

    /** Returns the number of the next frame to be encoded. */
    public int nextFrame() {
        return frames.getAndIncrement();
    }

    /** Returns whether the device is lost at this frame. */
    public boolean losesDevice(int frame) {
        return deviceLostAtFrame == frame;
    }

    /** Returns whether this frame never ends. */
    public boolean sticks(int frame) {
        return stuckAtFrame == frame;
    }

    /** Returns the status that this frame is to have, or 0 for its own. */
    public int status(int frame) {
        return statusAtFrame.getOrDefault(frame, 0);
    }

    /** Returns the least time of an encode in nanoseconds. */
    public long slowNanos() {
        return slowNanos;
    }

    private record Failure(int count, int result, AtomicInteger seen) {
        Failure(int count, int result) {
            this(count, result, new AtomicInteger());
        }
    }
}
