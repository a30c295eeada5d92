// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.Optional;

/**
 * Settings of the device that encodes and of how many frames it holds.
 *
 * @param <B> the builder with all settings
 */
abstract class DeviceSettingsBuilder<B extends DeviceSettingsBuilder<B>> extends GopSettingsBuilder<B> {
    boolean useHardware = true;
    Optional<String> device = Optional.empty();
    int maxQueuedFrames = 8;
    int framesInFlight = 3;
    boolean qualityMaps;

    DeviceSettingsBuilder() {}

    DeviceSettingsBuilder(EncoderSettings from) {
        super(from);
        useHardware = from.useHardware();
        device = from.device();
        maxQueuedFrames = from.maxQueuedFrames();
        framesInFlight = from.framesInFlight();
        qualityMaps = from.qualityMaps();
    }

    /** Sets {@link EncoderSettings#useHardware()}. */
    public B useHardware(boolean value) {
        useHardware = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#device()}.
     *
     * @param value the name, index or UUID of the GPU
     * @return this builder
     */
    public B device(String value) {
        device = Optional.of(value);
        return self();
    }

    /**
     * Sets {@link EncoderSettings#maxQueuedFrames()}.
     *
     * @param value the number of frames
     * @return this builder
     */
    public B maxQueuedFrames(int value) {
        maxQueuedFrames = value;
        return self();
    }

    /** Sets {@link EncoderSettings#framesInFlight()}. */
    public B framesInFlight(int value) {
        framesInFlight = value;
        return self();
    }

    /** Sets {@link EncoderSettings#qualityMaps()}. */
    public B qualityMaps(boolean value) {
        qualityMaps = value;
        return self();
    }
}
