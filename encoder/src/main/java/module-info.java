// SPDX-License-Identifier: Apache-2.0
/** Encodes AV1 on a GPU through Vulkan Video: what the library finds when a machine's GPU has an encoder. */
module dev.moviemaker.encoder {
    requires static org.jspecify;
    requires dev.moviemaker;
    requires dev.moviemaker.bitstream;
    requires dev.moviemaker.vulkan;

    uses dev.moviemaker.spi.DecoderProvider;
    uses dev.moviemaker.spi.VulkanDriverProvider;

    provides dev.moviemaker.spi.EncoderProvider with
            dev.moviemaker.encoder.pipeline.HardwareEncoderProvider;
}
