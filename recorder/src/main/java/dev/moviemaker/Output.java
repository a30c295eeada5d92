// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a recording goes: given to {@link dev.moviemaker.recorder.MovieMaker#start(Output)}. One output is for one
 * recording at a time.
 *
 * <p>A slow output holds up the recording: when the encoder's queue is full, {@code record} waits, and {@code
 * tryRecord} drops frames. What an output throws ends the recording; the exception has it as its cause and says how
 * much had been written.
 */
public sealed interface Output
        permits Output.File,
                Output.Channel,
                Output.Stream,
                Output.Packets,
                Output.Tapped,
                Segments,
                ReplayBuffer,
                LiveOutput {

    /**
     * Returns a file. It is written as {@code NAME.recording.EXT} and renamed when the recording is finished.
     *
     * @param path the file; its extension selects the container
     */
    static Output file(Path path) {
        return new File(path);
    }

    /**
     * Returns a channel of the program, written from its current position on. A {@link SeekableByteChannel} gets the
     * same bytes as a file, with the index put in place at the end; one that can also be read gets an MP4's track
     * header corrected where the coded size is not the frame size. Other channels get a form that needs no seeking: MP4
     * in fragments, Matroska without an index, IVF without a count of frames.
     *
     * @param channel the channel, which is written from one thread at a time and stays the program's: it is not closed
     * @param container the container, by its extension: {@code "mp4"}, {@code "mkv"}, {@code "webm"}, {@code "ivf"},
     *     {@code "obu"}
     */
    static Output channel(WritableByteChannel channel, String container) {
        return new Channel(channel, container);
    }

    /**
     * Returns a stream of the program. It gets the form that needs no seeking, and is flushed whenever something
     * complete was written, such as a fragment.
     *
     * @param stream the stream, which is written from one thread at a time and stays the program's: it is not closed
     * @param container the container, by its extension, as for {@link #channel}
     */
    static Output stream(OutputStream stream, String container) {
        return new Stream(stream, container);
    }

    /**
     * Returns an output of packets, without a container.
     *
     * @param listener receives the packets
     */
    static Output packets(PacketListener listener) {
        return new Packets(listener);
    }

    /**
     * Returns this output, of which a listener also receives each packet of the video track, after it was written.
     *
     * @param listener receives the packets; {@link PacketListener#sound} is not called. What it throws ends the
     *     recording
     */
    default Output withPackets(PacketListener listener) {
        return new Tapped(this, listener);
    }

    /**
     * An output whose packets a listener receives, too.
     *
     * @param output the output
     * @param listener receives the packets of the video track
     */
    record Tapped(Output output, PacketListener listener) implements Output {
        @Override
        public String toString() {
            return output.toString();
        }
    }

    /**
     * A receiver of packets.
     *
     * @param listener receives the packets
     */
    record Packets(PacketListener listener) implements Output {
        @Override
        public String toString() {
            return "the program's packet listener";
        }
    }

    /**
     * Returns an output that is watched while it is recorded: RTMP, SRT, RTP, or HLS and DASH in a folder.
     *
     * @param uri the address; see {@link LiveOutput}
     */
    static LiveOutput live(URI uri) {
        return new LiveOutput(uri);
    }

    /**
     * A file.
     *
     * @param path the file; its extension selects the container
     */
    record File(Path path) implements Output {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A channel of the program.
     *
     * @param channel the channel
     * @param container the container, by its extension
     */
    record Channel(WritableByteChannel channel, String container) implements Output {
        /** Puts the container in lower case. */
        public Channel {
            container = container.toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return "the program's channel (." + container + ")";
        }
    }

    /**
     * A stream of the program.
     *
     * @param stream the stream
     * @param container the container, by its extension
     */
    record Stream(OutputStream stream, String container) implements Output {
        /** Puts the container in lower case. */
        public Stream {
            container = container.toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return "the program's stream (." + container + ")";
        }
    }
}
