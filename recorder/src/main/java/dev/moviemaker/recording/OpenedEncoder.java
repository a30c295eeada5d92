// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.spi.VideoEncoder;
import java.util.Optional;

/**
 * A running encoder and how it came to be chosen.
 *
 * @param encoder owned by the caller
 * @param fallbackReason why it is software although hardware was asked for
 */
public record OpenedEncoder(VideoEncoder encoder, Optional<String> fallbackReason) {}
