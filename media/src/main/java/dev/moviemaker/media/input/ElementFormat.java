// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Formats whose files are a sequence of elements that state their lengths. */
enum ElementFormat {
    /** MP4, QuickTime, HEIF: ISO/IEC 14496-12, 4.2. */
    MP4("MP4") {
        @Override
        boolean begins(ByteBuffer head) {
            return head.limit() >= 8 && BOXES.contains(text(head, 4, 4));
        }

        @Override
        long length(ByteBuffer head, State state) {
            if (head.limit() < 8) {
                return TOO_SHORT;
            }
            state.box(text(head, 4, 4));
            long size = head.getInt(0) & 0xFFFF_FFFFL;
            if (size == 1) {
                return head.limit() < 16 ? TOO_SHORT : head.getLong(8) < 16 ? LOST : head.getLong(8);
            }
            return size == 0 ? END : size < 8 ? LOST : size;
        }
    },

    /** RFC 8794 and RFC 9559. What has no length (in files written live) is followed into. */
    MATROSKA("Matroska") {
        @Override
        boolean begins(ByteBuffer head) {
            return head.limit() >= 4 && head.getInt(0) == 0x1A45DFA3;
        }

        @Override
        long length(ByteBuffer head, State state) {
            if (head.limit() < 2) {
                return TOO_SHORT;
            }
            int idBytes = Integer.numberOfLeadingZeros(head.get(0) & 0xFF) - 24 + 1;
            if (idBytes > 4) {
                return LOST;
            }
            if (head.limit() <= idBytes) {
                return TOO_SHORT;
            }
            int sizeBytes = Integer.numberOfLeadingZeros(head.get(idBytes) & 0xFF) - 24 + 1;
            if (sizeBytes > 8) {
                return LOST;
            }
            if (head.limit() < idBytes + sizeBytes) {
                return TOO_SHORT;
            }
            long size = head.get(idBytes) & (0xFF >> sizeBytes);
            for (int i = 1; i < sizeBytes; i++) {
                size = (size << 8) | (head.get(idBytes + i) & 0xFF);
            }
            boolean unknown = size == (1L << (7 * sizeBytes)) - 1;
            return idBytes + sizeBytes + (unknown ? 0 : size);
        }
    },

    /** WAV, AVI and WebP. Writers that cannot go back state no length, or the greatest. */
    RIFF("RIFF") {
        @Override
        boolean begins(ByteBuffer head) {
            return head.limit() >= 12
                    && (text(head, 0, 4).equals("RIFF") || text(head, 0, 4).equals("RF64"));
        }

        @Override
        long length(ByteBuffer head, State state) {
            if (head.limit() < 12) {
                return TOO_SHORT;
            }
            if (!begins(head)) {
                return LOST;
            }
            head.order(ByteOrder.LITTLE_ENDIAN);
            long size = head.getInt(4) & 0xFFFF_FFFFL;
            if (text(head, 0, 4).equals("RF64") && head.limit() >= 28) {
                size = head.getLong(20);
            }
            boolean unknown = size <= 0 || (size >= 0x7FFF_F000L && size <= 0xFFFF_FFFFL);
            return unknown ? LOST : 8 + size + (size & 1);
        }

        @Override
        boolean isCut(long next, long total) {
            // Many leave out the byte that makes the length even.
            return next > total + 1;
        }
    },

    /** RFC 3533, 6. */
    OGG("Ogg") {
        @Override
        boolean begins(ByteBuffer head) {
            return head.limit() >= 4 && text(head, 0, 4).equals("OggS");
        }

        @Override
        long length(ByteBuffer head, State state) {
            if (head.limit() < 27 || head.limit() < 27 + (head.get(26) & 0xFF)) {
                return TOO_SHORT;
            }
            if (!begins(head)) {
                return LOST;
            }
            int segments = head.get(26) & 0xFF;
            long length = 27L + segments;
            for (int i = 0; i < segments; i++) {
                length += head.get(27 + i) & 0xFF;
            }
            return length;
        }
    },

    /** Adobe Flash Video File Format Specification, annex E. */
    FLV("FLV") {
        @Override
        boolean begins(ByteBuffer head) {
            return head.limit() >= 13 && head.getInt(0) == 0x464C5601;
        }

        @Override
        long length(ByteBuffer head, State state) {
            if (head.limit() < 4) {
                return TOO_SHORT;
            }
            if (state.isFirst()) {
                return 13;
            }
            return 11L + (head.getInt(0) & 0xFF_FFFF) + 4;
        }
    },

    /** PNG and APNG: ISO/IEC 15948, 5. */
    PNG("PNG") {
        @Override
        boolean begins(ByteBuffer head) {
            return head.limit() >= 8 && head.getLong(0) == 0x89504E470D0A1A0AL;
        }

        @Override
        long length(ByteBuffer head, State state) {
            if (state.isFirst()) {
                return 8;
            }
            if (head.limit() < 8) {
                return TOO_SHORT;
            }
            return text(head, 4, 4).equals("IEND") ? END : 12 + (head.getInt(0) & 0xFFFF_FFFFL);
        }

        @Override
        boolean isCut(long next, long total) {
            return true;
        }
    },

