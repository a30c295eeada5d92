// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is ever asked of a device, read once.
 *
 * @param features what it offers of the features that matter here
 * @param main8 AV1 Main at 8 bits
 * @param main10 AV1 Main at 10 bits
 * @param rgb AV1 Main at 8 bits of RGB sources, which the driver converts
 * @param rgb10 AV1 Main at 10 bits of RGB sources, which the driver converts
 */
public record DeviceCapabilities(
        DeviceIdentity identity,
        Set<String> extensions,
        List<QueueFamily> queueFamilies,
        DeviceFeatures features,
        ProfileSupport main8,
        ProfileSupport main10,
        ProfileSupport rgb,
        ProfileSupport rgb10) {

    /** Copies the collections. */
    public DeviceCapabilities {
        extensions = Set.copyOf(extensions);
        queueFamilies = List.copyOf(queueFamilies);
    }

    /**
     * AV1 Main at a bit depth.
     *
     * @param bitDepth 8 or 10
     * @return what is offered, or why nothing is
     */
    public ProfileSupport profile(int bitDepth) {
        return bitDepth == 10 ? main10 : main8;
    }

    /**
     * AV1 Main of RGB sources at a bit depth.
     *
     * @param bitDepth 8 or 10
     * @return what is offered, or why nothing is
     */
    public ProfileSupport rgb(int bitDepth) {
        return bitDepth == 10 ? rgb10 : rgb;
    }

    /** Returns the family that encodes AV1. */
    public Optional<QueueFamily> encodeFamily() {
        return queueFamilies.stream().filter(QueueFamily::encodesAv1).findFirst();
    }

    /**
     * Returns the family that converts frames: the encoding one if it can.
     *
     * @return empty if the device runs no compute shaders
     */
    public Optional<QueueFamily> computeFamily() {
        return encodeFamily()
                .filter(QueueFamily::computes)
                .or(() -> queueFamilies.stream().filter(QueueFamily::computes).findFirst());
    }

    /**
     * Returns why it cannot encode AV1 at all.
     *
     * @return one sentence; empty if it can
     */
    public Optional<String> unusableReason() {
        return main8 instanceof ProfileSupport.Unsupported(String reason) ? Optional.of(reason) : Optional.empty();
    }
}
