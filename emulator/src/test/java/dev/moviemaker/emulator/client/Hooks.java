// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Where tests change what the client is about to say: the place, and what gets the structure and the number of the
 * coded frame.
 */
public final class Hooks {
    /** Places. */
    public enum Place {
        /** VkDeviceQueueCreateInfo. */
        QUEUES,
        /** VkVideoSessionCreateInfoKHR. */
        SESSION,
        /** StdVideoAV1SequenceHeader. */
        SEQUENCE,
        /** VkVideoSessionParametersCreateInfoKHR. */
        PARAMETERS,
        /** VkVideoBeginCodingInfoKHR. */
        BEGIN,
        /** VkVideoCodingControlInfoKHR of frames that have one. */
        CONTROL,
        /** VkVideoEncodeInfoKHR. */
        ENCODE,
        /** VkVideoEncodeAV1PictureInfoKHR. */
        PICTURE,
        /** StdVideoEncodeAV1PictureInfo. */
        STD,
        /** VkVideoReferenceSlotInfoKHR array of Begin. */
        BEGIN_SLOTS,
        /** VkVideoReferenceSlotInfoKHR array of Encode. */
        REFERENCES,
        /** VkVideoReferenceSlotInfoKHR of the setup slot. */
        SETUP,
        /** VkBindVideoSessionMemoryInfoKHR array. */
        BIND,
        /** VkQueryPoolCreateInfo. */
        QUERY_POOL,
        /** VkBufferCreateInfo of the bitstream. */
        BITSTREAM_BUFFER,
        /** VkImageCreateInfo of sources. */
        SOURCE_IMAGE,
        /** VkImageCreateInfo of reference pictures. */
        DPB_IMAGE,
        /** VkImageMemoryBarrier2 of every transition. */
        TRANSITION,
        /** Handle of the image that the source's samples are copied to. */
        UPLOAD_TARGET,
        /** Number of queries to be reset, as an int. */
        QUERY_RESET,
        /** Handle of an image that gets memory; 0 for none. */
        IMAGE_MEMORY,
        /** Command buffer, before vkCmdBeginVideoCodingKHR. */
        OUTSIDE,
        /** Command buffer, before vkCmdEncodeVideoKHR and its query. */
        INSIDE,
        /** Command buffer, before its submission. */
        RECORDED,
        /** Command buffer, after its submission. */
        SUBMITTED
    }

    private final Map<Place, BiConsumer<Integer, MemorySegment>> hooks = new EnumMap<>(Place.class);

    /** Nothing is changed. */
    public static Hooks none() {
        return new Hooks();
    }

    /** Changes a structure. */
    public Hooks at(Place place, BiConsumer<Integer, MemorySegment> change) {
        hooks.put(place, change);
        return this;
    }

    void run(Place place, int frame, MemorySegment struct) {
        hooks.getOrDefault(place, (_, _) -> {}).accept(frame, struct);
    }
}
