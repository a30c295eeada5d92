// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import dev.moviemaker.vulkan.std.VulkanMacros;

/**
 * Who a device is.
 *
 * @param uuid {@code deviceUUID}, hexadecimal with the usual dashes
 * @param apiVersion packed version of the API that it offers
 * @param driverId {@code VkDriverId}; 0 where unknown
 * @param driverInfo the driver's version as its maker writes it; may be empty
 */
public record DeviceIdentity(
        int index,
        String name,
        int type,
        String uuid,
        int vendorId,
        int deviceId,
        int apiVersion,
        int driverId,
        String driverName,
        String driverInfo,
        int driverVersion) {

    private static final int NVIDIA_VENDOR = 0x10DE;
    private static final int DISCRETE = 2;
    private static final int INTEGRATED = 1;
    private static final int SOFTWARE = 4;

    /** Name and version of the driver. */
    public String driver() {
        String version = driverInfo.isBlank() ? driverVersionString() : driverInfo;
        return driverName.isBlank() ? version : driverName + " " + version;
    }

    /** The vendors pack their versions differently. */
    private String driverVersionString() {
        if (vendorId == NVIDIA_VENDOR) {
            return (driverVersion >>> 22) + "." + (driverVersion >>> 14 & 0xFF) + "." + (driverVersion >>> 6 & 0xFF);
        }
        return VulkanMacros.apiVersionString(driverVersion);
    }

    /**
     * Returns which device is taken first where the user names none.
     *
     * @return lower is better: discrete, integrated, virtual, others, software
     */
    public int preference() {
        return switch (type) {
            case DISCRETE -> 0;
            case INTEGRATED -> 1;
            case 3 -> 2;
            case SOFTWARE -> 4;
            default -> 3;
        };
    }

    /**
     * Returns whether a user means this device.
     *
     * @param wish part of the name in any case, index in the list, or UUID with or without dashes
     */
    public boolean matches(String wish) {
        String wanted = wish.strip().toLowerCase(java.util.Locale.ROOT);
        return wanted.equals(Integer.toString(index))
                || wanted.replace("-", "").equals(uuid.replace("-", ""))
                || (!wanted.isEmpty()
                        && !wanted.chars().allMatch(Character::isDigit)
                        && name.toLowerCase(java.util.Locale.ROOT).contains(wanted));
    }
}
