// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedSound;
import dev.moviemaker.spi.ContainerProvider;
import dev.moviemaker.spi.SoundEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The sound tracks of a recording, coded once, wherever the packets go. */
final class CodedSounds implements AutoCloseable {

    /** Takes the packets of all tracks. */
    @FunctionalInterface
    interface Target {
        /** Takes one, valid until this returns. */
        void accept(EncodedSound packet, int track) throws IOException;
    }

    private final List<SoundEncoder> encoders = new ArrayList<>();

    /** Encoders of the provider of a container. */
    CodedSounds(ContainerProvider containers, String extension, List<AudioFormat> formats, Target target) {
        try {
            for (AudioFormat format : formats) {
                int track = encoders.size();
                encoders.add(containers.encodeSound(extension, format, packet -> target.accept(packet, track)));
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    List<SoundEncoder> encoders() {
        return encoders;
    }

    /** The rate of the coded sound in Hz. */
    int sampleRate(int track) {
        return encoders.get(track).sampleRate();
    }

    void write(AudioBlock block, int track) throws IOException {
        encoders.get(track).write(block);
    }

    void finish() throws IOException {
        for (SoundEncoder encoder : encoders) {
            encoder.finish();
        }
    }

    List<String> warnings() {
        return encoders.stream()
                .flatMap(encoder -> encoder.warnings().stream())
                .distinct()
                .toList();
    }

    long samplesClamped() {
        return encoders.stream().mapToLong(SoundEncoder::samplesClamped).sum();
    }

    @Override
    public void close() {
        encoders.forEach(SoundEncoder::close);
    }
}
