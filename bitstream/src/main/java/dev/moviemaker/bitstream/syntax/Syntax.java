// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.bits.SyntaxException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One direction of the syntax tables: the same walk through a header reads it or writes it, so that reader and writer
 * cannot differ. Each method takes the value to write and returns the value now known; a reader ignores the former.
 */
public abstract class Syntax {
    private String section = "";

    /** Names the section of the specification that the next elements belong to. */
    public final void section(String number) {
        section = number;
    }

    public final String section() {
        return section;
    }

    public abstract boolean writing();

    /** Codes {@code f(n)}, n from 0 to 32. */
    public abstract long f(String element, int n, long value);

    /** Codes {@code ns(n)}. */
    public abstract int ns(String element, int n, int value);

    /** Codes {@code uvlc()}. */
    public abstract long uvlc(String element, long value);

    public final int f(String element, int n, int value) {
        return (int) f(element, n, (long) value);
    }

    public final boolean flag(String element, boolean value) {
        return f(element, 1, value ? 1L : 0L) != 0;
    }

    /** Codes {@code su(n)}. */
    public final int su(String element, int n, int value) {
        int half = 1 << (n - 1);
        if (writing() && (value < -half || value >= half)) {
            throw new SyntaxException(element, value, -half + " to " + (half - 1), section);
        }
        long raw = f(element, n, value & (2L * half - 1));
        return (int) (raw << (64 - n) >> (64 - n));
    }

    /** A value that is not in the stream: a reader gets it, a writer's value must be it. */
    public final int inferred(String element, int value, int expected) {
        if (writing() && value != expected) {
            throw new SyntaxException(element, value, expected + ", as it is not coded here", section);
        }
        return expected;
    }

    /** A flag that is not in the stream. */
    public final boolean inferred(String element, boolean value, boolean expected) {
        if (writing() && value != expected) {
            throw new SyntaxException(
                    element, value ? 1 : 0, (expected ? 1 : 0) + ", as it is not coded here", section);
        }
        return expected;
    }

    /** A group of values that is not in the stream. */
    public final <T> T inferred(String element, T value, T expected) {
        if (writing() && !Objects.equals(value, expected)) {
            throw new SyntaxException(element, value, expected + ", as it is not coded here", section);
        }
        return expected;
    }

    /** A group of values that the stream does not have. */
    public final void absent(String element, @Nullable Object value) {
        if (writing() && value != null) {
            throw new SyntaxException(element, "present", "absent", section);
        }
    }

    /** Returns value i of a row to write, or 0 for a reader. */
    public final int item(String element, Ints values, int i) {
        if (!writing()) {
            return 0;
        }
        if (i >= values.length()) {
            throw new SyntaxException("number of " + element, values.length(), "at least " + (i + 1), section);
        }
        return values.get(i);
    }

    /** Codes {@code length} elements of {@code f(n)}. */
    public final Ints row(String element, int n, Ints values, int length) {
        length(element, values, length);
        int[] result = new int[length];
        for (int i = 0; i < length; i++) {
            result[i] = f(element, n, item(element, values, i));
        }
        return Ints.of(result);
    }

    /** Checks the length of a row to write. */
    public final void length(String element, Ints values, int length) {
        if (writing() && values.length() != length) {
            throw new SyntaxException("number of " + element, values.length(), Integer.toString(length), section);
        }
    }

    /** Checks a value without which the rest cannot be understood. */
    public final void require(boolean legal, String element, Object value, String allowed, String where) {
        if (!legal) {
            throw new SyntaxException(element, value, allowed, where);
        }
    }

    /** Checks a rule for streams that a reader can live without. */
    public final void demand(boolean legal, String element, Object value, String allowed, String where) {
        if (writing() && !legal) {
            throw new SyntaxException(element, value, allowed, where);
        }
    }

    /** Reads. */
    public static final class Reading extends Syntax {
        private final BitReader reader;

        public Reading(BitReader reader) {
            this.reader = reader;
        }

        @Override
        public boolean writing() {
            return false;
        }

        @Override
        public long f(String element, int n, long value) {
            return reader.f(element, n);
        }

        @Override
        public int ns(String element, int n, int value) {
            return reader.ns(element, n);
        }

        @Override
        public long uvlc(String element, long value) {
            return reader.uvlc(element);
        }
    }

    /** Writes. */
    public static final class Writing extends Syntax {
        private final BitWriter writer;

        public Writing(BitWriter writer) {
            this.writer = writer;
        }

        @Override
        public boolean writing() {
            return true;
        }

        @Override
        public long f(String element, int n, long value) {
            if (value < 0 || value >= 1L << n) {
                throw new SyntaxException(element, value, "0 to " + ((1L << n) - 1), section());
            }
            writer.f(n, value);
            return value;
        }

        @Override
        public int ns(String element, int n, int value) {
            if (value < 0 || value >= n) {
                throw new SyntaxException(element, value, "0 to " + (n - 1), section());
            }
            writer.ns(n, value);
            return value;
        }

        @Override
        public long uvlc(String element, long value) {
            if (value < 0 || value >= 1L << 32) {
                throw new SyntaxException(element, value, "0 to 4294967295", section());
            }
            writer.uvlc(value);
            return value;
        }
    }
}
