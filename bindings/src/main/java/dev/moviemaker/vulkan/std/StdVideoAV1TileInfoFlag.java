// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoAV1TileInfoFlags} ({@code vulkan_video_codec_av1std.h}): the tiling of a frame.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Meaning: AV1 5.9.15, tile_info.
 */
public enum StdVideoAV1TileInfoFlag implements StdFlag {
    /** All tiles but the last of a row or column have one size. */
    UNIFORM_TILE_SPACING_FLAG
}
