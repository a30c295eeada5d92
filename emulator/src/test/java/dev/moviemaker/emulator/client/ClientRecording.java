// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.emulator.check.CallAllocation;
import dev.moviemaker.vulkan.raw.*;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Encodes a moving pattern and puts the stream together. */
public final class ClientRecording {
    /** Ten seconds: nothing here takes as long unless it never ends. */
    private static final long LEAST_TIMEOUT_NANOS = 10_000_000_000L;

    private static final long TIMEOUT_NANOS_PER_PIXEL = 3_000;

    private final Client client;
    private final Vk vk;
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private final List<Integer> displayOrder = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();
    private final List<int[]> feedback = new ArrayList<>();
    private boolean hasOverrides;
    private long value;
    private long nanos;
    private long waitNanos;
    private long callBytes;
    private MemorySegment mapped = MemorySegment.NULL;

    /** A recording with an open session. */
    public ClientRecording(Client client) {
        this.client = client;
        this.vk = client.vk;
    }

    /** The stream: OBUs with temporal delimiters. */
    public byte[] stream() {
        return stream.toByteArray();
    }

    /** For each shown frame the number of the coded frame that it shows. */
    public List<Integer> shownAsCoded() {
        return List.copyOf(displayOrder);
    }

    /** Bytes of each coded frame. */
    public List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    /** Status of each coded frame. */
    public List<Integer> statuses() {
        return List.copyOf(statuses);
    }

    /** All words of each coded frame's feedback: what was asked for in the order of its bits, then the status. */
    public List<int[]> feedback() {
        return List.copyOf(feedback);
    }

    /** Whether any frame's feedback had overrides. */
    public boolean hasOverrides() {
        return hasOverrides;
    }

    /** Time that encoding all frames took, painting them left out. */
    public long nanos() {
        return nanos;
    }

    /** Of that time, what was spent waiting for the driver. */
    public long waitNanos() {
        return waitNanos;
    }

    /** What the driver's calls allocated on this thread meanwhile, if it was counted. */
    public long callBytes() {
        return callBytes;
    }

    /** Encodes all frames, waiting for each. */
    public void run() {
        ClientGpu gpu = client.gpu;
        MemorySegment poolInfo = VkCommandPoolCreateInfo.allocate(client.arena);
        VkCommandPoolCreateInfo.sType(poolInfo, Vulkan.VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO());
        VkCommandPoolCreateInfo.flags(poolInfo, Vulkan.VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT());
        VkCommandPoolCreateInfo.queueFamilyIndex(poolInfo, client.caps.encodeFamily);
        long pool = gpu.handle(
                "vkCreateCommandPool",
                out -> PFN_vkCreateCommandPool.invoke(
                        vk.f("vkCreateCommandPool"), gpu.device, poolInfo, MemorySegment.NULL, out));
        MemorySegment bufferInfo = VkCommandBufferAllocateInfo.allocate(client.arena);
        VkCommandBufferAllocateInfo.sType(bufferInfo, Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO());
        VkCommandBufferAllocateInfo.commandPool(bufferInfo, pool);
        VkCommandBufferAllocateInfo.commandBufferCount(bufferInfo, 1);
        MemorySegment buffer = client.arena.allocate(ValueLayout.ADDRESS);
        Vk.check(
                "vkAllocateCommandBuffers",
                PFN_vkAllocateCommandBuffers.invoke(vk.f("vkAllocateCommandBuffers"), gpu.device, bufferInfo, buffer));
        MemorySegment commands = buffer.get(ValueLayout.ADDRESS, 0);
        long semaphore = semaphore();
        long fence = fence();
        try {
            encodeAll(commands, semaphore, fence);
        } finally {
            PFN_vkDeviceWaitIdle.invoke(vk.f("vkDeviceWaitIdle"), gpu.device);
            PFN_vkDestroySemaphore.invoke(vk.f("vkDestroySemaphore"), gpu.device, semaphore, MemorySegment.NULL);
            PFN_vkDestroyFence.invoke(vk.f("vkDestroyFence"), gpu.device, fence, MemorySegment.NULL);
            PFN_vkDestroyCommandPool.invoke(vk.f("vkDestroyCommandPool"), gpu.device, pool, MemorySegment.NULL);
        }
    }

