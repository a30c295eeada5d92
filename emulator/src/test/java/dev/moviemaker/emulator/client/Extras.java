// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * What few clients ask for. {@link ExtraHooks} write the structures.
 *
 * @param gop which pictures refer to which
 * @param layered whether reference pictures are layers of one image even where separate images are offered
 * @param tileColumns columns of tiles; 0 where tiles are left to the driver
 * @param tileRows rows of tiles
 * @param uniformTiles whether tiles are as large as each other; else the first column and row are one superblock
 * @param filter which in-loop filters are asked for
 * @param refreshMode {@code VkVideoEncodeIntraRefreshModeFlagBitsKHR}, 0 for none
 * @param refreshCycle pictures until everything is refreshed
 * @param feedback2 whether everything is asked for that the driver tells of pictures
 */
public record Extras(
        Plan.Gop gop,
        boolean layered,
        int tileColumns,
        int tileRows,
        boolean uniformTiles,
        Filter filter,
        int refreshMode,
        int refreshCycle,
        boolean feedback2) {
    /** Nothing of it. */
    public static final Extras NONE = new Extras(Plan.Gop.MIXED, false, 0, 0, true, Filter.OWN, 0, 0, false);

    /** In-loop filters. */
    public enum Filter {
        /** CDEF may be used; strengths are the driver's. */
        OWN,
        /** None. */
        OFF,
        /** Deblocking with given levels, sharpness and no deltas. */
        DEBLOCKING,
        /** Deblocking with changes by reference and mode. */
        DEBLOCKING_DELTAS,
        /** Given strengths of CDEF. */
        CDEF,
        /** Loop restoration. */
        RESTORATION
    }

    /** With another structure. */
    public Extras with(Plan.Gop structure) {
        return new Extras(
                structure, layered, tileColumns, tileRows, uniformTiles, filter, refreshMode, refreshCycle, feedback2);
    }

    /** With layers of one image. */
    public Extras withLayers() {
        return new Extras(gop, true, tileColumns, tileRows, uniformTiles, filter, refreshMode, refreshCycle, feedback2);
    }

    /** With tiles. */
    public Extras tiles(int columns, int rows, boolean uniform) {
        return new Extras(gop, layered, columns, rows, uniform, filter, refreshMode, refreshCycle, feedback2);
    }

    /** With filters. */
    public Extras with(Filter wish) {
        return new Extras(
                gop, layered, tileColumns, tileRows, uniformTiles, wish, refreshMode, refreshCycle, feedback2);
    }

    /** With intra refresh. */
    public Extras refresh(int mode, int cycle) {
        return new Extras(gop, layered, tileColumns, tileRows, uniformTiles, filter, mode, cycle, feedback2);
    }

    /** With all feedback. */
    public Extras withFeedback2() {
        return new Extras(gop, layered, tileColumns, tileRows, uniformTiles, filter, refreshMode, refreshCycle, true);
    }

    /** Extensions of the device. */
    List<String> extensions() {
        List<String> names = new ArrayList<>();
        if (refreshMode != 0) {
            names.add("VK_KHR_video_encode_intra_refresh");
        }
        if (feedback2) {
            names.add("VK_KHR_video_encode_feedback2");
        }
        return names;
    }

    /** Their features, behind a structure. */
    void enableFeatures(Arena arena, MemorySegment av1) {
        if (refreshMode != 0) {
            MemorySegment refresh = VkPhysicalDeviceVideoEncodeIntraRefreshFeaturesKHR.allocate(arena);
            VkPhysicalDeviceVideoEncodeIntraRefreshFeaturesKHR.sType(
                    refresh, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_INTRA_REFRESH_FEATURES_KHR());
            VkPhysicalDeviceVideoEncodeIntraRefreshFeaturesKHR.videoEncodeIntraRefresh(refresh, 1);
            VkPhysicalDeviceVideoEncodeIntraRefreshFeaturesKHR.pNext(
                    refresh, VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.pNext(av1));
            VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.pNext(av1, refresh);
        }
        if (feedback2) {
            MemorySegment more = VkPhysicalDeviceVideoEncodeFeedback2FeaturesKHR.allocate(arena);
            VkPhysicalDeviceVideoEncodeFeedback2FeaturesKHR.sType(
                    more, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_FEEDBACK_2_FEATURES_KHR());
            VkPhysicalDeviceVideoEncodeFeedback2FeaturesKHR.videoEncodeFeedback2(more, 1);
            VkPhysicalDeviceVideoEncodeFeedback2FeaturesKHR.pNext(
                    more, VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.pNext(av1));
            VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.pNext(av1, more);
        }
    }
}