    /** GIF89a, 12 to 27. */
    GIF("GIF") {
        @Override
        boolean begins(ByteBuffer head) {
            return head.limit() >= 13 && text(head, 0, 4).equals("GIF8");
        }

        @Override
        long length(ByteBuffer head, State state) {
            if (state.isFirst()) {
                return 13L + table(head.get(10));
            }
            if (state.isInside()) {
                int size = head.get(0) & 0xFF;
                state.inside(size > 0);
                return 1L + size;
            }
            return switch (head.get(0)) {
                case 0x3B -> END;
                case 0x21 -> {
                    state.inside(true);
                    yield 2;
                }
                case 0x2C -> {
                    if (head.limit() < 10) {
                        yield TOO_SHORT;
                    }
                    state.inside(true);
                    yield 11L + table(head.get(9));
                }
                default -> LOST;
            };
        }

        @Override
        boolean isCut(long next, long total) {
            return true;
        }
    },

    /** ITU-T T.81, annex B. */
    JPEG("JPEG") {
        @Override
        boolean begins(ByteBuffer head) {
            return head.limit() >= 4 && (head.getInt(0) & 0xFFFF_FF00) == 0xFFD8FF00;
        }

        @Override
        long length(ByteBuffer head, State state) {
            if (state.isInside()) {
                return scan(head, state);
            }
            if (head.limit() < 4) {
                return head.limit() >= 2 && (head.getShort(0) & 0xFFFF) == 0xFFD9 ? END : TOO_SHORT;
            }
            int marker = head.get(1) & 0xFF;
            if (head.get(0) != (byte) 0xFF) {
                return LOST;
            }
            if (marker == 0xD9) {
                return END;
            }
            if (marker == 0xFF) {
                return 1;
            }
            if (marker == 0xD8 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
                return 2;
            }
            state.inside(marker == 0xDA);
            return 2L + (head.getShort(2) & 0xFFFF);
        }

        // Goes on to the next marker: one that is neither a restart nor the stuffing of coded data.
        private long scan(ByteBuffer head, State state) {
            for (int i = 0; i + 1 < head.limit(); i++) {
                int code = head.get(i + 1) & 0xFF;
                if (head.get(i) == (byte) 0xFF && code != 0 && code != 0xFF && (code < 0xD0 || code > 0xD7)) {
                    state.inside(false);
                    return i == 0 ? length(head, state) : i;
                }
            }
            return head.limit() < 2 ? TOO_SHORT : head.limit() - 1;
        }

        @Override
        boolean isCut(long next, long total) {
            return true;
        }
    },

    /** ISO/IEC 13818-1, 2.4.3: packets of 188 bytes. */
    TRANSPORT_STREAM("MPEG transport stream") {
        @Override
        boolean begins(ByteBuffer head) {
            return head.limit() > PACKET && head.get(0) == 0x47 && head.get(PACKET) == 0x47;
        }

        @Override
        long length(ByteBuffer head, State state) {
            return TO_THE_END;
        }

        @Override
        boolean isCut(long next, long total) {
            return total % PACKET != 0;
        }
    };

    /** Lengths that are none: more bytes are needed; the file is complete; what is here is not known. */
    static final long TOO_SHORT = -1;

    static final long END = 0;
    static final long LOST = -2;

    /** All elements have one length. */
    static final long TO_THE_END = Long.MAX_VALUE;

    private static final int PACKET = 188;
    private static final Set<String> BOXES =
            Set.of("ftyp", "styp", "moov", "mdat", "moof", "free", "skip", "wide", "pnot", "sidx");

    private final String words;

    ElementFormat(String words) {
        this.words = words;
    }

    /** What a walk remembers between elements. */
    static final class State {
        private boolean later;
        private boolean inside;
        private boolean samples;
        private boolean index;
        private boolean indexFirst;

        private boolean isFirst() {
            boolean first = !later;
            later = true;
            return first;
        }

        private boolean isInside() {
            return inside;
        }

        private void inside(boolean now) {
            inside = now;
        }

        private void box(String type) {
            if (type.equals("mdat")) {
                samples = true;
            } else if (type.equals("moov")) {
                index = true;
                indexFirst |= !samples;
            }
        }

        boolean hasSamples() {
            return samples;
        }

        boolean hasIndex() {
            return index;
        }

        boolean isIndexFirst() {
            return indexFirst;
        }
    }

    /** The format of a file that begins so. */
    static Optional<ElementFormat> of(byte[] start, int count) {
        ByteBuffer head = ByteBuffer.wrap(start, 0, count).slice();
        for (ElementFormat format : values()) {
            if (format.begins(head)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** Whether samples of pictures hardly ever begin so. */
    boolean isUnmistakable() {
        return this != JPEG && this != TRANSPORT_STREAM;
    }

    abstract boolean begins(ByteBuffer head);

    /**
     * Bytes from the beginning of an element to that of the next.
     *
     * @param head at least one byte of the element
     */
    abstract long length(ByteBuffer head, State state);

    /** Whether a file of {@code total} bytes that is not known to be complete is cut off. */
    boolean isCut(long next, long total) {
        return next > total;
    }

    private static String text(ByteBuffer head, int offset, int count) {
        byte[] text = new byte[count];
        head.get(offset, text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Bytes of a GIF's table of colours. */
    private static int table(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    @Override
    public String toString() {
        return words;
    }
}
