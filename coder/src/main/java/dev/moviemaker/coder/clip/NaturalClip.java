// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.clip;

import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;

/**
 * A synthetic clip with the traits of filmed video that matter to a coder: texture at several scales, edges, a camera
 * that pans and sways by fractions of a sample, an object that moves on its own, slowly changing light and sensor
 * noise. Any picture can be rendered by itself and is the same on every machine.
 */
public final class NaturalClip {
    private final int width;
    private final int height;
    private final int bitDepth;
    private final int seed;

    /** A clip of this size; clips with different seeds have nothing in common. */
    public NaturalClip(int width, int height, int bitDepth, int seed) {
        this.width = width;
        this.height = height;
        this.bitDepth = bitDepth;
        this.seed = seed;
    }

    /** Renders picture {@code index} (0, 1, ...) into {@code picture}. */
    public void render(int index, Picture picture) {
        double panX = 1.3 * index + 3 * StrictMath.sin(index * 0.13);
        double panY = 0.4 * index + 2 * StrictMath.cos(index * 0.17);
        double light = 1 + 0.04 * StrictMath.sin(index * 0.09);
        for (int plane = 0; plane < 3; plane++) {
            renderPlane(index, picture.plane(plane), plane, panX, panY, light);
        }
    }

    private void renderPlane(int index, Plane out, int plane, double panX, double panY, double light) {
        int sub = plane == 0 ? 1 : 2;
        double radius = 0.18 * Math.min(width, height);
        double objectX = width * 0.5 + width * 0.3 * StrictMath.sin(index * 0.05);
        double objectY = height * 0.5 + height * 0.25 * StrictMath.cos(index * 0.07);
        int scale = 1 << (bitDepth - 8);
        int maximum = (1 << bitDepth) - 1;
        for (int y = 0; y < out.height; y++) {
            for (int x = 0; x < out.width; x++) {
                double px = x * sub;
                double py = y * sub;
                double dx = px - objectX;
                double dy = py - objectY;
                boolean inObject = dx * dx + dy * dy < radius * radius;
                double value = inObject
                        ? texture(dx * 1.7 + 400, dy * 1.7, plane + 3) * 0.8 + 25
                        : texture(px + panX, py + panY, plane) * light;
                double noise = ((hash(x, y, index * 7 + plane + 100) & 0xFF)
                                + (hash(y, x, index * 5 + plane + 900) & 0xFF)
                                - 255)
                        / 170.0;
                int sample = (int) Math.rint((value + noise) * scale);
                out.samples[y * out.stride + x] = (short) Math.max(0, Math.min(maximum, sample));
            }
        }
    }

    /** Four octaves of value noise and some hard-edged bars; chroma is weaker and smoother. */
    private double texture(double x, double y, int plane) {
        boolean chroma = plane % 3 != 0;
        double value = noise(x / 90, y / 70, plane) * 90 + noise(x / 25, y / 25, plane + 10) * 40;
        if (!chroma) {
            value += noise(x / 7, y / 7, plane + 20) * 22 + noise(x / 2.5, y / 2.5, plane + 30) * 9;
            double bar = x * 0.8 + y * 0.6;
            value += ((int) Math.floor(bar / 61) & 3) == 0 ? 35 : 0;
        }
        return chroma ? 128 + value * 0.35 : 120 + value;
    }

    /** Value noise from -0.5 to 0.5, smooth between lattice points. */
    private double noise(double x, double y, int layer) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        double fx = smooth(x - x0);
        double fy = smooth(y - y0);
        double top = lattice(x0, y0, layer) * (1 - fx) + lattice(x0 + 1, y0, layer) * fx;
        double bottom = lattice(x0, y0 + 1, layer) * (1 - fx) + lattice(x0 + 1, y0 + 1, layer) * fx;
        return top * (1 - fy) + bottom * fy;
    }

    private double lattice(int x, int y, int layer) {
        return (hash(x, y, layer) & 0xFFFF) / 65535.0 - 0.5;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    private int hash(int x, int y, int layer) {
        int h = x * 0x9E3779B1 ^ y * 0x85EBCA77 ^ layer * 0xC2B2AE3D ^ seed * 0x27D4EB2F;
        h ^= h >>> 15;
        h *= 0x2C1B3C6D;
        h ^= h >>> 12;
        h *= 0x297A2D39;
        return (h ^ (h >>> 15)) & 0x7FFFFFFF;
    }
}
