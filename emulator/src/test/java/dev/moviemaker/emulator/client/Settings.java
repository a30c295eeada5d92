// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import java.lang.foreign.Arena;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the client is to encode: constant quality at 8 bit with a key frame every 30 frames, unless said otherwise.
 * Immutable.
 */
public final class Settings {
    final int width;
    final int height;
    final int frames;
    int keyPeriod = 30;
    int bitDepth = 8;
    int mode = 1;
    int qIndex = 110;
    long bitrate = 1_000_000;
    boolean resendAtKey = true;
    boolean usage = true;
    boolean inlineQueries;
    boolean legacy;
    boolean still;
    boolean remapped;
    int qualityLevel;
    int rgbFormat;
    boolean separate;

    boolean emphasis;
    Extras extras = Extras.NONE;

    @Nullable
    IntBinaryOperator texels;

    private Settings(int width, int height, int frames) {
        this.width = width;
        this.height = height;
        this.frames = frames;
    }

    /** Frames of this size in pixels. */
    public static Settings of(int width, int height, int frames) {
        return new Settings(width, height, frames);
    }

    private Settings with(Consumer<Settings> change) {
        Settings copy = new Settings(width, height, frames);
        copy.keyPeriod = keyPeriod;
        copy.bitDepth = bitDepth;
        copy.mode = mode;
        copy.qIndex = qIndex;
        copy.bitrate = bitrate;
        copy.resendAtKey = resendAtKey;
        copy.usage = usage;
        copy.inlineQueries = inlineQueries;
        copy.legacy = legacy;
        copy.still = still;
        copy.remapped = remapped;
        copy.qualityLevel = qualityLevel;
        copy.rgbFormat = rgbFormat;
        copy.separate = separate;
        copy.emphasis = emphasis;
        copy.extras = extras;
        copy.texels = texels;
        change.accept(copy);
        return copy;
    }

    /** With another number of frames from key to key. */
    public Settings keyPeriod(int frameCount) {
        return with(copy -> copy.keyPeriod = frameCount);
    }

    /** With another QIndex where the quality is constant. */
    public Settings qIndex(int index) {
        return with(copy -> copy.qIndex = index);
    }

    /** Without a usage structure in the profile. */
    public Settings withoutUsage() {
        return with(copy -> copy.usage = false);
    }

    /** 8 or 10. */
    public Settings bitDepth(int depth) {
        return with(copy -> copy.bitDepth = depth);
    }

    /**
     * With rate control: mode 2 CBR or 4 VBR, bits per second, whether reset, rate control and quality level are sent
     * again with every key frame.
     */
    public Settings rate(int newMode, long bits, boolean resend) {
        return with(copy -> {
            copy.mode = newMode;
            copy.bitrate = bits;
            copy.resendAtKey = resend;
        });
    }

    /** With inline queries, where offered. */
    public Settings inline() {
        return with(copy -> copy.inlineQueries = true);
    }

    /** With vkQueueSubmit and a fence instead of vkQueueSubmit2 and a timeline semaphore. */
    public Settings withFence() {
        return with(copy -> copy.legacy = true);
    }

    /** With the first picture throughout, which is uploaded once. */
    public Settings still() {
        return with(copy -> copy.still = true);
    }

    /** With the bitstream's memory mapped (by VK_KHR_map_memory2) only to read it. */
    public Settings remapped() {
        return with(copy -> copy.remapped = true);
    }

    /** At a quality level. */
    public Settings qualityLevel(int level) {
        return with(copy -> copy.qualityLevel = level);
    }

    /**
     * From R'G'B' pictures of this {@code VkFormat} (4 bytes a pixel), which the driver converts to BT.709 of narrow
     * range.
     */
    public Settings rgb(int format) {
        return with(copy -> copy.rgbFormat = format);
    }

    /** With an image for each reference picture, even where the driver has layers only. */
    public Settings separateImages() {
        return with(copy -> copy.separate = true);
    }

    /**
     * With a quantization delta map, the same for all pictures: the change of the QIndex at a texel's column and row.
     */
    public Settings deltas(IntBinaryOperator map) {
        return with(copy -> copy.texels = map);
    }

    /** With an emphasis map, the same for all pictures: 0 to 255 at a texel's column and row. */
    public Settings emphasis(IntBinaryOperator map) {
        return with(copy -> {
            copy.emphasis = true;
            copy.texels = map;
        });
    }

    /** With what few clients ask for. */
    public Settings extras(Extras wish) {
        return with(copy -> copy.extras = wish);
    }

    /** With an image for each reference picture or with layers of one. */
    public Settings layers(boolean wish) {
        return with(copy -> {
            copy.separate = !wish;
            copy.extras = wish ? copy.extras.withLayers() : copy.extras;
        });
    }

    /** Writes the structures that its extras ask for. They live as long as the arena. */
    public Hooks hooks(Arena arena) {
        return new ExtraHooks(this, arena).hooks();
    }

    /** What few clients ask for. */
    public Extras extras() {
        return extras;
    }

    /** Pixels of a picture. */
    public int pixels() {
        return width * height;
    }

    /** Frames to be shown. */
    public int frames() {
        return frames;
    }

    boolean isRgb() {
        return rgbFormat != 0;
    }

    /** Bytes of a picture of this size in the source's format, plane after plane. */
    long sourceBytes(long pictureWidth, long pictureHeight) {
        return isRgb()
                ? pictureWidth * pictureHeight * 4
                : pictureWidth * pictureHeight * 3 / 2 * (bitDepth == 8 ? 1 : 2);
    }
}
