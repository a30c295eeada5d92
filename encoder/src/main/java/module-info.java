/** Records frames and sound to AV1: on a GPU's own encoder through Vulkan Video, or on a software encoder that another module provides. */
module dev.moviemaker {
    requires static transitive org.jspecify;
    requires static transitive java.desktop;
    requires jdk.jfr;
    requires dev.moviemaker.bitstream;

    exports dev.moviemaker;
    exports dev.moviemaker.spi;

    uses dev.moviemaker.spi.EncoderProvider;
    uses dev.moviemaker.spi.ContainerProvider;
}
