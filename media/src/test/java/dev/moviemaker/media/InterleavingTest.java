// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Usage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sound lies beside its pictures in the file, though the encoder of a file is many pictures behind. */
class InterleavingTest {
    private static final int FRAMES = 120;
    private static final int SOUND_RATE = 48000;

    /** Half a second that libavformat allows, and a cluster's or fragment's worth of pictures and sound. */
    private static final double TONE_SECONDS = 4.0;

    @TempDir
    Path folder;

    private record Packet(boolean isSound, double seconds, long position) {
        static Packet parse(String line) {
            String[] fields = line.split(",", -1);
            return new Packet(fields[0].equals("1"), Double.parseDouble(fields[1]), Long.parseLong(fields[2]));
        }
    }

    @ParameterizedTest
    @CsvSource({"mkv,OPUS,CRF", "mkv,OPUS,VBR", "mkv,FLAC,VBR", "webm,OPUS,VBR", "mp4,OPUS,CRF", "mp4,AAC,VBR"})
    void soundOfTranscodingIsNotFarAheadOfItsPictures(String extension, AudioCodec codec, RateControlMode mode)
            throws Exception {
        Path file = folder.resolve("movie." + extension);
        EncoderSettings settings = EncoderSettings.builder()
                .width(96)
                .height(64)
                .rateControl(mode)
                .usage(Usage.TRANSCODING)
                .speed(6)
                .build();
        int block = SOUND_RATE / 30;
        try (Recorder recorder = new Recorder(settings, file, Optional.of(new AudioFormat(SOUND_RATE, 2, codec)))) {
            for (int i = 0; i < FRAMES; i++) {
                recorder.frame(Pictures.moving(96, 64, i));
                recorder.sound(Pictures.tone(SOUND_RATE, 2, (long) i * block, block));
            }
            recorder.finish();
        }

        double pictures = 0;
        double ahead = 0;
        double last = 0;
        for (Packet packet : packets(file)) {
            if (packet.isSound()) {
                ahead = Math.max(ahead, packet.seconds() - pictures);
                last = packet.seconds();
            } else {
                pictures = packet.seconds() + 1 / 30.0;
            }
        }
        assertThat(last).as("the end of the sound is there").isBetween(TONE_SECONDS - 0.15, TONE_SECONDS + 0.05);
        byte[] samples = Tools.decodeSound(file);
        assertThat(samples.length / 4.0 / SOUND_RATE).isBetween(TONE_SECONDS - 0.03, TONE_SECONDS + 0.03);
    }

    private static List<Packet> packets(Path file) throws Exception {
        String out = new String(
                Tools.ffprobe("-show_entries", "packet=stream_index,pts_time,pos", "-of", "csv=p=0", file.toString()),
                StandardCharsets.UTF_8);
        return out.lines()
                .filter(line -> !line.isBlank())
                .map(Packet::parse)
                .sorted(Comparator.comparingLong(Packet::position))
                .toList();
    }
}
