// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_UNDEFINED;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_VIDEO_ENCODE_DPB_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_NONE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_VIDEO_ENCODE_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_MEMORY_BARRIER_2;

import dev.moviemaker.PixelFormat;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.convert.ColorConverter;
import dev.moviemaker.encoder.convert.CopySlot;
import dev.moviemaker.encoder.convert.FrameTarget;
import dev.moviemaker.encoder.gop.PicturePlan;
import dev.moviemaker.encoder.vk.CallMemory;
import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.CommandPool;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.Image;
import dev.moviemaker.encoder.vk.TimelineSemaphore;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCmdPipelineBarrier2;
import dev.moviemaker.vulkan.raw.VkDependencyInfo;
import dev.moviemaker.vulkan.raw.VkMemoryBarrier2;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Everything on a device that codes one stream, owned. The device is given and stays. */
public final class CodingSession implements AutoCloseable {
    private static final long SETUP_NANOS = 10_000_000_000L;
    private static final long SLICE_NANOS = 50_000_000;

    /** Input slots that have their memory at once: a queue of usual length never allocates while it records. */
    public static final int OPEN_INPUTS = 8;

    private final CloseStack closer = new CloseStack();
    private final Device device;
    private final SessionParameters parameters;
    private final SequenceFacts sequence;
    private final FeedbackQueries queries;
    private final TimelineSemaphore done;
    private final TimelineSemaphore converted;
    private final Submitter encodes;
    private final Submitter conversions;
    private final PictureRecorder recorder;
    private final List<InputSlot> inputs;
    private final List<EncodeSlot> slots;

    /**
     * Makes all objects and brings the DPB images into their layout.
     *
     * @param device whose; its queues of the plan's families are used by this session alone
     */
    public CodingSession(Device device, SessionPlan plan, long bitstreamBytes) {
        this.device = device;
        try {
            Arena arena = CallMemory.arena();
            VideoSession session = closing(new VideoSession(device, plan));
            parameters = closing(new SessionParameters(device, session, plan));
            sequence = SequenceFacts.of(parameters.header(), plan.frameSize());
            DpbImages images = closing(new DpbImages(device, plan));
            queries = closing(new FeedbackQueries(device, plan));
            done = closing(new TimelineSemaphore(device));
            converted = closing(new TimelineSemaphore(device));
            encodes = new Submitter(
                    arena, device, device.queue(plan.encodeFamily()), done, VK_PIPELINE_STAGE_2_VIDEO_ENCODE_BIT_KHR());
            conversions = new Submitter(
                    arena,
                    device,
                    device.queue(plan.computeFamily()),
                    converted,
                    VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT() | VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT());
            CommandPool pool = closing(new CommandPool(device, plan.encodeFamily()));
            CommandPool inputPool = closing(new CommandPool(device, plan.computeFamily()));
            LongFunction<FrameTarget> targets = targets(plan);
            recorder = new PictureRecorder(
                    device,
                    new CodingObjects(plan, sequence, session, parameters, images, queries),
                    encodeBarrier(arena));
            inputs = inputs(plan, targets, inputPool);
            List<EncodeSlot> madeSlots = new ArrayList<>();
            for (int i = 0; i < plan.framesInFlight(); i++) {
                madeSlots.add(closing(new EncodeSlot(device, plan, sequence, pool, i, bitstreamBytes)));
            }
            slots = List.copyOf(madeSlots);
            prepare(arena, pool.allocate(), images);
        } catch (RuntimeException | Error e) {
            // Layers take the parts of a submission that failed for used until then.
            int _ = device.waitIdle();
            closer.close();
            throw e;
        }
        awaitSetup();
    }

    private void awaitSetup() {
        // A device that hangs keeps what it was given.
        Patience patience = new Patience(SETUP_NANOS);
        patience.begin(System.nanoTime());
        int result = encodes.awaitAll(SLICE_NANOS);
        while (result == ResultCode.TIMEOUT && !patience.isOver(System.nanoTime())) {
            result = encodes.awaitAll(SLICE_NANOS);
        }
        if (result == ResultCode.TIMEOUT) {
            throw VulkanResult.failure("vkWaitSemaphores", ResultCode.DEVICE_LOST);
        } else if (result != ResultCode.SUCCESS) {
            close();
            throw VulkanResult.failure("vkWaitSemaphores", result);
        }
    }

    private List<InputSlot> inputs(SessionPlan plan, LongFunction<FrameTarget> targets, CommandPool pool) {
        List<InputSlot> madeInputs = new ArrayList<>();
        for (int i = 0; i < plan.inputSlots(); i++) {
            InputSlot input = closing(new InputSlot(device, plan, targets, pool));
            if (i < OPEN_INPUTS) {
                var _ = input.open();
            }
            madeInputs.add(input);
        }
        return List.copyOf(madeInputs);
    }