    private void encodeAll(MemorySegment commands, long semaphore, long fence) {
        FrameRecorder recorder = new FrameRecorder(client, commands);
        boolean unitOpen = false;
        int number = 0;
        int[] heldBy = new int[8];
        List<Plan.Step> plan = Plan.of(
                client.settings.extras.gop(),
                client.settings.frames,
                client.settings.keyPeriod,
                client.slots,
                client.caps.backwardName() >= 0);
        for (Plan.Step step : plan) {
            if (!unitOpen) {
                stream.writeBytes(new byte[] {0x12, 0});
            }
            switch (step) {
                case Plan.Encode frame -> {
                    if (number == 0 || !client.settings.still) {
                        paint(client, frame.display());
                    }
                    long start = System.nanoTime();
                    long bytes = CallAllocation.bytesOfThisThread();
                    try (Arena arena = Arena.ofConfined()) {
                        recorder.record(arena, number, frame);
                        if (client.settings.remapped) {
                            client.gpu.unmap(arena, client.bitstream);
                        }
                        client.hooks.run(Hooks.Place.RECORDED, number, commands);
                        submit(arena, number, commands, semaphore, fence);
                        mapped = client.settings.remapped
                                ? client.gpu.map(arena, client.bitstream)
                                : client.bitstream.bytes();
                        if (frame.key()) {
                            stream.writeBytes(client.sequenceHeader);
                        }
                        collect(arena, number);
                    }
                    nanos += System.nanoTime() - start;
                    callBytes += CallAllocation.bytesOfThisThread() - bytes;
                    for (int i = 0; i < 8; i++) {
                        heldBy[i] = (frame.refresh() >> i & 1) != 0 ? number : heldBy[i];
                    }
                    if (frame.show()) {
                        displayOrder.add(number);
                    }
                    unitOpen = !frame.show();
                    number++;
                }
                case Plan.ShowExisting show -> {
                    // OBU_FRAME_HEADER with size: show_existing_frame 1, frame_to_show_map_idx, trailing bit.
                    stream.writeBytes(new byte[] {0x1A, 1, (byte) (0x80 | show.index() << 4 | 0x08)});
                    displayOrder.add(heldBy[show.index()]);
                    unitOpen = false;
                }
            }
        }
    }

