// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.DeviceLostException;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.OutOfDeviceMemoryException;
import dev.moviemaker.OutputException;
import dev.moviemaker.VulkanException;
import dev.moviemaker.encoder.gop.ReferenceSlot;
import dev.moviemaker.encoder.session.CodingSession;
import dev.moviemaker.encoder.session.EncodeSlot;
import dev.moviemaker.encoder.session.FeedbackQueries;
import dev.moviemaker.encoder.session.FeedbackWords;
import dev.moviemaker.encoder.session.Patience;
import dev.moviemaker.encoder.vk.MappedBuffer;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.vulkan.call.ResultCode;
import java.io.IOException;

/**
 * The completion thread: waits for pictures in order, puts temporal units together, delivers them, and recovers. A
 * picture that failed is coded again as a key frame with more room, three times at most; a device that is lost, stuck,
 * out of memory or does not say how its pictures are is replaced, twice in a row at most.
 */
final class Completion implements Runnable, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Completion.class.getName());
    private static final int MAX_TRIES = 3;
    private static final int MAX_REBUILDS = 2;
    private static final long SLICE_NANOS = 50_000_000;

    private final PictureScheduler scheduler;
    private final CodingDevice device;
    private final PacketSink sink;
    private final TemporalUnit unit;
    private final UnitPacket packet;
    private final FeedbackWords feedback;
    private final byte[] metadata;
    private final long watchdogNanos;
    private final Patience patience;
    private byte[] sequenceHeader;
    private final FirstPicture first;
    private boolean keyInUnit;
    private boolean stuck;
    private int tries;
    private int rebuilds;

    Completion(
            PictureScheduler scheduler,
            CodingDevice device,
            EncoderSettings settings,
            PacketSink sink,
            long watchdogNanos,
            int feedbackFlags,
            FirstPicture first) {
        this.scheduler = scheduler;
        this.device = device;
        this.first = first;
        this.sink = sink;
        this.watchdogNanos = watchdogNanos;
        this.patience = new Patience(watchdogNanos);
        this.metadata = StreamHeaders.metadata(settings.hdrMetadata());
        this.sequenceHeader = scheduler.session().parameters().headerObu();
        this.unit = new TemporalUnit();
        this.feedback = new FeedbackWords(feedbackFlags);
        this.packet = new UnitPacket(unit, settings.timeBase(), feedback);
    }

    @Override
    public void run() {
        try {
            boolean more = true;
            while (more) {
                try {
                    more = next();
                } catch (PictureFailedException e) {
                    retry(String.valueOf(e.getMessage()), true, e);
                } catch (DeviceStuckException | DeviceLostException | OutOfDeviceMemoryException | VulkanException e) {
                    rebuild(e);
                }
            }
        } catch (Av1EncoderException e) {
            scheduler.fail(e);
        } catch (RuntimeException | Error e) {
            scheduler.fail(new EncodeFailedException("The encoder failed: " + e, e));
        } finally {
            try {
                drain();
            } finally {
                // Whatever happened, memory at its end included: nobody waits for what does not come any more.
                scheduler.stop();
            }
        }
    }

    private boolean next() {
        PictureInFlight picture;
        try {
            picture = scheduler.awaitOldest();
        } catch (DeviceLostException | OutOfDeviceMemoryException e) {
            throw e;
        } catch (Av1EncoderException e) {
            // NVIDIA reports invalid state as INITIALIZATION_FAILED of vkEndCommandBuffer: a reset may cure it.
            retry(String.valueOf(e.getMessage()), false, e);
            return true;
        }
        if (picture == null) {
            return false;
        }
        if (unit.isEmpty()) {
            unit.delimiter();
            keyInUnit = false;
            feedback.clear();
        }
        EncodeSlot slot = picture.slot;
        ReferenceSlot shown = picture.showExisting;
        if (slot != null) {
            if (!await(picture)) {
                return false;
            }
            append(picture, slot);
        } else if (shown != null) {
            unit.append(StreamHeaders.showExisting(shown));
        }
        if (picture.shown) {
            deliver(picture);
            unit.clear();
            tries = 0;
            rebuilds = 0;
        }
        scheduler.complete(picture);
        return true;
    }

    /** False if the encoder was stopped meanwhile. */
    private boolean await(PictureInFlight picture) {
        CodingSession session = scheduler.session();
        patience.begin(System.nanoTime());
        while (!scheduler.isStopped()) {
            int result = session.await(picture.submission, SLICE_NANOS);
            if (result == ResultCode.SUCCESS) {
                return true;
            }
            VulkanResult.check("vkWaitSemaphores", result);
            if (scheduler.awaitsProgram()) {
                patience.begin(System.nanoTime());
            } else if (patience.isOver(System.nanoTime())) {
                throw new DeviceStuckException("frame %d: the encode did not end within %d ms"
                        .formatted(picture.frame, watchdogNanos / 1_000_000));
            }
        }
        return false;
    }

    private void append(PictureInFlight picture, EncodeSlot slot) {
        FeedbackQueries queries = scheduler.session().queries();
        int status = queries.fetch(slot.query());
        MappedBuffer bitstream = slot.bitstream();
        long offset = queries.offset();
        long bytes = queries.bytesWritten();
        // RADV does not report overflow, and a peer that trusted the status read past the buffer: both are checked.
        if (status != FeedbackQueries.COMPLETE
                || bytes <= 0
                || offset + bytes > bitstream.data().byteSize()) {
            throw new PictureFailedException("frame %d: status %d, %d bytes at %d in a range of %d"
                    .formatted(
                            picture.frame,
                            status,
                            bytes,
                            offset,
                            bitstream.data().byteSize()));
        }
        bitstream.invalidate();
        if (!slot.isWritten(offset)) {
            throw new PictureFailedException(
                    "frame %d: the driver reports %d bytes, but wrote none".formatted(picture.frame, bytes));
        }
        if (picture.key) {
            keyInUnit = true;
            unit.append(sequenceHeader);
            unit.append(metadata);
        }
        unit.append(bitstream.data(), offset, bytes);
        queries.addTo(feedback);
        scheduler.slotRead();
    }

    private void deliver(PictureInFlight picture) {
        packet.fill(picture.pts, picture.duration, keyInUnit, picture.temporalLayer);
        first.look(unit);
        try {
            sink.accept(packet);
        } catch (IOException e) {
            throw new OutputException(String.valueOf(e.getMessage()), e);
        }
    }

    private void retry(String message, boolean moreRoom, RuntimeException cause) {
        tries++;
        if (tries >= MAX_TRIES) {
            throw new EncodeFailedException("Encoding failed %d times: %s".formatted(tries, message), cause);
        }
        LOG.log(System.Logger.Level.WARNING, "{0}; coding it again as a key frame", message);
        int result = settle();
        unit.clear();
        try {
            if (result == ResultCode.TIMEOUT) {
                throw new DeviceStuckException(message);
            }
            VulkanResult.check("vkWaitSemaphores", result);
            scheduler.codeAgain(moreRoom);
        } catch (DeviceStuckException | Av1EncoderException e) {
            rebuild(e);
        }
    }

    private void rebuild(RuntimeException cause) {
        if (!device.replacesDevices()) {
            goOnWithSameDevice(cause);
            return;
        }
        RuntimeException reason = cause;
        while (true) {
            rebuilds++;
            if (rebuilds > MAX_REBUILDS) {
                throw lost(reason);
            }
            LOG.log(System.Logger.Level.WARNING, "{0}; going on with a new device", reason.getMessage());
            unit.clear();
            boolean hangs = reason instanceof DeviceStuckException || settle() == ResultCode.TIMEOUT;
            stuck |= hangs;
            try {
                scheduler.codeAgainOnNewDevice(hangs);
                stuck = false;
                sequenceHeader = scheduler.session().parameters().headerObu();
                return;
            } catch (Av1EncoderException e) {
                reason = e;
            }
        }
    }

    private void goOnWithSameDevice(RuntimeException cause) {
        if (cause instanceof OutOfDeviceMemoryException) {
            retry(String.valueOf(cause.getMessage()), false, cause);
        } else {
            stuck = cause instanceof DeviceStuckException;
            throw new DeviceLostException(cause.getMessage() + "; only the program can replace its device", cause);
        }
    }

    private static Av1EncoderException lost(RuntimeException reason) {
        return reason instanceof Av1EncoderException e
                ? e
                : new DeviceLostException("The device hangs: " + reason.getMessage(), reason);
    }

    /** Lets the device finish what it has, so that everything can be freed. */
    private void drain() {
        stuck = stuck || settle() == ResultCode.TIMEOUT;
    }

    /**
     * Has nothing more submitted and waits until the device has done what it has. Unless the encoder is being closed,
     * the program may take its time with semaphores that frames wait for.
     *
     * @return TIMEOUT if it hangs, SUCCESS, or an error, as that of a lost device, which does nothing any more
     */
    private int settle() {
        scheduler.pause();
        patience.begin(System.nanoTime());
        int result = device.awaitAll(SLICE_NANOS);
        while (result == ResultCode.TIMEOUT && !patience.isOver(System.nanoTime())) {
            result = device.awaitAll(SLICE_NANOS);
            if (result == ResultCode.TIMEOUT && scheduler.awaitsProgram() && !scheduler.isStopped()) {
                patience.begin(System.nanoTime());
            }
        }
        return result;
    }

    /** Whether the device hangs; asked after the thread ended. */
    boolean hangs() {
        return stuck;
    }

    /** Frees the buffer of packets; after the thread ended. */
    @Override
    public void close() {
        unit.close();
    }
}
