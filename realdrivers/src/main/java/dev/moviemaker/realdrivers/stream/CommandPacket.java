// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.stream;

import dev.moviemaker.bitstream.bits.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One packet of a command stream: its length in bytes, its type, then parameters.
 *
 * @param type as in {@link PacketType}
 * @param words the parameters, of 32 bits
 */
public record CommandPacket(int type, Ints words) {

    /**
     * Takes a command stream apart.
     *
     * @param stream words of 32 bits; zeros between packets are padding
     * @return its packets in order
     * @throws IllegalArgumentException if a length leads beyond the end
     */
    public static List<CommandPacket> split(int[] stream) {
        List<CommandPacket> packets = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            if (stream[at] == 0) {
                at++;
                continue;
            }
            int length = stream[at] / Integer.BYTES;
            if (length < 2 || at + length > stream.length) {
                throw new IllegalArgumentException("the packet at word %d has %d bytes, of %d words left"
                        .formatted(at, stream[at], stream.length - at));
            }
            packets.add(new CommandPacket(stream[at + 1], Ints.of(Arrays.copyOfRange(stream, at + 2, at + length))));
            at += length;
        }
        return packets;
    }

    /** A parameter. */
    int word(int index) {
        return words.get(index);
    }

    /** The address whose upper half is the parameter at {@code high} and whose lower half follows. */
    long address(int high) {
        return (long) word(high) << 32 | Integer.toUnsignedLong(word(high + 1));
    }
}
