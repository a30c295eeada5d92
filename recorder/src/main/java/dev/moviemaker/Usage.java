// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

/**
 * What a stream is for. A GPU's driver is told ({@code VkVideoEncodeUsageInfoKHR}), and may weigh quality against latency by it; what it makes of
 * that is its own.
 */
public enum Usage {
    /** Kept, and watched later. */
    RECORDING,
    /** Made of a movie that is there already, so that nobody waits for a frame: quality first. */
    TRANSCODING,
    /** Sent while it is recorded: low latency. */
    STREAMING,
    /** Part of a conversation: the lowest latency. No picture waits for a later frame, on a GPU and in the software encoder (but for its VBR). */
    CONFERENCING
}
