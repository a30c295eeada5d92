// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.clips.Clips;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import dev.moviemaker.bitstream.obu.FrameHeaderReader;
import dev.moviemaker.bitstream.obu.FrameHeaderWriter;
import dev.moviemaker.bitstream.obu.Obu;
import dev.moviemaker.bitstream.obu.ObuContent;
import dev.moviemaker.bitstream.obu.ParsedObu;
import dev.moviemaker.bitstream.obu.SequenceHeaderReader;
import dev.moviemaker.bitstream.obu.SequenceHeaderWriter;
import dev.moviemaker.bitstream.obu.StreamParser;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Thousands of random headers, written and read back, with the references kept between frames. */
class RandomHeadersTest {
    private static final long SEED = 4711;
    private static final int SEQUENCES = 1500;
    private static final int FRAMES = 16;

    @Test
    void legalHeadersComeBackAndOthersAreRefusedWithASection() {
        Map<FrameType, Integer> types = new EnumMap<>(FrameType.class);
        Set<String> refusals = new HashSet<>();
        int existing = 0;
        int sequences = 0;
        int refused = 0;
        for (int run = 0; run < SEQUENCES; run++) {
            Random random = new Random(SEED + run);
            String name = "seed " + (SEED + run);
            SequenceHeader sequence = sequence(random, name, refusals);
            if (sequence == null) {
                continue;
            }
            sequences++;
            ReferenceState state = ReferenceState.EMPTY;
            for (int frame = 0; frame < FRAMES; frame++) {
                UncompressedHeader header = frame(random, sequence, state, name + " frame " + frame, refusals);
                if (header == null) {
                    refused++;
                    continue;
                }
                if (header instanceof FrameHeader coded) {
                    types.merge(coded.frameType(), 1, Integer::sum);
                } else {
                    existing++;
                }
                state = state.after(sequence, header);
            }
        }
        int frames = types.values().stream().mapToInt(Integer::intValue).sum();
        String summary = sequences + " sequences, " + types + ", " + existing + " shown again, " + refused + " refused "
                + refusals;
        assertThat(sequences).as(summary).isGreaterThan(1000);
        assertThat(frames).as(summary).isGreaterThan(8000);
        assertThat(existing).as(summary).isGreaterThan(500);
        for (FrameType type : FrameType.values()) {
            assertThat(types.getOrDefault(type, 0)).as(summary).isGreaterThan(500);
        }
        assertThat(refusals).as(summary).hasSizeGreaterThan(5);
    }

    private static @Nullable SequenceHeader sequence(Random random, String name, Set<String> refusals) {
        SequenceHeader blank = SequenceHeader.builder().build();
        try {
            SequenceHeader header =
                    SequenceHeaderSyntax.code(new RandomSyntax(random, blank, ReferenceState.EMPTY), blank);
            BitWriter out = new BitWriter();
            SequenceHeaderWriter.write(out, header);
            BitReader in = new BitReader(out.toByteArray());
            assertThat(SequenceHeaderReader.read(in)).as(name).isEqualTo(header);
            assertThat(in.position()).as(name).isEqualTo(out.position());
            assertThat(header.toBuilder().build()).isEqualTo(header);
            return header;
        } catch (SyntaxException e) {
            refusals.add(reason(e));
            return null;
        }
    }

    private static @Nullable UncompressedHeader frame(
            Random random, SequenceHeader sequence, ReferenceState state, String name, Set<String> refusals) {
        int temporalId = random.nextInt(8);
        int spatialId = random.nextInt(4);
        UncompressedHeader header;
        BitWriter out = new BitWriter();
        try {
            header = new FrameHeaderSyntax(
                            new RandomSyntax(random, sequence, state), sequence, state, temporalId, spatialId)
                    .read();
            FrameHeaderWriter.write(out, sequence, state, header, temporalId, spatialId);
        } catch (SyntaxException e) {
            refusals.add(reason(e));
            return null;
        }
        BitReader in = new BitReader(out.toByteArray());
        UncompressedHeader read = FrameHeaderReader.read(in, sequence, state, temporalId, spatialId);
        assertThat(read).as(name).isEqualTo(header);
        assertThat(in.position()).as(name).isEqualTo(out.position());
        if (header instanceof FrameHeader coded) {
            assertThat(coded.toBuilder().build()).as(name).isEqualTo(coded);
        }
        return header;
    }

    private static String reason(SyntaxException e) {
        assertThat(e.section()).matches("[4-7]\\.\\d+(\\.\\d+)?");
        assertThat(e).hasMessageContaining("AV1 specification, " + e.section());
        return e.element() + " " + e.section();
    }

    @Test
    void everyPrefixOfAHeaderIsRefusedNamingAnElement() {
        List<String> elements = new ArrayList<>();
        for (String clip : List.of("pyramid", "grain", "timing")) {
            StreamParser parser = new StreamParser();
            for (Obu obu : Obu.split(Clips.read(clip + ".obu"))) {
                ReferenceState before = parser.referenceState();
                SequenceHeader sequence = parser.sequenceHeader();
                ParsedObu parsed = parser.parse(obu.toByteArray()).obus().getFirst();
                if (sequence == null || !(parsed.content() instanceof ObuContent.Frame content)) {
                    continue;
                }
                for (int length = 0; length * 8 < content.headerBits(); length++) {
                    BitReader cut = new BitReader(obu.data(), obu.payloadOffset(), length);
                    try {
                        FrameHeaderReader.read(cut, sequence, before);
                        throw new AssertionError(clip + ": read a header cut to " + length + " bytes");
                    } catch (SyntaxException e) {
                        elements.add(e.element());
                        assertThat(e).hasMessageContaining(e.element());
                    }
                }
            }
        }
        assertThat(new HashSet<>(elements)).hasSizeGreaterThan(20);
    }
}
