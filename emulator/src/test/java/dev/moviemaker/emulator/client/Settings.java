package dev.moviemaker.emulator.client;

/**
 * What the client is to encode.
 *
 * @param width      pixels
 * @param height     pixels
 * @param bitDepth   8 or 10
 * @param frames     frames
 * @param keyPeriod  frames from key to key
 * @param mode       rate control mode: 1 off, 2 CBR, 4 VBR
 * @param bitrate    bits per second
 * @param resendAtKey whether reset, rate control and quality level are sent again with every key frame
 * @param usage      whether the profile has a usage structure
 * @param inlineQueries whether queries are inline, where offered
 * @param legacy     whether vkQueueSubmit and a fence are used instead of vkQueueSubmit2 and a timeline semaphore
 */
public record Settings(
        int width,
        int height,
        int bitDepth,
        int frames,
        int keyPeriod,
        int mode,
        long bitrate,
        boolean resendAtKey,
        boolean usage,
        boolean inlineQueries,
        boolean legacy) {

    /** Constant quality, 8 bit. */
    public static Settings of(int width, int height, int frames) {
        return new Settings(width, height, 8, frames, 30, 1, 1_000_000, true, true, false, false);
    }

    /** The same with another depth. */
    public Settings bitDepth(int depth) {
        return new Settings(
                width, height, depth, frames, keyPeriod, mode, bitrate, resendAtKey, usage, inlineQueries, legacy);
    }

    /** The same with rate control. */
    public Settings rate(int newMode, long bits, boolean resend) {
        return new Settings(
                width, height, bitDepth, frames, keyPeriod, newMode, bits, resend, usage, inlineQueries, legacy);
    }

    /** The same with inline queries. */
    public Settings inline() {
        return new Settings(
                width, height, bitDepth, frames, keyPeriod, mode, bitrate, resendAtKey, usage, true, legacy);
    }

    /** The same with vkQueueSubmit and a fence. */
    public Settings withFence() {
        return new Settings(
                width, height, bitDepth, frames, keyPeriod, mode, bitrate, resendAtKey, usage, inlineQueries, true);
    }
}
