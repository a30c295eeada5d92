// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

/**
 * A queue family.
 *
 * @param timestampValidBits 0 where it has no timestamps
 */
public record QueueFamily(
        int index,
        int flags,
        int queueCount,
        int timestampValidBits,
        int videoCodecOperations,
        boolean queryResultStatus) {

    private static final int COMPUTE = 0x2;
    private static final int VIDEO_ENCODE = 0x40;
    private static final int ENCODE_AV1 = 0x40000;

    /** Returns whether it encodes anything. */
    public boolean encodes() {
        return (flags & VIDEO_ENCODE) != 0;
    }

    /**
     * Returns whether it encodes AV1.
     *
     * @return true if it has the flag and the codec
     */
    public boolean encodesAv1() {
        return encodes() && (videoCodecOperations & ENCODE_AV1) != 0;
    }

    /** Returns whether it runs compute shaders, and with them copies. */
    public boolean computes() {
        return (flags & COMPUTE) != 0;
    }
}
