// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.VulkanDevice;
import java.util.List;
import java.util.Optional;

/** Opens video encoders of one kind. Found with {@link java.util.ServiceLoader}; calls may come from any thread. */
public interface EncoderProvider {

    /**
     * Name for people and logs.
     *
     * @return for example {@code "SVT-AV1"}
     */
    String name();

    /**
     * Whether it drives a GPU's own encoder.
     *
     * @return false for software
     */
    boolean hardware();

    /**
     * What there is on this machine, unusable devices with their reason included. Asked for often: worth remembering.
     *
     * @return one entry per device; never throws for what is merely absent
     */
    List<EncodingCapabilities> capabilities();

    /**
     * The provider for a program's own Vulkan device, which the program lends to recordings.
     *
     * @param device stays the program's, and lives as long as the returned provider and its encoders are used
     * @return its encoders run on that device and no other; empty if this provider takes no device of a program
     */
    default Optional<EncoderProvider> on(VulkanDevice device) {
        return Optional.empty();
    }

    /**
     * Opens an encoder.
     *
     * @param settings valid as such
     * @param sink takes the packets
     * @return a running encoder, to be closed by the caller
     * @throws dev.moviemaker.Av1EncoderException if the settings cannot be honoured or the encoder does not start
     */
    VideoEncoder open(EncoderSettings settings, PacketSink sink);
}
