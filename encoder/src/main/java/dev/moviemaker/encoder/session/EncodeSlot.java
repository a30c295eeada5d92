// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_BUFFER_USAGE_VIDEO_ENCODE_DST_BIT_KHR;

import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.vk.CallMemory;
import dev.moviemaker.encoder.vk.CommandPool;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.FrameSlab;
import dev.moviemaker.encoder.vk.MappedBuffer;
import dev.moviemaker.encoder.vk.MemoryTypes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * All that one picture in flight needs: command buffer, structures, query and a bitstream buffer, owned. Used for one
 * picture at a time.
 */
public final class EncodeSlot implements AutoCloseable {
    private static final long SLAB_BYTES = 1 << 15;

    private final Device device;
    private final SessionPlan plan;
    private final ScopeStructs structs;
    private final MemorySegment commandBuffer;
    private final int query;
    private MappedBuffer bitstream;
    private long start;

    /** Makes a slot. */
    public EncodeSlot(
            Device device, SessionPlan plan, SequenceFacts sequence, CommandPool pool, int query, long bitstreamBytes) {
        this.device = device;
        this.plan = plan;
        this.query = query;
        structs = new ScopeStructs(new FrameSlab(CallMemory.arena(), SLAB_BYTES), plan, sequence);
        commandBuffer = pool.allocate();
        bitstream = buffer(bitstreamBytes);
    }

    private MappedBuffer buffer(long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            return new MappedBuffer(
                    device,
                    bytes,
                    VK_BUFFER_USAGE_VIDEO_ENCODE_DST_BIT_KHR(),
                    MemoryTypes.HOST_CACHED,
                    plan.videoProfile().list(arena));
        }
    }

    /** Replaces the bitstream buffer. Only while no picture is in flight in this slot. */
    public void resize(long bytes) {
        MappedBuffer larger = buffer(bytes);
        bitstream.close();
        bitstream = larger;
        start = 0;
    }

    ScopeStructs structs() {
        return structs;
    }

    MemorySegment commandBuffer() {
        return commandBuffer;
    }

    /** Its feedback query. */
    public int query() {
        return query;
    }

    /**
     * Puts what no OBU begins with where the last picture began: RADV does not reset feedback on some firmwares, so
     * that after a hang the feedback of that picture is read again.
     */
    void forget() {
        bitstream.data().set(ValueLayout.JAVA_BYTE, start, (byte) 0);
        bitstream.flush();
    }

    /**
     * Whether a picture was written since the slot was last recorded.
     *
     * @param offset where the picture begins, as its feedback says
     */
    public boolean isWritten(long offset) {
        start = offset;
        return bitstream.data().get(ValueLayout.JAVA_BYTE, offset) != 0;
    }

    /** Returns where the driver writes the picture. */
    public MappedBuffer bitstream() {
        return bitstream;
    }

    @Override
    public void close() {
        bitstream.close();
    }
}
