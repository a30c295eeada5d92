// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A playlist or manifest with its segments beside it, which libavformat writes and replaces by itself.
 *
 * @param file the playlist or manifest; its folder exists
 * @param segment the shortest length of a segment
 * @param kept how many segments are kept; 0 for all
 */
record Presentation(Path file, Duration segment, int kept) {}
