// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.coder.PictureCoder;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.EmulatedImage;
import dev.moviemaker.emulator.objects.EmulatedVideoProfile;
import dev.moviemaker.emulator.objects.Memory;
import dev.moviemaker.emulator.objects.Tracked;
import dev.moviemaker.emulator.profile.DriverProfile.SessionMemory;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A video session. What is not final changes on the worker only, under the session's monitor. */
public final class EmulatedSession extends Tracked {
    private final Limits limits;
    private final List<SessionMemory> requirements;
    private final AtomicReferenceArray<@Nullable Memory> bound;
    private final @Nullable CodedPicture[] slots;
    private final @Nullable CodedPicture[] referenceMap = new CodedPicture[8];
    private final PictureCoder coder;
    private final QuantizerChoice quantizers = new QuantizerChoice();
    private @Nullable Picture source;
    private boolean initialised;
    private boolean checkedMemory;
    private EmulatedRateState rateControl = EmulatedRateState.DEFAULT;
    private int qualityLevel;
    private int pictures;

    /**
     * What a session was made with.
     *
     * @param intraRefreshMode {@code VkVideoEncodeIntraRefreshModeFlagBitsKHR}, 0 for none
     * @param rgb    how sources are converted, null where they are Y'CbCr
     */
    public record Limits(
            EmulatedVideoProfile profile,
            int flags,
            int width,
            int height,
            int pictureFormat,
            int referenceFormat,
            int maxDpbSlots,
            int maxActiveReferencePictures,
            int intraRefreshMode,
            @Nullable EmulatedRgbConversion rgb) {}

    /** Whether pictures may have emphasis maps (or else delta maps). */
    public boolean allowsMaps(boolean emphasis) {
        int flag = emphasis
                ? Vulkan.VK_VIDEO_SESSION_CREATE_ALLOW_ENCODE_EMPHASIS_MAP_BIT_KHR()
                : Vulkan.VK_VIDEO_SESSION_CREATE_ALLOW_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR();
        return (limits.flags() & flag) != 0;
    }

