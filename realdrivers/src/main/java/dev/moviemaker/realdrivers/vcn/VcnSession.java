// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.vcn;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.obu.FrameHeaderReader;
import dev.moviemaker.bitstream.obu.Obu;
import dev.moviemaker.bitstream.obu.ObuType;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.coder.DecodedReference;
import dev.moviemaker.coder.PictureCoder;
import dev.moviemaker.coder.PictureRequest;
import dev.moviemaker.coder.PictureResult;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.realdrivers.stream.EncodeTask;
import dev.moviemaker.realdrivers.stream.EncodeTask.PictureType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One session of the encoder: references, rate control, and the state of the stream. */
final class VcnSession {
    private static final int MAX_ORDER_HINT_BITS = 8;
    /** Zeros behind the bits of a header, so that reading the wrong one ends somewhere. */
    private static final int ROOM = 64;

    private final QIndexChoice quantizer = new QIndexChoice();
    private @Nullable DecodedReference[] slots = new DecodedReference[FrameHeader.NUM_REF_FRAMES];
    private final @Nullable Picture[] reconstructions = new Picture[32];
    private ReferenceState state = ReferenceState.EMPTY;
    private @Nullable SequenceHeader sequence;
    private int number;

    /** A coded picture's bytes, and what is known of it. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Coded(byte[] obus, VcnPicture picture) {}

    int number() {
        return number;
    }

    /** Codes a picture. */
    Coded code(EncodeTask task, Picture source, VcnPicture.SourceFrom from, PictureCoder coder) {
        int qIndex = quantizer.next(task);
        HeaderBits bits = HeaderBits.of(task, qIndex);
        SequenceHeader current = sequence(task, bits);
        FrameHeader header = header(bits, current);
        checkReferences(task, header);
        boolean whole = bits.type() == ObuType.FRAME;
        PictureResult result = coder.code(new PictureRequest(
                current,
                header,
                source,
                Arrays.asList(slots),
                whole ? PictureRequest.ObuForm.FRAME : PictureRequest.ObuForm.HEADER_AND_TILE_GROUPS,
                PictureRequest.Effort.FAST,
                null,
                null,
                RefreshedPart.of(task, current)));
        byte[] obus = withDriversBits(bits, result);
        quantizer.coded(task, qIndex, obus.length);
        for (int i = 0; i < slots.length; i++) {
            if ((header.refreshFrameFlags() >> i & 1) != 0) {
                slots[i] = result.state();
            }
        }
        reconstructions[task.reconstruction()] = result.reconstruction();
        state = state.after(current, result.frameHeader());
        return new Coded(
                obus,
                new VcnPicture(
                        task,
                        number++,
                        current,
                        result.frameHeader(),
                        bits.layers().get(0),
                        from,
                        result.reconstruction(),
                        obus.length));
    }

    /** The firmware is never told of the sequence header: what it needs shows in the first key frame's bits. */
    private SequenceHeader sequence(EncodeTask task, HeaderBits bits) {
        if (sequence != null && !task.begins()) {
            return sequence;
        }
        if (task.type() != PictureType.I) {
            throw new IllegalArgumentException("a session begins with a picture of type " + task.type());
        }
        slots = new DecodedReference[FrameHeader.NUM_REF_FRAMES];
        state = ReferenceState.EMPTY;
        for (int orderHintBits = MAX_ORDER_HINT_BITS; orderHintBits >= 0; orderHintBits--) {
            SequenceHeader guess = SequenceHeader.builder()
                    .maxFrameWidthMinus1(task.codedWidth() - 1)
                    .maxFrameHeightMinus1(task.codedHeight() - 1)
                    .orderHintBits(orderHintBits)
                    .enableCdef(task.cdef())
                    .colorConfig(new ColorConfig(task.bitDepth(), false, false, 2, 2, 2, false, 1, 1, 0, false))
                    .build();
            if (fits(task, bits, guess)) {
                sequence = guess;
                return guess;
            }
        }
        throw new IllegalArgumentException("no sequence header goes with the first frame header, " + bits.frame());
    }

    private boolean fits(EncodeTask task, HeaderBits bits, SequenceHeader guess) {
        try {
            FrameHeader header = header(bits, guess);
            return header.showFrame()
                    && (task.tileColumns() == 0
                            || (header.tileInfo().tileCols() == task.tileColumns()
                                    && header.tileInfo().tileRows() == task.tileRows()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private FrameHeader header(HeaderBits bits, SequenceHeader current) {
        BitReader reader = new BitReader(Arrays.copyOf(bits.frameBytes(), bits.frameBytes().length + ROOM));
        FrameHeader header = (FrameHeader) FrameHeaderReader.read(
                reader, current, state, bits.layers().get(0), bits.layers().get(1));
        if (reader.position() != bits.frame().length()) {
            throw new IllegalArgumentException(
                    "the frame header ends after %d of the %d bits that driver and firmware wrote"
                            .formatted(reader.position(), bits.frame().length()));
        }
        return header;
    }

    /** The picture that AV1 predicts from has to be the one that the driver named by its DPB slot. */
    @SuppressWarnings("ReferenceEquality") // the very picture, not one like it
    private void checkReferences(EncodeTask task, FrameHeader header) {
        for (int name = 0;
                name < task.references().length() && !header.frameType().isIntra();
                name++) {
            int slot = task.references().get(name);
            DecodedReference meant = slots[header.referenceNames().refFrameIdx().get(name)];
            if (slot >= 0 && (meant == null || meant.reconstruction() != reconstructions[slot])) {
                throw new IllegalArgumentException(
                        ("reference name %d: the header means reference slot %d, the driver named DPB slot %d, which "
                                        + "holds another picture")
                                .formatted(
                                        name,
                                        header.referenceNames().refFrameIdx().get(name),
                                        slot));
            }
        }
    }

    /**
     * The coder writes the header anew; bit for bit it has to be the driver's. The OBU's own header is the driver's.
     */
    private static byte[] withDriversBits(HeaderBits bits, PictureResult result) {
        List<Obu> obus = Obu.split(result.obus());
        byte[] payload = obus.getFirst().payload();
        String written = text(payload, bits.frame().length());
        if (!written.equals(bits.frame())) {
            throw new IllegalArgumentException("the driver's header is %s, the coder writes %s; changed: %s"
                    .formatted(bits.frame(), written, result.overrides()));
        }
        BitWriter out = new BitWriter();
        byte[] head = bits.obuBytes();
        out.bytes(head, 0, head.length);
        out.leb128(payload.length, Integer.BYTES);
        out.bytes(payload, 0, payload.length);
        for (Obu tiles : obus.subList(1, obus.size())) {
            byte[] group = tiles.payload();
            byte[] groupHead = head.clone();
            groupHead[0] = (byte) ((groupHead[0] & ~0x78) | (ObuType.TILE_GROUP.code() << 3));
            out.bytes(groupHead, 0, groupHead.length);
            out.leb128(group.length, Integer.BYTES);
            out.bytes(group, 0, group.length);
        }
        return out.toByteArray();
    }

    private static String text(byte[] bytes, int bits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bits; i++) {
            text.append((bytes[i / Byte.SIZE] >> (Byte.SIZE - 1 - i % Byte.SIZE)) & 1);
        }
        return text.toString();
    }
}
