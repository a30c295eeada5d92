// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.coder.IntraRefresh;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.Driver;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.IntraRefreshMode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkVideoEncodeInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeIntraRefreshInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Intra refresh: whether it may be asked for with a picture, and what it says to the coder. */
final class IntraRefreshes {
    private static final int ALL_SLOTS = 0xFF;

    private IntraRefreshes() {}

    /**
     * What a command asks for.
     *
     * @param cycle pictures until everything is refreshed
     * @param index number of this one
     */
    record Asked(int cycle, int index) {}

    /** The structure of a command, where its flags say that there is one. */
    static @Nullable Asked read(EmulatedSession session, MemorySegment info) {
        if ((VkVideoEncodeInfoKHR.flags(info) & Vulkan.VK_VIDEO_ENCODE_INTRA_REFRESH_BIT_KHR()) == 0) {
            return null;
        }
        MemorySegment asked = Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_INTRA_REFRESH_INFO_KHR());
        if (asked == null) {
            session.violation(Rule.INTRA_REFRESH, "INTRA_REFRESH without VkVideoEncodeIntraRefreshInfoKHR");
            return null;
        }
        return new Asked(
                VkVideoEncodeIntraRefreshInfoKHR.intraRefreshCycleDuration(asked),
                VkVideoEncodeIntraRefreshInfoKHR.intraRefreshIndex(asked));
    }

    /**
     * What the coder has to do for a request, if anything: what is not allowed is left out, and an instant picture has
     * no blocks to choose.
     */
    static @Nullable IntraRefresh of(EncodeRequest request, EmulatedSession session, SequenceHeader sequence) {
        Driver driver = session.device().driver();
        if (!check(request, session, driver.profile().intraRefresh())) {
            return null;
        }
        Asked asked = request.refresh();
        if (asked == null || driver.instant() || request.predictionMode() == EncodeRequest.INTRA_ONLY) {
            return null;
        }
        int square = sequence.use128x128Superblock() ? 2 : 1;
        int cols = Math.ceilDiv(sequence.maxFrameWidth(), IntraRefresh.SQUARE);
        int rows = Math.ceilDiv(sequence.maxFrameHeight(), IntraRefresh.SQUARE);
        int[] regions = new int[cols * rows];
        for (int i = 0; i < regions.length; i++) {
            regions[i] = region(
                    session.limits().intraRefreshMode(),
                    asked.cycle(),
                    i % cols / square,
                    i / cols / square,
                    Math.ceilDiv(cols, square),
                    Math.ceilDiv(rows, square));
        }
        return new IntraRefresh(cols, rows, Ints.of(regions), asked.index(), dirtySlots(request));
    }

    /** The region of a superblock: superblocks, rows or columns of them, shared out evenly in their order. */
    static int region(int mode, int cycle, int col, int row, int cols, int rows) {
        if (mode == IntraRefreshMode.BLOCK_ROW_BASED.bit()) {
            return (int) ((long) row * cycle / rows);
        }
        return mode == IntraRefreshMode.BLOCK_COLUMN_BASED.bit()
                ? (int) ((long) col * cycle / cols)
                : (int) (((long) row * cols + col) * cycle / ((long) rows * cols));
    }

    /** All AV1 slots but those whose pictures the application names as references without dirty regions. */
    private static int dirtySlots(EncodeRequest request) {
        int dirty = ALL_SLOTS;
        for (int name = 0; name < request.names().length(); name++) {
            int slot = request.names().get(name);
            int index = request.info().refFrameIdx().get(name);
            boolean clean = request.references().stream()
                    .anyMatch(use -> use.slotIndex() == slot && use.dirtyIntraRefreshRegions() == 0);
            dirty &= clean ? ~(1 << index) : ALL_SLOTS;
        }
        return dirty;
    }

    private static boolean check(
            EncodeRequest request, EmulatedSession session, DriverProfile.IntraRefreshLimits limits) {
        Asked asked = request.refresh();
        String wrong = "";
        for (SlotUse use : request.references()) {
            int dirty = use.dirtyIntraRefreshRegions();
            if (dirty != 0 && (asked == null || dirty != asked.cycle() - asked.index())) {
                wrong = "slot %d has %d dirty regions in %s".formatted(use.slotIndex(), dirty, asked);
            }
        }
        if (asked != null) {
            if (session.limits().intraRefreshMode() == 0) {
                wrong = "a session made without intra refresh";
            } else if (asked.cycle() < 2 || asked.cycle() > limits.maxIntraRefreshCycleDuration()) {
                wrong = "intraRefreshCycleDuration %d, 2 to %d allowed"
                        .formatted(asked.cycle(), limits.maxIntraRefreshCycleDuration());
            } else if (asked.index() < 0 || asked.index() >= asked.cycle()) {
                wrong = "intraRefreshIndex " + asked.index() + " of a cycle of " + asked.cycle();
            } else if (request.references().size() > limits.maxIntraRefreshActiveReferencePictures()) {
                wrong = request.references().size() + " references, at most "
                        + limits.maxIntraRefreshActiveReferencePictures() + " allowed";
            }
        }
        if (!wrong.isEmpty()) {
            session.violation(Rule.INTRA_REFRESH, wrong);
        }
        return wrong.isEmpty();
    }
}
