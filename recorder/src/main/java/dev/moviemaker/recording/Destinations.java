// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.LiveOutput;
import dev.moviemaker.Output;
import dev.moviemaker.OutputException;
import dev.moviemaker.ReplayBuffer;
import dev.moviemaker.Segments;
import java.io.IOException;

/** Makes ready what an output stands for. */
final class Destinations {
    private Destinations() {}

    /**
     * The destination of a recording.
     *
     * @throws OutputException if it cannot be written
     * @throws dev.moviemaker.UnsupportedException if there is no such container or it does not take the sound
     */
    static Destination of(Output output, EncoderSettings settings, Providers providers) {
        return switch (output) {
            case LiveOutput live -> new LiveDestination(live, settings.audio());
            case Output.File file -> new FileDestination(file.path(), providers, settings.audio());
            case Output.Tapped tapped ->
                new TappedDestination(of(tapped.output(), settings, providers), tapped.listener());
            case Output.Packets packets ->
                new PacketDestination(packets.toString(), packets.listener(), providers, settings.audio());
            case Segments segments -> new SegmentsDestination(segments, settings, providers);
            case ReplayBuffer replay -> new ReplayDestination(replay, settings, providers);
            case Output.Stream stream ->
                new ChannelDestination(
                        stream.toString(),
                        ProgramChannel.of(stream.stream()),
                        stream.container(),
                        providers,
                        settings.audio());
            case Output.Channel channel ->
                new ChannelDestination(
                        channel.toString(), program(channel), channel.container(), providers, settings.audio());
        };
    }

    private static ProgramChannel program(Output.Channel channel) {
        if (!channel.channel().isOpen()) {
            throw new OutputException("Cannot write %s: it is closed".formatted(channel));
        }
        try {
            return ProgramChannel.of(channel.channel());
        } catch (IOException e) {
            throw new OutputException("Cannot write %s: %s".formatted(channel, IoReason.of(e)), e);
        }
    }
}
