// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.session.CodingSession;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.vulkan.call.ResultCode;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;

/** A device and the session on it, owned, and how to make another pair when the device is lost. */
final class CodingDevice {
    private static final System.Logger LOG = System.getLogger(CodingDevice.class.getName());

    private final DeviceSource source;
    private final SessionPlan plan;
    private Device device;
    private CodingSession session;
    private List<Optional<CpuFrame>> carried = List.of();
    private boolean closed;
    private boolean leftBehind;

    CodingDevice(DeviceSource source, SessionPlan plan) {
        this.source = source;
        this.plan = plan;
        this.device = source.device(plan);
        this.session = createSession(device, plan.bitstreamBytes());
    }

    /** A session that holds the frames that were carried over. */
    private CodingSession createSession(Device on, long bitstreamBytes) {
        try {
            CodingSession made = new CodingSession(on, plan, bitstreamBytes);
            try {
                for (int i = 0; i < carried.size(); i++) {
                    carried.get(i).ifPresent(made.inputs().get(i)::record);
                }
            } catch (RuntimeException | Error e) {
                made.close();
                throw e;
            }
            return made;
        } catch (RuntimeException | Error e) {
            on.close();
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
     * Makes a new device and session after the old ones were lost. Frames that are not delivered yet live in staging
     * memory of the old device: they are carried over, to be converted again. If that fails, it can be tried once more.
     *
     * @param stuck whether the old device still works on something: then it can only be left behind
     */
    void rebuild(boolean stuck, long bitstreamBytes) {
        if (!closed) {
            Arena untilCarried = Arena.ofAuto();
            carried = session.inputs().stream()
                    .map(input -> input.copyFrame(untilCarried))
                    .toList();
            release(stuck);
        }
        Device fresh = source.device(plan);
        session = createSession(fresh, bitstreamBytes);
        device = fresh;
        closed = false;
        carried = List.of();
    }

    /** Waits until the device has done all that the session gave it; nothing may be given meanwhile. */
    int awaitAll(long timeoutNanos) {
        return closed ? ResultCode.SUCCESS : session.awaitAll(timeoutNanos);
    }

    /**
     * Closes device and session. A device that never finishes its work stays behind.
     *
     * @param stuck whether {@link #awaitAll} found that out; otherwise all is done
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
                session.close();
                device.close();
            }
        }
        return !leftBehind;
    }
}
