// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.Optional;

/**
 * Settings of how pictures are coded: key frames, intra refresh, temporal layers, level, tiles and filters.
 *
 * @param <B> the builder with all settings
 */
abstract class GopSettingsBuilder<B extends GopSettingsBuilder<B>> extends RateSettingsBuilder<B> {
    int keyframeInterval = 30;
    int temporalLayers = 1;
    int intraRefreshPeriod = 0;
    int profile = 0;
    int level = 51;
    int tileCols = 1;
    int tileRows = 1;
    boolean enableCdef = true;
    boolean enableRestoration = true;
    Optional<Usage> usage = Optional.empty();

    GopSettingsBuilder() {}

    GopSettingsBuilder(EncoderSettings from) {
        super(from);
        keyframeInterval = from.keyframeInterval();
        temporalLayers = from.temporalLayers();
        intraRefreshPeriod = from.intraRefreshPeriod();
        profile = from.profile();
        level = from.level();
        tileCols = from.tileCols();
        tileRows = from.tileRows();
        enableCdef = from.enableCdef();
        enableRestoration = from.enableRestoration();
        usage = from.usage();
    }

    /** Sets {@link EncoderSettings#keyframeInterval()}. */
    public B keyframeInterval(int value) {
        keyframeInterval = value;
        return self();
    }

    /** Sets {@link EncoderSettings#temporalLayers()}. */
    public B temporalLayers(int value) {
        temporalLayers = value;
        return self();
    }

    /** Sets {@link EncoderSettings#intraRefreshPeriod()}. */
    public B intraRefreshPeriod(int value) {
        intraRefreshPeriod = value;
        return self();
    }

    /** Sets {@link EncoderSettings#profile()}. */
    public B profile(int value) {
        profile = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#level()}.
     *
     * @param value ten times the number of the level, or {@link EncoderSettings#LEVEL_AUTO}
     * @return this builder
     */
    public B level(int value) {
        level = value;
        return self();
    }

    /** Sets {@link EncoderSettings#tileCols()}. */
    public B tileCols(int value) {
        tileCols = value;
        return self();
    }

    /** Sets {@link EncoderSettings#tileRows()}. */
    public B tileRows(int value) {
        tileRows = value;
        return self();
    }

    /** Sets {@link EncoderSettings#enableCdef()}. */
    public B enableCdef(boolean value) {
        enableCdef = value;
        return self();
    }

    /** Sets {@link EncoderSettings#enableRestoration()}. */
    public B enableRestoration(boolean value) {
        enableRestoration = value;
        return self();
    }

    /**
     * Sets {@link EncoderSettings#usage()}.
     *
     * @param value the purpose of the stream
     * @return this builder
     */
    public B usage(Usage value) {
        usage = Optional.of(value);
        return self();
    }
}
