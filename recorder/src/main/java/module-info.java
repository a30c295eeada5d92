// SPDX-License-Identifier: Apache-2.0
/** Records frames and sound to AV1, with encoders and containers that other modules provide. */
@SuppressWarnings("module") // The modules that color and rate are for are compiled later.
module dev.moviemaker {
    requires static transitive org.jspecify;
    requires static transitive java.desktop;
    requires jdk.jfr;
    requires dev.moviemaker.bitstream;

    exports dev.moviemaker;
    exports dev.moviemaker.recorder;
    exports dev.moviemaker.spi;
    exports dev.moviemaker.color to
            dev.moviemaker.encoder,
            dev.moviemaker.media;
    exports dev.moviemaker.level to
            dev.moviemaker.encoder,
            dev.moviemaker.media;
    exports dev.moviemaker.recording to
            dev.moviemaker.media;
    exports dev.moviemaker.rate to
            dev.moviemaker.encoder,
            dev.moviemaker.media;

    uses dev.moviemaker.spi.EncoderProvider;
    uses dev.moviemaker.spi.ContainerProvider;
    uses dev.moviemaker.spi.ScalerProvider;
    uses dev.moviemaker.spi.LiveProvider;
}
