// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.media.input.MediaOptions;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of sound alone: their first sample is the first that is heard, whatever their clock says. */
class SoundStartTest {
    @TempDir
    Path folder;

    /** Seconds until the tone that begins after half a second. */
    private static double silence(Path file) throws Exception {
        try (MediaReader reader = MediaReader.open(file)) {
            long frames = 0;
            Optional<MovieInput.Item> item = reader.next();
            while (item.isPresent()) {
                AudioBlock block = ((MovieInput.Item.Sound) item.get()).block();
                for (long i = 0; i < block.frames(); i++) {
                    if (Math.abs(sample(block, i * block.channels())) > 0.2) {
                        return (double) frames / block.sampleRate();
                    }
                    frames++;
                }
                item = reader.next();
            }
        }
        return -1;
    }

    private static double sample(AudioBlock block, long index) {
        return switch (block.sampleFormat()) {
            case S16 -> block.data().getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index) / 32768.0;
            case S32 -> block.data().getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, index) / 2147483648.0;
            case F32 -> block.data().getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index);
        };
    }

    private Path tone(String name, String codec, String... options) throws Exception {
        Path file = folder.resolve(name);
        String[] first = {
            "-f", "lavfi", "-i", "aevalsrc=0.5*sin(2*PI*2000*t)*gte(t\\,0.5):s=44100:d=1", "-c:a", codec, "-y"
        };
        String[] all = java.util.Arrays.copyOf(first, first.length + options.length + 1);
        System.arraycopy(options, 0, all, first.length, options.length);
        all[all.length - 1] = file.toString();
        Tools.ffmpeg(all);
        return file;
    }

    @ParameterizedTest
    @CsvSource({"a.mp3,libmp3lame", "a.m4a,aac", "a.opus,libopus", "a.ogg,flac", "a.wav,pcm_s16le"})
    void nothingComesBeforeTheFirstSample(String name, String codec) throws Exception {
        String[] options = codec.equals("libopus") ? new String[] {"-ar", "48000"} : new String[0];
        assertThat(silence(tone(name, codec, options))).isBetween(0.497, 0.505);
    }

    @Test
    void thePicturesOfAFileThatGivesItsSoundAreNotRead() throws Exception {
        Path file = tone("a.mkv", "flac", "-f", "lavfi", "-i", "testsrc2=size=96x64:duration=1", "-c:v", "mpeg4");
        try (MediaReader reader = MediaReader.openSound(file, MediaOptions.DEFAULT)) {
            assertThat(reader.video()).isEmpty();
            long frames = 0;
            for (Optional<MovieInput.Item> item = reader.next(); item.isPresent(); item = reader.next()) {
                frames += ((MovieInput.Item.Sound) item.get()).block().frames();
            }
            assertThat(frames).isBetween(44_100L, 44_400L);
            assertThat(reader.notes()).isEmpty();
        }
    }

    /** A transport stream's clock begins anywhere. */
    @Test
    void aClockThatBeginsLateIsNoSilence() throws Exception {
        Path file = tone("a.ts", "aac", "-output_ts_offset", "20");
        assertThat(silence(file)).isBetween(0.45, 0.56);
    }
}
