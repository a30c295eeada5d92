/** Records frames and sound to AV1: on a GPU's own encoder through Vulkan Video, or on a software encoder that another module provides. */
@SuppressWarnings("module") // The module that color and rate are for is compiled later.
module dev.moviemaker {
    requires static transitive org.jspecify;
    requires static transitive java.desktop;
    requires jdk.jfr;
    requires dev.moviemaker.bitstream;
    requires dev.moviemaker.vulkan;

    exports dev.moviemaker;
    exports dev.moviemaker.spi;
    exports dev.moviemaker.color to
            dev.moviemaker.media;
    exports dev.moviemaker.rate to
            dev.moviemaker.media;

    uses dev.moviemaker.spi.EncoderProvider;
    uses dev.moviemaker.spi.DecoderProvider;
    uses dev.moviemaker.spi.VulkanDriverProvider;
    uses dev.moviemaker.spi.ContainerProvider;
}
