// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The known driver faults that need a special way. What harms no driver is done for all of them instead and stands as a
 * comment where it is done: header fetched always (NVIDIA sets hasOverrides unreliably), unused names -1 (NVIDIA
 * crashed), gopFrameCount at least 1 (RADV misread 0), TxMode SELECT (ANV broke on 0), layered DPB where separate
 * images are not offered (RADV before VCN5 lost the device).
 */
public final class QuirkTable {
    private static final int MESA_RADV = 3;
    private static final int NVIDIA_PROPRIETARY = 4;
    private static final int ANY_VERSION = -1;

    /**
     * One fault.
     *
     * @param firstVersion first packed driver version that has it, unsigned
     * @param lastVersion last one, unsigned; -1 as long as no version without it is known
     */
    record Entry(Quirk quirk, int driverId, int firstVersion, int lastVersion, String symptom, String source) {
        boolean fits(DeviceIdentity identity) {
            return identity.driverId() == driverId
                    && Integer.compareUnsigned(identity.driverVersion(), firstVersion) >= 0
                    && Integer.compareUnsigned(identity.driverVersion(), lastVersion) <= 0;
        }
    }

    static final List<Entry> ENTRIES = List.of(
            new Entry(
                    Quirk.RESET_AT_KEY_FRAMES,
                    NVIDIA_PROPRIETARY,
                    0,
                    ANY_VERSION,
                    "under CBR and VBR, key frames after the first cannot be decoded",
                    "pixelforge issue 31, driver of mid 2026"),
            new Entry(
                    Quirk.NOT_THE_MOST_TILE_ROWS,
                    MESA_RADV,
                    0,
                    ANY_VERSION,
                    "on RDNA4 tile_info() ends with increment_tile_rows_log2 where it may not: nothing decodes the "
                            + "picture",
                    "realdrivers: Mesa 26.1.6 and 26.2.6 at 640x256 in 2x2 tiles, of which RADV makes 1x4"));

    private QuirkTable() {}

    /**
     * Returns the quirks of a device's driver.
     *
     * @return empty for drivers without known faults
     */
    public static Set<Quirk> of(DeviceIdentity identity) {
        Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
        ENTRIES.stream().filter(e -> e.fits(identity)).forEach(e -> quirks.add(e.quirk()));
        return Set.copyOf(quirks);
    }
}
