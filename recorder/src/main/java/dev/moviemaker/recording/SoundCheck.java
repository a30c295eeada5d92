// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.LiveOutput;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.spi.ContainerProvider;
import java.util.List;
import java.util.Set;

/** What sound a file of one kind may have. */
final class SoundCheck {
    private final String what;
    private final Set<AudioCodec> codecs;
    private final AudioCodec usual;
    private final String others;

    SoundCheck(ContainerProvider container, String extension) {
        this(
                "A .%s file".formatted(extension),
                container.audioCodecs(extension),
                AudioCodec.OPUS,
                ".mp4, .mkv and .webm do");
    }

    private SoundCheck(String what, Set<AudioCodec> codecs, AudioCodec usual, String others) {
        this.what = what;
        this.codecs = codecs;
        this.usual = usual;
        this.others = others;
    }

    /** What a live output may carry: its usual codec comes first. */
    static SoundCheck ofLive(LiveOutput output, Set<AudioCodec> codecs) {
        return new SoundCheck(
                "An output of %s".formatted(output.scheme()),
                codecs,
                codecs.stream().findFirst().orElse(AudioCodec.OPUS),
                "rtmp, srt, .m3u8 and .mpd do");
    }

    /** The format as declared, if the file can have it. */
    AudioFormat declared(AudioFormat format) {
        requireSound();
        if (!codecs.contains(format.codec())) {
            throw new UnsupportedException("%s carries %s sound, not %s"
                    .formatted(
                            what,
                            String.join(
                                    " or ",
                                    codecs.stream().map(Enum::name).sorted().toList()),
                            format.codec()));
        }
        return format;
    }

    /** The format of a first block: Opus where the file can have it. */
    AudioFormat of(AudioBlock block) {
        requireSound();
        AudioCodec codec = codecs.contains(usual)
                ? usual
                : codecs.stream().sorted().findFirst().orElseThrow();
        return new AudioFormat(block.sampleRate(), block.channels(), codec);
    }

    /** Refuses a block that is not of its track. */
    static void require(List<AudioFormat> tracks, AudioBlock block, int track) {
        if (track < 0 || track >= tracks.size()) {
            throw new IllegalArgumentException("sound track: %d given, 0 to %d allowed (audio of the settings)"
                    .formatted(track, tracks.size() - 1));
        }
        AudioFormat format = tracks.get(track);
        if (block.sampleRate() != format.sampleRate() || block.channels() != format.channels()) {
            throw new IllegalArgumentException(
                    "sound: %d Hz, %d channels given, only the recording's %d Hz, %d channels allowed"
                            .formatted(block.sampleRate(), block.channels(), format.sampleRate(), format.channels()));
        }
    }

    private void requireSound() {
        if (codecs.isEmpty()) {
            throw new UnsupportedException("%s carries no sound; %s".formatted(what, others));
        }
    }
}
