package dev.moviemaker.pipeline;

import dev.moviemaker.caps.SessionPlan;
import dev.moviemaker.session.CodingSession;
import dev.moviemaker.session.StagingLayout;
import dev.moviemaker.vk.Device;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** A device and the session on it, owned, and how to make another pair when the device is lost. */
final class Gpu {
    private static final System.Logger LOG = System.getLogger(Gpu.class.getName());

    private final DeviceSource source;
    private final SessionPlan plan;
    private Device device;
    private CodingSession session;
    private boolean closed;
    private boolean leftBehind;

    Gpu(DeviceSource source, SessionPlan plan) {
        this.source = source;
        this.plan = plan;
        this.device = source.device(plan);
        this.session = createSession(device, plan, plan.bitstreamBytes());
    }

    private static CodingSession createSession(Device device, SessionPlan plan, long bitstreamBytes) {
        try {
            return new CodingSession(device, plan, bitstreamBytes);
        } catch (RuntimeException e) {
            device.close();
            throw e;
        }
    }

    CodingSession session() {
        return session;
    }

    /** Whether {@link #rebuild} can be of use. */
    boolean replacesDevices() {
        return source.replacesDevices();
    }

    /**
     * Makes a new device and session after the old ones were lost. Frames that are not delivered yet live in staging memory of the
     * old device: they are carried over.
     *
     * @param stuck whether the old device still works on something: then it can only be left behind
     * @param bitstreamBytes room for a picture
     */
    void rebuild(boolean stuck, long bitstreamBytes) {
        long bytes = StagingLayout.of(plan).bytes();
        int count = session.inputs().size();
        try (Arena arena = Arena.ofConfined()) {
            List<MemorySegment> frames = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                MemorySegment staging = session.inputs().get(i).staging();
                frames.add(arena.allocate(bytes).copyFrom(staging.asSlice(0, bytes)));
            }
            release(stuck);
            device = source.device(plan);
            session = createSession(device, plan, bitstreamBytes);
            closed = false;
            for (int i = 0; i < count; i++) {
                MemorySegment _ =
                        session.inputs().get(i).staging().asSlice(0, bytes).copyFrom(frames.get(i));
            }
        }
    }

    /**
     * Closes device and session. A device that never finishes its work cannot be waited for and stays behind.
     *
     * @return whether the instance may be closed too
     */
    boolean release(boolean stuck) {
        if (!closed) {
            closed = true;
            if (stuck) {
                leftBehind = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The encoder of {0} hangs; its device is left behind",
                        plan.device().name());
            } else {
                int _ = device.waitIdle();
                session.close();
                device.close();
            }
        }
        return !leftBehind;
    }
}
