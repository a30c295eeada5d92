// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

/**
 * A size, in pixels unless stated otherwise ({@code VkExtent2D}).
 *
 * @param width at least 0
 * @param height at least 0
 */
public record Extent(int width, int height) {

    /**
     * Returns the next larger multiple.
     *
     * @param step 0 counts as 1
     * @return this size rounded up in both directions
     */
    public Extent roundUpTo(Extent step) {
        return new Extent(roundUp(width, step.width), roundUp(height, step.height));
    }

    /**
     * Returns the smallest size that is a multiple of both.
     *
     * @param other 0 counts as 1
     */
    public Extent commonMultiple(Extent other) {
        return new Extent(commonMultiple(width, other.width), commonMultiple(height, other.height));
    }

    private static int roundUp(int value, int step) {
        int used = Math.max(1, step);
        return Math.ceilDiv(value, used) * used;
    }

    private static int commonMultiple(int a, int b) {
        int x = Math.max(1, a);
        int y = Math.max(1, b);
        int rest = x;
        int divisor = y;
        while (rest != 0) {
            int next = divisor % rest;
            divisor = rest;
            rest = next;
        }
        return x / divisor * y;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
