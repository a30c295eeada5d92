package dev.moviemaker.bench;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.Frame;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * The process that looks closely at frames on the GPU path, one at a time so that none waits for another. Under the counting loader it
 * tells calls and the time in them; without thread-local allocation buffers it tells every allocation and who made it.
 */
final class HostRun {
    /** At a small size, which costs the host the same but for the copy of pixels. */
    private static final int WARM_UP = 6000;

    private static final int WARM_UP_AT_SIZE = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ALLOCATION = "jdk.ObjectAllocationOutsideTLAB";
    private static final PrintStream OUT = System.out;

    private HostRun() {}

    /** Arguments: {@code calls} and the counting loader, or {@code allocations}; the input; frames. */
    public static void main(String[] arguments) throws Throwable {
        EncodeInput input = EncodeInput.valueOf(arguments[arguments.length - 2]);
        int frames = Integer.parseInt(arguments[arguments.length - 1]);
        try (EncodeLoop small = new EncodeLoop(EncodeLoop.INSTANT, 256, 144, input)) {
            repeat(small, WARM_UP);
        }
        try (EncodeLoop loop = new EncodeLoop(EncodeLoop.INSTANT, 1920, 1080, input)) {
            repeat(loop, WARM_UP_AT_SIZE);
            if (arguments[0].equals("calls")) {
                calls(loop, new CLibrary(Path.of(arguments[1])), frames);
            } else {
                allocations(loop, frames);
            }
        }
    }

    private static void repeat(EncodeLoop loop, int frames) throws InterruptedException {
        for (int i = 0; i < frames; i++) {
            loop.submit();
            await(loop);
        }
    }

    private static void await(EncodeLoop loop) throws InterruptedException {
        EncodedFrame packet = loop.encoder().receive(PATIENCE);
        if (packet == null) {
            throw new IllegalStateException("no packet within " + PATIENCE);
        }
    }

    private static void calls(EncodeLoop loop, CLibrary counting, int frames) throws Throwable {
        FunctionDescriptor ofLong = FunctionDescriptor.of(ValueLayout.JAVA_LONG);
        MethodHandle nanosHere = counting.function("thread_nanos", ofLong);
        MethodHandle callsHere = counting.function("thread_calls", ofLong);
        int commands = (int) counting.function("command_count", FunctionDescriptor.of(ValueLayout.JAVA_INT))
                .invokeExact();
        MethodHandle callsOf =
                counting.function("command_calls", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
        MethodHandle nameOf =
                counting.function("command_name", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        long[] before = new long[commands];
        for (int i = 0; i < commands; i++) {
            before[i] = (long) callsOf.invokeExact(i);
        }
        double[] whole = new double[frames];
        double[] submit = new double[frames];
        double[] own = new double[frames];
        long submittersCalls = 0;
        for (int i = 0; i < frames; i++) {
            Frame frame = loop.frame();
            long calls = (long) callsHere.invokeExact();
            long driver = (long) nanosHere.invokeExact();
            long start = System.nanoTime();
            loop.submit(frame);
            long end = System.nanoTime();
            driver = (long) nanosHere.invokeExact() - driver;
            submittersCalls += (long) callsHere.invokeExact() - calls;
            await(loop);
            whole[i] = (System.nanoTime() - start) / 1e3;
            submit[i] = (end - start) / 1e3;
            own[i] = (end - start - driver) / 1e3;
        }
        long all = 0;
        for (int i = 0; i < commands; i++) {
            long times = (long) callsOf.invokeExact(i) - before[i];
            all += times;
            if (times > 0) {
                String name =
                        ((MemorySegment) nameOf.invokeExact(i)).reinterpret(64).getString(0);
                print("call:" + name, (double) times / frames);
            }
        }
        print("calls", (double) all / frames);
        print("callsSubmitting", (double) submittersCalls / frames);
        print("submit", median(submit));
        print("own", median(own));
        print("whole", median(whole));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static void allocations(EncodeLoop loop, int frames) throws IOException, InterruptedException {
        Path file = Files.createTempFile("allocations", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(ALLOCATION).withStackTrace();
            recording.start();
            repeat(loop, frames);
            recording.stop();
            recording.dump(file);
        }
        Map<String, Double> sites = new TreeMap<>();
        double own = 0;
        double driver = 0;
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (!event.getEventType().getName().equals(ALLOCATION)) {
                continue;
            }
            long bytes = event.getLong("allocationSize");
            switch (owner(event)) {
                case "library" -> {
                    own += bytes;
                    sites.merge(site(event), (double) bytes / frames, Double::sum);
                }
                case "driver" -> driver += bytes;
                default -> {}
            }
        }
        Files.delete(file);
        sites.forEach((site, bytes) -> print("site:" + site, bytes));
        print("bytes", own / frames);
        print("driverBytes", driver / frames);
    }

    /** What was allocated, and the nearest method of the library. */
    private static String site(RecordedEvent event) {
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            String type = frame.getMethod().getType().getName();
            if (type.startsWith("dev.moviemaker.")) {
                return "%s.%s:%d:%s"
                        .formatted(
                                type.substring(type.lastIndexOf('.') + 1),
                                frame.getMethod().getName(),
                                frame.getLineNumber(),
                                event.getClass("objectClass").getName());
            }
        }
        return "unknown";
    }

    /** The emulated driver's if any of its code is on the stack, for it calls nobody back; else the library's if that is on it. */
    private static String owner(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return "unknown";
        }
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        boolean library = false;
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            if (type.startsWith("dev.moviemaker.emulator.")) {
                return "driver";
            }
            library |= type.startsWith("dev.moviemaker.") && !type.startsWith("dev.moviemaker.bench.");
        }
        return library ? "library" : "other";
    }

    private static void print(String name, double value) {
        OUT.printf(Locale.ROOT, "%s %.3f%n", name, value);
    }
}
