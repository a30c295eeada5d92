// SPDX-License-Identifier: Apache-2.0
/**
 * Software encoding, containers, sound and input through FFmpeg's libraries: what the library finds when there is no
 * GPU encoder.
 */
module dev.moviemaker.media {
    requires static transitive org.jspecify;
    requires transitive dev.moviemaker;
    requires transitive dev.moviemaker.bitstream;
    requires org.bytedeco.ffmpeg;
    requires org.bytedeco.javacpp;

    exports dev.moviemaker.media;
    exports dev.moviemaker.media.chunk;
    exports dev.moviemaker.media.input;
    exports dev.moviemaker.media.transcode;

    provides dev.moviemaker.spi.EncoderProvider with
            dev.moviemaker.media.svt.SvtAv1Provider;
    provides dev.moviemaker.spi.DecoderProvider with
            dev.moviemaker.media.input.Av1Decoder;
    provides dev.moviemaker.spi.ContainerProvider with
            dev.moviemaker.media.container.FfmpegContainers;
    provides dev.moviemaker.spi.ScalerProvider with
            dev.moviemaker.media.convert.SwsScalers;
    provides dev.moviemaker.spi.LiveProvider with
            dev.moviemaker.media.container.LiveConnections;
}
