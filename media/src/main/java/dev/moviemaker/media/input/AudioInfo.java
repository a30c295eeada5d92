package dev.moviemaker.media.input;

import dev.moviemaker.AudioBlock;
import java.util.OptionalLong;

/**
 * What is known of an input's sound.
 *
 * @param sampleRate sample frames per second
 * @param channels in the order of WAV files
 * @param sampleFormat of every block
 * @param frames sample frames, where the input states them
 */
public record AudioInfo(int sampleRate, int channels, AudioBlock.SampleFormat sampleFormat, OptionalLong frames) {}
