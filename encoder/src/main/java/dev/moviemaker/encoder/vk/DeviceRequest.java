// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import java.util.List;
import java.util.Set;

/**
 * What a device is made with, besides AV1 encoding.
 *
 * @param maintenance1 whether {@code videoMaintenance1} is enabled
 * @param storageImageExtendedFormats whether that feature of shaders is enabled
 * @param quantizationMap whether {@code videoEncodeQuantizationMap} is enabled
 * @param intraRefresh whether {@code videoEncodeIntraRefresh} is enabled
 * @param feedback2 whether {@code videoEncodeFeedback2} is enabled
 */
public record DeviceRequest(
        Set<Integer> families,
        List<String> extensions,
        boolean maintenance1,
        boolean storageImageExtendedFormats,
        boolean rgbConversion,
        boolean quantizationMap,
        boolean intraRefresh,
        boolean feedback2) {

    /** Copies the collections. */
    public DeviceRequest {
        families = Set.copyOf(families);
        extensions = List.copyOf(extensions);
    }
}
