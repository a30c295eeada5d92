// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import dev.moviemaker.level.LevelChoice;
import java.util.List;
import java.util.Optional;

/** The values of {@link EncoderSettings}, which hides how many there are. */
record SettingsValues(
        int width,
        int height,
        Rational framerate,
        Rational timeBase,
        long bitrate,
        int quality,
        boolean useHardware,
        int profile,
        int level,
        int tileCols,
        int tileRows,
        boolean enableCdef,
        boolean enableRestoration,
        RateControlMode rateControl,
        long maxBitrate,
        int bufferSize,
        int maxQueuedFrames,
        int framesInFlight,
        int keyframeInterval,
        int bitDepth,
        ColorDescription color,
        Optional<PixelFormat> inputFormat,
        Optional<Usage> usage,
        boolean qualityMaps,
        int temporalLayers,
        int intraRefreshPeriod,
        int speed,
        List<AudioFormat> audio,
        Optional<HdrMetadata> hdrMetadata,
        Rational pixelAspect,
        MovieTags tags,
        boolean constantFrameRate,
        OnResize onResize,
        Optional<String> device) {

    /** Checks everything and reports every violation at once. */
    SettingsValues {
        new SettingsCheck()
                .range("width", width, CpuFrame.MIN_SIZE, CpuFrame.MAX_SIZE)
                .range("height", height, CpuFrame.MIN_SIZE, CpuFrame.MAX_SIZE)
                .atMost("framerate", framerate, Rational.of(EncoderSettings.MAX_FRAMERATE))
                .timeBase("time_base", timeBase, framerate, constantFrameRate)
                .range("bitrate", bitrate, EncoderSettings.MIN_BITRATE, EncoderSettings.MAX_BITRATE)
                .range("quality", quality, 0, 100)
                .range("profile", profile, 0, 0)
                .range("tile_cols", tileCols, 1, 64)
                .range("tile_rows", tileRows, 1, 64)
                .peak("max_bitrate", maxBitrate, bitrate, rateControl)
                .range("buffer_size", bufferSize, 1000, Integer.MAX_VALUE)
                .range("max_queued_frames", maxQueuedFrames, 1, 256)
                .range("frames_in_flight", framesInFlight, 1, 16)
                .range("keyframe_interval", keyframeInterval, 1, Integer.MAX_VALUE)
                .range("temporal_layers", temporalLayers, 1, EncoderSettings.MAX_TEMPORAL_LAYERS)
                .intraRefresh("intra_refresh_period", intraRefreshPeriod, keyframeInterval, temporalLayers)
                .without("quality_maps", qualityMaps, "constant_frame_rate", constantFrameRate)
                .oneOf("bit_depth", bitDepth, 8, 10)
                .range("speed", speed, 0, EncoderSettings.MAX_SPEED)
                .level(
                        level,
                        new LevelChoice.Demand(
                                width,
                                height,
                                framerate.toDouble(),
                                rateControl.peak(bitrate, maxBitrate),
                                tileCols,
                                tileRows))
                .report();
    }
}
