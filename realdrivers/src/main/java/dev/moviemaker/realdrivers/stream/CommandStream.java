// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.stream;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.realdrivers.stream.EncodeTask.PictureType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the submissions of one process: what a session was told once counts for its later pictures. Used by one thread.
 */
public final class CommandStream {
    private static final int DEPTH_10 = 1;
    private static final int RGB_PACKING = 4;
    private static final int TILE_COLUMNS = 2;
    private static final int TILE_ROWS = 16;
    private static final int STRENGTHS = 8;

    private static final int MOST_SESSIONS = 64;
    /** What a session remembers. */
    private static final List<Integer> KEPT =
            List.of(PacketType.RATE_PICTURE, PacketType.RATE_PICTURE_EX, PacketType.LAYER_SELECT);

    private final int vcn;
    private final Map<Long, Map<Integer, CommandPacket>> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Map<Integer, CommandPacket>> eldest) {
            return size() > MOST_SESSIONS;
        }
    };

    /**
     * Of an encoder.
     *
     * @param vcn major version: 4 or 5
     */
    public CommandStream(int vcn) {
        if (vcn != 4 && vcn != 5) {
            throw new IllegalArgumentException("vcn: %d given, 4 or 5 allowed".formatted(vcn));
        }
        this.vcn = vcn;
    }

    /**
     * Reads a submission.
     *
     * @param stream its words
     * @return the picture that it codes, if it does
     * @throws IllegalArgumentException if it cannot be read
     */
    public Optional<EncodeTask> read(int[] stream) {
        List<CommandPacket> packets = CommandPacket.split(stream);
        if (packets.stream().noneMatch(p -> p.type() == PacketType.ENCODE_PICTURE)) {
            return Optional.empty();
        }
        Map<Integer, CommandPacket> last = new HashMap<>();
        packets.forEach(p -> last.put(p.type(), p));
        Map<Integer, CommandPacket> known =
                sessions.computeIfAbsent(need(last, PacketType.SESSION_INFO).address(1), key -> new HashMap<>());
        if (last.containsKey(PacketType.INITIALIZE)) {
            known.clear();
        }
        for (int type : KEPT) {
            CommandPacket told = last.get(type);
            if (told != null) {
                known.put(type, told);
            } else if (known.containsKey(type)) {
                last.put(type, known.get(type));
            }
        }
        return Optional.of(task(packets, last));
    }

    private EncodeTask task(List<CommandPacket> packets, Map<Integer, CommandPacket> last) {
        CommandPacket session = need(last, PacketType.SESSION_INIT);
        CommandPacket misc = need(last, PacketType.AV1_MISC);
        CommandPacket encode = need(last, PacketType.ENCODE);
        CommandPacket input = need(last, PacketType.INPUT_FORMAT);
        CommandPacket output = need(last, PacketType.OUTPUT_FORMAT);
        CommandPacket rate = need(last, vcn == 5 ? PacketType.RATE_PICTURE : PacketType.RATE_PICTURE_EX);
        CommandPacket bitstream = need(last, PacketType.BITSTREAM);
        CommandPacket instructions = need(last, vcn == 5 ? PacketType.AV1_INSTRUCTIONS : PacketType.AV1_TILES);
        Optional<CommandPacket> tiles =
                Optional.ofNullable(last.get(PacketType.AV1_TILES)).filter(p -> vcn == 5);
        Optional<CommandPacket> references =
                Optional.ofNullable(last.get(PacketType.AV1_REFERENCES)).filter(p -> vcn == 5);
        return new EncodeTask(
                vcn,
                need(last, PacketType.SESSION_INFO).address(1),
                last.containsKey(PacketType.INITIALIZE),
                session.word(1),
                session.word(2),
                depth(output.word(vcn == 5 ? 4 : 3)),
                depth(input.word(5)),
                input.word(6) >= RGB_PACKING,
                Optional.ofNullable(last.get(PacketType.RATE_SESSION))
                        .map(p -> VcnRateControl.of(p, need(last, PacketType.RATE_LAYER))),
                Optional.ofNullable(last.get(PacketType.LAYER_CONTROL)).map(p -> p.word(1)),
                some(rate, 0, 3),
                some(rate, 3, 6),
                preset(packets),
                Optional.ofNullable(last.get(PacketType.LATENCY)).map(p -> p.word(0)),
                need(last, PacketType.LAYER_SELECT).word(0),
                PictureType.ofCode(encode.word(0)),
                misc.word(2) != 0,
                vcn == 5 ? strengths(misc) : Ints.EMPTY,
                tiles.map(p -> p.word(0)).orElse(0),
                tiles.map(p -> p.word(1)).orElse(misc.word(5)),
                tiles.map(p -> some(p, 2, p.word(0))).orElse(Ints.EMPTY),
                tiles.map(p -> some(p, 2 + TILE_COLUMNS, Math.min(p.word(1), TILE_ROWS)))
                        .orElse(Ints.EMPTY),
                Instruction.read(instructions),
                new EncodeTask.Source(
                        encode.address(2), encode.address(4), encode.word(6), encode.word(7), encode.word(8)),
                references.map(p -> some(p, 0, 7)).orElseGet(() -> Ints.of(encode.word(9))),
                references.map(p -> some(p, 7, 2)).orElse(Ints.EMPTY),
                encode.word(vcn == 5 ? 9 : 10),
                some(need(last, PacketType.INTRA_REFRESH), 0, 3),
                qpMap(last),
                bitstream.address(1),
                Math.min(bitstream.word(3), encode.word(1)),
                need(last, PacketType.FEEDBACK).address(1));
    }

    /** The last one that is set. */
    private static Optional<Integer> preset(List<CommandPacket> packets) {
        return packets.stream()
                .map(CommandPacket::type)
                .filter(t -> t >= PacketType.PRESET_SPEED && t <= PacketType.PRESET_HIGH_QUALITY)
                .map(t -> t - PacketType.PRESET_SPEED)
                .reduce((first, second) -> second);
    }

    private static Optional<EncodeTask.QpMap> qpMap(Map<Integer, CommandPacket> last) {
        return Optional.ofNullable(last.get(PacketType.QP_MAP))
                .map(p -> new EncodeTask.QpMap(p.word(0), p.address(1), p.word(3)))
                .filter(map -> map.type() != 0);
    }

    private static CommandPacket need(Map<Integer, CommandPacket> packets, int type) {
        CommandPacket packet = packets.get(type);
        if (packet == null) {
            throw new IllegalArgumentException("the submission codes a picture without packet %#x".formatted(type));
        }
        return packet;
    }

    private static Ints some(CommandPacket packet, int from, int count) {
        int[] words = new int[count];
        for (int i = 0; i < count; i++) {
            words[i] = packet.word(from + i);
        }
        return Ints.of(words);
    }

    /** Damping, then of four lists of eight the first each. */
    private static Ints strengths(CommandPacket misc) {
        return Ints.of(
                misc.word(4),
                misc.word(5),
                misc.word(5 + STRENGTHS),
                misc.word(5 + 2 * STRENGTHS),
                misc.word(5 + 3 * STRENGTHS));
    }

    private static int depth(int code) {
        return code == DEPTH_10 ? 10 : 8;
    }
}
