// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

/**
 * The purpose of a stream. It is passed to the GPU driver ({@code VkVideoEncodeUsageInfoKHR}), which may trade quality
 * for latency; what it does with it is up to the driver.
 */
public enum Usage {
    /** The movie is stored and watched later. */
    RECORDING,
    /**
     * An existing movie is converted and nobody waits for a frame: quality comes first. The software encoder looks
     * ahead and, with CRF and CQP, codes parts of the movie side by side. A recording that is killed lacks what is in
     * work: up to one and a half parts for each core, each of 60 frames or of a key frame interval that is longer; or
     * the look-ahead of up to 70 frames.
     */
    TRANSCODING,
    /** The stream is sent while it is recorded: low latency. */
    STREAMING,
    /**
     * The stream is part of a conversation: the lowest latency. No picture waits for a later frame, neither on a GPU
     * nor in the software encoder (except with VBR).
     */
    CONFERENCING
}