    /** Makes what brings frames into a source image. */
    private LongFunction<FrameTarget> targets(SessionPlan plan) {
        if (plan.rgb().isPresent()) {
            PixelFormat format = plan.rgb().get().format();
            return image -> new CopySlot(device, format, plan.conversion(), image);
        }
        ColorConverter converter = closing(new ColorConverter(device, plan.conversion()));
        return converter::slot;
    }

    private <T extends AutoCloseable> T closing(T object) {
        return closer.add(object, () -> CloseStack.quietly(object));
    }

    /** FFmpeg's scheme: one global barrier in front of every picture; a mask without READ was a real bug elsewhere. */
    private static MemorySegment encodeBarrier(Arena arena) {
        MemorySegment barrier = Structs.make(arena, VkMemoryBarrier2.layout(), VK_STRUCTURE_TYPE_MEMORY_BARRIER_2());
        long stage = VK_PIPELINE_STAGE_2_VIDEO_ENCODE_BIT_KHR();
        VkMemoryBarrier2.srcStageMask(barrier, stage);
        VkMemoryBarrier2.srcAccessMask(barrier, PictureRecorder.dpbAccesses());
        VkMemoryBarrier2.dstStageMask(barrier, stage);
        VkMemoryBarrier2.dstAccessMask(barrier, PictureRecorder.dpbAccesses());
        MemorySegment dependency = Structs.make(arena, VkDependencyInfo.layout(), VK_STRUCTURE_TYPE_DEPENDENCY_INFO());
        VkDependencyInfo.memoryBarrierCount(dependency, 1);
        VkDependencyInfo.pMemoryBarriers(dependency, barrier);
        return dependency;
    }

    private void prepare(Arena arena, MemorySegment buffer, DpbImages images) {
        CommandBuffers.begin(device.functions(), buffer, CommandBuffers.beginInfo(arena));
        for (Image image : images.images()) {
            ImageBarrier barrier =
                    new ImageBarrier(arena, image.handle(), image.request().layers());
            barrier.layouts(VK_IMAGE_LAYOUT_UNDEFINED(), VK_IMAGE_LAYOUT_VIDEO_ENCODE_DPB_KHR());
            barrier.source(VK_PIPELINE_STAGE_2_NONE(), 0);
            barrier.destination(VK_PIPELINE_STAGE_2_VIDEO_ENCODE_BIT_KHR(), PictureRecorder.dpbAccesses());
            PFN_vkCmdPipelineBarrier2.invoke(device.functions().vkCmdPipelineBarrier2(), buffer, barrier.dependency());
        }
        CommandBuffers.end(device.functions(), buffer);
        encodes.submit(buffer);
    }

    /** Submits the conversion that was recorded in a slot. */
    public long convert(InputSlot input) {
        return input.submit(conversions);
    }

    /** Records and submits a picture. */
    public long encode(EncodeSlot slot, PicturePlan picture, InputSlot input, long conversion) {
        MemorySegment buffer = recorder.record(slot, picture, input);
        long submission = encodes.submit(buffer, converted.handle(), conversion);
        recorder.submitted(picture, input);
        return submission;
    }

    /**
     * Waits for a picture.
     *
     * @return {@code VkResult}: SUCCESS, TIMEOUT or an error
     */
    public int await(long value, long timeoutNanos) {
        return done.await(value, timeoutNanos);
    }

    /**
     * Waits for a conversion.
     *
     * @return {@code VkResult}: SUCCESS, TIMEOUT or an error
     */
    public int awaitConversion(long value, long timeoutNanos) {
        return converted.await(value, timeoutNanos);
    }

    /**
     * Waits for all that was submitted; nothing may be submitted meanwhile.
     *
     * @param timeoutNanos at most so long for conversions and so long for pictures
     * @return {@code VkResult}: SUCCESS, TIMEOUT or an error
     */
    public int awaitAll(long timeoutNanos) {
        int result = conversions.awaitAll(timeoutNanos);
        return result == ResultCode.SUCCESS ? encodes.awaitAll(timeoutNanos) : result;
    }

    /**
     * Returns the images that take frames.
     *
     * @return owned by this session
     */
    public List<InputSlot> inputs() {
        return inputs;
    }

    /**
     * Returns the slots for pictures in flight.
     *
     * @return owned by this session
     */
    public List<EncodeSlot> slots() {
        return slots;
    }

    /** Returns the rate-control state. */
    public RateControlState rate() {
        return recorder.rate();
    }

    /**
     * Results of pictures.
     *
     * @return owned by this session
     */
    public FeedbackQueries queries() {
        return queries;
    }

    /** Returns the driver's header. */
    public SessionParameters parameters() {
        return parameters;
    }

    /** Returns what the driver's header means. */
    public SequenceFacts sequence() {
        return sequence;
    }

    /**
     * Destroys everything, once both queues are idle. All work has been waited for by semaphores, but Mesa still takes
     * a finished submission apart while a program may already destroy the semaphores it knows.
     */
    @Override
    public void close() {
        conversions.waitIdle();
        encodes.waitIdle();
        closer.close();
    }
}
