// SPDX-License-Identifier: Apache-2.0
/**
 * Rate control: from bit rates and the sizes of the pictures coded so far to the next QIndex. Pure arithmetic, no
 * samples and no bitstream. A {@code RateControl} lives as long as the stream it steers and is owned by its
 * encoder; settings are immutable. A {@code RateControl} belongs to one thread at a time.
 */
@NullMarked
package dev.moviemaker.coder.rate;

import org.jspecify.annotations.NullMarked;
