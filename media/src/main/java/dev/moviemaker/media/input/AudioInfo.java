// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.AudioBlock;
import java.util.OptionalLong;

/**
 * The properties of the sound of an input.
 *
 * @param sampleRate the sample rate in Hz
 * @param channels the number of channels, in the order of WAV files
 * @param channelMask the loudspeakers of the channels, one bit each as in the header of a WAV file; 0 if unknown
 * @param sampleFormat the sample format of every block
 * @param frames the number of sample frames, if the input states it
 */
public record AudioInfo(
        int sampleRate, int channels, long channelMask, AudioBlock.SampleFormat sampleFormat, OptionalLong frames) {}
