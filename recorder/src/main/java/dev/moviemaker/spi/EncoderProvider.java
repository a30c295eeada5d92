// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VulkanDevice;
import java.util.List;
import java.util.Optional;

/** Opens video encoders of one kind. Found with {@link java.util.ServiceLoader}; any thread may call it. */
public interface EncoderProvider {

    /** Returns its name for users and logs, for example {@code "SVT-AV1"}. */
    String name();

    /** Returns whether it uses the encoder of a GPU. */
    boolean hardware();

    /**
     * Returns the capabilities of each device on this machine, including unusable ones with the reason. Called often,
     * so an implementation should cache them. Never throws merely because something is absent.
     */
    List<EncodingCapabilities> capabilities();

    /**
     * Returns a provider for a Vulkan device of the program.
     *
     * @param device the device, which belongs to the program and outlives the returned provider and its encoders
     * @return a provider whose encoders run on that device only; empty if this provider does not support such devices
     */
    default Optional<EncoderProvider> on(VulkanDevice device) {
        return Optional.empty();
    }

    /**
     * Makes images that another graphics API draws into, on a device that encodes AV1.
     *
     * @param settings of the recordings: which device
     * @param request what images
     * @return a device with images, which the caller must close
     * @throws dev.moviemaker.UnsupportedException if it cannot share such images, with the reason
     */
    default ImageSharing share(EncoderSettings settings, ImageSharing.Request request) {
        throw new UnsupportedException(name() + " shares no images with other graphics APIs");
    }

    /**
     * Opens an encoder.
     *
     * @param settings the settings, which are valid
     * @param sink receives the packets
     * @return a running encoder, which the caller must close
     * @throws dev.moviemaker.Av1EncoderException if the settings are not supported or the encoder cannot be started
     */
    VideoEncoder open(EncoderSettings settings, PacketSink sink);
}
