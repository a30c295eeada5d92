// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.bits;

import java.util.Arrays;

/**
 * An immutable row of {@code int} values with value equality, for syntax elements that come in arrays.
 *
 * <p>Arrays inside records would compare by identity; this type compares by content. Safe for any thread.
 */
public final class Ints {
    /** The row without values. */
    public static final Ints EMPTY = new Ints(new int[0]);

    private final int[] values;

    private Ints(int[] values) {
        this.values = values;
    }

    /** Returns a row with a copy of {@code values}. */
    public static Ints of(int... values) {
        return values.length == 0 ? EMPTY : new Ints(values.clone());
    }

    /** Returns a row with the first {@code length} of {@code values}, copied. */
    public static Ints copyOf(int[] values, int length) {
        return length == 0 ? EMPTY : new Ints(Arrays.copyOf(values, length));
    }

    /** Returns a row of {@code length} times {@code value}. */
    public static Ints repeat(int value, int length) {
        int[] values = new int[length];
        Arrays.fill(values, value);
        return new Ints(values);
    }

    /** Returns the value at {@code index}, which must be in {@code 0 .. length() - 1}. */
    public int get(int index) {
        return values[index];
    }

    /** Returns the number of values. */
    public int length() {
        return values.length;
    }

    /** Returns a fresh array with the values. */
    public int[] toArray() {
        return values.clone();
    }

    /** Returns this row with the value at {@code index} replaced. */
    public Ints with(int index, int value) {
        int[] copy = values.clone();
        copy[index] = value;
        return new Ints(copy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ints that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
