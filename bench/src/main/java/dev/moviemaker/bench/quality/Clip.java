// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.quality;

import java.nio.file.Path;

/**
 * A clip that encoders are compared on.
 *
 * @param file a y4m of 8-bit 4:2:0, BT.709 limited range
 * @param frames pictures in it
 */
public record Clip(String name, Path file, int frames) {}
