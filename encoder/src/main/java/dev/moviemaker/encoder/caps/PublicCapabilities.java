// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_PHYSICAL_DEVICE_TYPE_CPU;

import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.level.LevelChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the library's user sees of a device. */
public final class PublicCapabilities {
    private PublicCapabilities() {}

    /**
     * Returns the public view.
     *
     * @return limits of 8 bits; 10 bits is named among the profiles
     */
    public static EncodingCapabilities of(DeviceCapabilities device) {
        DeviceIdentity identity = device.identity();
        if (!(device.main8() instanceof ProfileSupport.Supported main)) {
            // Lavapipe and SwiftShader draw on the processor.
            boolean hardware = identity.type() != VK_PHYSICAL_DEVICE_TYPE_CPU();
            return EncodingCapabilities.builder(identity.name(), identity.driver(), hardware)
                    .unusableReason(Optional.of(device.unusableReason().orElse("unknown")))
                    .details(DeviceDetails.of(device))
                    .build();
        }
        List<String> profiles = new ArrayList<>(List.of("Main 8 bit"));
        if (device.main10() instanceof ProfileSupport.Supported) {
            profiles.add("Main 10 bit");
        }
        return EncodingCapabilities.builder(identity.name(), identity.driver(), true)
                .maxWidth(main.video().maxCodedExtent().width())
                .maxHeight(main.video().maxCodedExtent().height())
                .maxBitrate(main.encode().maxBitrate())
                .profiles(profiles)
                .maxLevel(LevelChoice.name(main.av1().maxLevel(), 0))
                .rateControlModes(modes(main.encode().rateControlModes()))
                .maxTileCols(main.av1().maxTiles().width())
                .maxTileRows(main.av1().maxTiles().height())
                .qualityLevels(main.encode().maxQualityLevels())
                .details(DeviceDetails.of(device))
                .build();
    }

    private static List<RateControlMode> modes(int bits) {
        List<RateControlMode> modes = new ArrayList<>();
        if ((bits & EncodeLimits.DISABLED) != 0) {
            modes.add(RateControlMode.CQP);
            modes.add(RateControlMode.CRF);
        }
        if ((bits & EncodeLimits.CBR) != 0) {
            modes.add(RateControlMode.CBR);
        }
        if ((bits & EncodeLimits.VBR) != 0) {
            modes.add(RateControlMode.VBR);
        }
        return modes;
    }
}
