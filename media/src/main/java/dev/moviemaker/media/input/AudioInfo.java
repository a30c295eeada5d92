// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.AudioBlock;
import java.util.OptionalLong;

/**
 * What is known of an input's sound.
 *
 * @param sampleRate sample frames per second
 * @param channels in the order of WAV files
 * @param channelMask loudspeakers of the channels, one bit each as in the header of a WAV file; 0 if the input does not
 *     say
 * @param sampleFormat of every block
 * @param frames sample frames, where the input states them
 */
public record AudioInfo(
        int sampleRate, int channels, long channelMask, AudioBlock.SampleFormat sampleFormat, OptionalLong frames) {}
