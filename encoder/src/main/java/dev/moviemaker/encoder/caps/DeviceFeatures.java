// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

/**
 * Features of a device.
 *
 * @param synchronization2 submission and barriers of the second kind
 * @param videoEncodeAv1 AV1 encoding
 * @param storageImageExtendedFormats shaders that write to one or two components of 8 or 16 bits
 * @param videoEncodeRgbConversion RGB source images, converted by the driver
 * @param videoEncodeQuantizationMap maps that change the QIndex from place to place
 * @param videoEncodeIntraRefresh pictures that are refreshed part by part
 * @param videoEncodeFeedback2 feedback on how pictures were coded
 */
public record DeviceFeatures(
        boolean synchronization2,
        boolean timelineSemaphore,
        boolean videoEncodeAv1,
        boolean videoMaintenance1,
        boolean storageImageExtendedFormats,
        boolean videoEncodeRgbConversion,
        boolean videoEncodeQuantizationMap,
        boolean videoEncodeIntraRefresh,
        boolean videoEncodeFeedback2) {

    /** Nothing. */
    public static final DeviceFeatures NONE =
            new DeviceFeatures(false, false, false, false, false, false, false, false, false);
}