    /** A new session without memory. */
    public EmulatedSession(EmulatedDevice device, long handle, Limits limits) {
        super(device, "video session", handle);
        this.limits = limits;
        requirements = device.driver().profile().sessionMemory();
        bound = new AtomicReferenceArray<>(requirements.size());
        slots = new CodedPicture[limits.maxDpbSlots()];
        coder = new PictureCoder(Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors())));
    }

    /** What it was made with. */
    public Limits limits() {
        return limits;
    }

    /** Memory bindings it needs. */
    public List<SessionMemory> requirements() {
        return requirements;
    }

    /** Binds memory to an index. */
    public synchronized void bind(int index, @Nullable Memory memory, long offset, long size) {
        if (index < 0 || index >= bound.length()) {
            violation(Rule.SESSION_MEMORY_BIND, "memoryBindIndex " + index + " of " + bound.length());
            return;
        }
        SessionMemory wanted = requirements.get(index);
        if (bound.get(index) != null) {
            violation(Rule.SESSION_MEMORY_BIND, "memoryBindIndex " + index + " is bound already");
        } else if (memory == null) {
            violation(Rule.SESSION_MEMORY_BIND, "memoryBindIndex " + index + ": unknown memory");
        } else if (offset % Math.max(1, wanted.alignment()) != 0
                || size != wanted.size()
                || offset + size > memory.size()) {
            violation(
                    Rule.SESSION_MEMORY_BIND,
                    "memoryBindIndex " + index + ": offset " + offset + ", size " + size + " in " + memory.size()
                            + " bytes, needed are " + wanted.size() + " bytes aligned to " + wanted.alignment());
        }
        bound.set(index, memory);
    }

    void violation(Rule rule, String detail) {
        device().violation(rule, "picture " + pictures + ": " + detail);
    }

    /**
     * Adds what must stay while commands of a coding scope are carried out: itself and its memory. Without the monitor,
     * which the worker holds for long.
     */
    void addParts(List<Tracked> parts) {
        parts.add(this);
        for (int i = 0; i < bound.length(); i++) {
            Memory memory = bound.get(i);
            if (memory != null) {
                parts.add(memory);
            }
        }
    }

    /** Checks the memory, once. */
    void checkMemory() {
        int missing = 0;
        for (int i = 0; i < bound.length(); i++) {
            Memory memory = bound.get(i);
            missing += memory == null || memory.destroyed() ? 1 : 0;
        }
        if (missing > 0 && !checkedMemory) {
            checkedMemory = true;
            violation(Rule.SESSION_MEMORY_NOT_BOUND, missing + " bindings are missing or their memory is freed");
        }
    }

    /** Resets everything that a RESET control resets. */
    void reset() {
        initialised = true;
        qualityLevel = 0;
        Arrays.fill(slots, null);
        Arrays.fill(referenceMap, null);
        changeRateControl(EmulatedRateState.DEFAULT);
    }

    boolean initialised() {
        return initialised;
    }

    EmulatedRateState rateControl() {
        return rateControl;
    }

    void changeRateControl(EmulatedRateState state) {
        rateControl = state;
        quantizers.changed(state, device().driver().profile().av1(), (long) limits.width() * limits.height());
    }

    int qualityLevel() {
        return qualityLevel;
    }

    void qualityLevel(int level) {
        qualityLevel = level;
    }

    QuantizerChoice quantizers() {
        return quantizers;
    }

    PictureCoder coder() {
        return coder;
    }

    /** A picture to read sources into, the same for all frames of a size. */
    Picture source(SequenceHeader sequence) {
        Picture picture = source;
        if (picture == null
                || picture.width() != sequence.maxFrameWidth()
                || picture.height() != sequence.maxFrameHeight()) {
            picture = Picture.allocate(
                    sequence.maxFrameWidth(),
                    sequence.maxFrameHeight(),
                    sequence.colorConfig().bitDepth());
            source = picture;
        }
        return picture;
    }

    int slotCount() {
        return slots.length;
    }

    /** What a slot holds, or null. */
    @Nullable
    CodedPicture slot(int index) {
        return index < 0 || index >= slots.length ? null : slots[index];
    }

    void slot(int index, @Nullable CodedPicture picture) {
        slots[index] = picture;
    }

    /** What AV1's reference slots hold after all pictures so far. */
    @Nullable
    CodedPicture referenceMap(int index) {
        return referenceMap[index];
    }

    /** The reference frame update process. */
    void refresh(int flags, CodedPicture picture) {
        for (int i = 0; i < referenceMap.length; i++) {
            if ((flags >> i & 1) != 0) {
                referenceMap[i] = picture;
            }
        }
    }

    /**
     * A hidden key frame was shown: it becomes every reference (the driver sees no show_existing_frame, only its
     * effect).
     */
    void keyFrameShown(CodedPicture picture) {
        Arrays.fill(referenceMap, picture);
    }

    int nextPicture() {
        return pictures++;
    }

    /** Pictures coded so far. */
    int pictures() {
        return pictures;
    }

    /** Takes note that layers of an image lost their content. */
    synchronized void discarded(EmulatedImage image, int first, int end) {
        List<Integer> hit = new ArrayList<>();
        for (int i = 0; i < slots.length; i++) {
            CodedPicture picture = slots[i];
            if (picture != null
                    && picture.resource().image() == image
                    && picture.resource().layer() >= first
                    && picture.resource().layer() < end) {
                hit.add(i);
            }
        }
        if (!hit.isEmpty()) {
            violation(
                    Rule.DPB_CONTENT_DISCARDED,
                    image.name() + " layers " + first + " to " + (end - 1) + " are in slots " + hit);
        }
    }

    /** Ends its coder. */
    public void close() {
        coder.close();
    }
}