    private long semaphore() {
        MemorySegment type = VkSemaphoreTypeCreateInfo.allocate(client.arena);
        VkSemaphoreTypeCreateInfo.sType(type, Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO());
        VkSemaphoreTypeCreateInfo.semaphoreType(type, Vulkan.VK_SEMAPHORE_TYPE_TIMELINE());
        MemorySegment info = VkSemaphoreCreateInfo.allocate(client.arena);
        VkSemaphoreCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO());
        VkSemaphoreCreateInfo.pNext(info, type);
        return client.gpu.handle(
                "vkCreateSemaphore",
                out -> PFN_vkCreateSemaphore.invoke(
                        vk.f("vkCreateSemaphore"), client.gpu.device, info, MemorySegment.NULL, out));
    }

    private long fence() {
        MemorySegment info = VkFenceCreateInfo.allocate(client.arena);
        VkFenceCreateInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_FENCE_CREATE_INFO());
        return client.gpu.handle(
                "vkCreateFence",
                out -> PFN_vkCreateFence.invoke(
                        vk.f("vkCreateFence"), client.gpu.device, info, MemorySegment.NULL, out));
    }

    private void submit(Arena arena, int number, MemorySegment commands, long semaphore, long fence) {
        MemorySegment device = client.gpu.device;
        if (client.settings.legacy) {
            MemorySegment info = VkSubmitInfo.allocate(arena);
            VkSubmitInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_SUBMIT_INFO());
            VkSubmitInfo.commandBufferCount(info, 1);
            VkSubmitInfo.pCommandBuffers(info, arena.allocateFrom(ValueLayout.ADDRESS, commands));
            Vk.check(
                    "vkQueueSubmit", PFN_vkQueueSubmit.invoke(vk.f("vkQueueSubmit"), client.gpu.queue, 1, info, fence));
            MemorySegment fences = arena.allocateFrom(ValueLayout.JAVA_LONG, fence);
            waited(
                    "vkWaitForFences",
                    System.nanoTime(),
                    PFN_vkWaitForFences.invoke(vk.f("vkWaitForFences"), device, 1, fences, 1, timeoutNanos()));
            PFN_vkResetFences.invoke(vk.f("vkResetFences"), device, 1, fences);
            return;
        }
        MemorySegment buffer = VkCommandBufferSubmitInfo.allocate(arena);
        VkCommandBufferSubmitInfo.sType(buffer, Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO());
        VkCommandBufferSubmitInfo.commandBuffer(buffer, commands);
        MemorySegment signal = VkSemaphoreSubmitInfo.allocate(arena);
        VkSemaphoreSubmitInfo.sType(signal, Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO());
        VkSemaphoreSubmitInfo.semaphore(signal, semaphore);
        VkSemaphoreSubmitInfo.value(signal, ++value);
        VkSemaphoreSubmitInfo.stageMask(signal, Vulkan.VK_PIPELINE_STAGE_2_VIDEO_ENCODE_BIT_KHR());
        MemorySegment info = VkSubmitInfo2.allocate(arena);
        VkSubmitInfo2.sType(info, Vulkan.VK_STRUCTURE_TYPE_SUBMIT_INFO_2());
        VkSubmitInfo2.commandBufferInfoCount(info, 1);
        VkSubmitInfo2.pCommandBufferInfos(info, buffer);
        VkSubmitInfo2.signalSemaphoreInfoCount(info, 1);
        VkSubmitInfo2.pSignalSemaphoreInfos(info, signal);
        Vk.check("vkQueueSubmit2", PFN_vkQueueSubmit2.invoke(vk.f("vkQueueSubmit2"), client.gpu.queue, 1, info, 0));
        client.hooks.run(Hooks.Place.SUBMITTED, number, commands);
        MemorySegment wait = VkSemaphoreWaitInfo.allocate(arena);
        VkSemaphoreWaitInfo.sType(wait, Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO());
        VkSemaphoreWaitInfo.semaphoreCount(wait, 1);
        VkSemaphoreWaitInfo.pSemaphores(wait, arena.allocateFrom(ValueLayout.JAVA_LONG, semaphore));
        VkSemaphoreWaitInfo.pValues(wait, arena.allocateFrom(ValueLayout.JAVA_LONG, value));
        waited(
                "vkWaitSemaphores",
                System.nanoTime(),
                PFN_vkWaitSemaphores.invoke(vk.f("vkWaitSemaphores"), device, wait, timeoutNanos()));
    }

    private long timeoutNanos() {
        long pixels = (long) client.settings.width * client.settings.height;
        return Math.max(LEAST_TIMEOUT_NANOS, TIMEOUT_NANOS_PER_PIXEL * pixels);
    }

    private void waited(String call, long since, int result) {
        waitNanos += System.nanoTime() - since;
        if (result != 0) {
            throw new Vk.VulkanFailure(call, result);
        }
    }

    private void collect(Arena arena, int number) {
        int words = Integer.bitCount(client.feedbackFlags()) + 1;
        MemorySegment data = arena.allocate(ValueLayout.JAVA_INT, words);
        Vk.check(
                "vkGetQueryPoolResults",
                PFN_vkGetQueryPoolResults.invoke(
                        vk.f("vkGetQueryPoolResults"),
                        client.gpu.device,
                        client.queryPool,
                        number % 4,
                        1,
                        words * 4L,
                        data,
                        words * 4L,
                        Vulkan.VK_QUERY_RESULT_WITH_STATUS_BIT_KHR()));
        int offset = data.getAtIndex(ValueLayout.JAVA_INT, 0);
        int bytes = data.getAtIndex(ValueLayout.JAVA_INT, 1);
        hasOverrides |= words > 3 && data.getAtIndex(ValueLayout.JAVA_INT, 2) != 0;
        feedback.add(data.toArray(ValueLayout.JAVA_INT));
        int status = data.getAtIndex(ValueLayout.JAVA_INT, words - 1);
        statuses.add(status);
        sizes.add(bytes);
        if (status == 1) {
            stream.writeBytes(mapped.asSlice(offset, Math.min(bytes, mapped.byteSize() - offset))
                    .toArray(ValueLayout.JAVA_BYTE));
        }
    }

    /** A gradient that moves, a square that moves faster, and noise in a corner. */
    private static void paint(Client client, int frame) {
        int width = client.caps.imageWidth(client.settings.width);
        int height = client.caps.imageHeight(client.settings.height);
        if (client.settings.isRgb()) {
            paintRgb(client, width, height, frame);
            return;
        }
        boolean wide = client.settings.bitDepth == 10;
        MemorySegment bytes = client.upload.bytes();
        Random random = new Random(frame);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sample = (x * 3 + y * 2 + frame * 5) / 4 & 0xFF;
                int dx = x - (frame * 7 % width);
                int dy = y - (frame * 3 % height);
                if (dx >= 0 && dx < 40 && dy >= 0 && dy < 40) {
                    sample = 235 - (dx ^ dy);
                } else if (x < 16 && y < 16) {
                    sample = random.nextInt(256);
                }
                put(bytes, (long) y * width + x, sample, wide);
            }
        }
        long chroma = (long) width * height;
        int half = (width + 1) / 2 * 2;
        for (int y = 0; y < (height + 1) / 2; y++) {
            for (int x = 0; x < half; x++) {
                put(
                        bytes,
                        chroma + (long) y * half + x,
                        (x & 1) == 0 ? 128 + (y + frame & 31) : 96 + (x + frame & 63),
                        wide);
            }
        }
    }

    /** Bars of the eight pure colours, which move down a ramp of grey. */
    private static void paintRgb(Client client, int width, int height, int frame) {
        int format = client.settings.rgbFormat;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int bar = x * 8 / width;
                int ramp = (y + frame) * 255 / (height + client.settings.frames);
                int red = (bar & 1) != 0 ? ramp : 0;
                int green = (bar & 2) != 0 ? ramp : 0;
                int blue = (bar & 4) != 0 ? ramp : 0;
                client.upload
                        .bytes()
                        .setAtIndex(
                                ValueLayout.JAVA_INT, (long) y * width + x, RgbPixel.word(format, red, green, blue));
            }
        }
    }

    private static void put(MemorySegment bytes, long index, int sample, boolean wide) {
        if (wide) {
            bytes.set(ValueLayout.JAVA_SHORT, index * 2, (short) (sample << 8 | (sample & 3) << 6));
        } else {
            bytes.set(ValueLayout.JAVA_BYTE, index, (byte) sample);
        }
    }
}
