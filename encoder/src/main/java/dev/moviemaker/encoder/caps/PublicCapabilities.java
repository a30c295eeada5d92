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
     * The public view.
     *
     * @return limits of 8 bits; 10 bits is named among the profiles
     */
    public static EncodingCapabilities of(DeviceCapabilities device) {
        DeviceIdentity identity = device.identity();
        if (!(device.main8() instanceof ProfileSupport.Supported main)) {
            return new EncodingCapabilities(
                    identity.name(),
                    identity.driver(),
                    // Lavapipe and SwiftShader draw on the processor.
                    identity.type() != VK_PHYSICAL_DEVICE_TYPE_CPU(),
                    Optional.of(device.unusableReason().orElse("unknown")),
                    0,
                    0,
                    0,
                    List.of(),
                    "",
                    List.of(),
                    0,
                    0,
                    0,
                    DeviceDetails.of(device));
        }
        List<String> profiles = new ArrayList<>(List.of("Main 8 bit"));
        if (device.main10() instanceof ProfileSupport.Supported) {
            profiles.add("Main 10 bit");
        }
        return new EncodingCapabilities(
                identity.name(),
                identity.driver(),
                true,
                Optional.empty(),
                main.video().maxCodedExtent().width(),
                main.video().maxCodedExtent().height(),
                main.encode().maxBitrate(),
                profiles,
                LevelChoice.name(main.av1().maxLevel(), 0),
                modes(main.encode().rateControlModes()),
                main.av1().maxTiles().width(),
                main.av1().maxTiles().height(),
                main.encode().maxQualityLevels(),
                DeviceDetails.of(device));
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
