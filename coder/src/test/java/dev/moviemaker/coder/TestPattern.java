// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;
import java.util.SplittableRandom;

/** Synthetic pictures that move: waves, a drifting texture, hard edges, and some noise. */
final class TestPattern {
    private final long seed;
    private final int width;
    private final int height;
    private final int bitDepth;

    TestPattern(long seed, int width, int height, int bitDepth) {
        this.seed = seed;
        this.width = width;
        this.height = height;
        this.bitDepth = bitDepth;
    }

    Picture at(int time) {
        SplittableRandom random = new SplittableRandom(seed);
        double fx = random.nextDouble() * 0.3;
        double fy = random.nextDouble() * 0.3;
        double speedX = random.nextDouble(-5, 5);
        double speedY = random.nextDouble(-3, 3);
        int noise = random.nextInt(3) == 0 ? random.nextInt(1, 60) : 2;
        int edge = random.nextInt(5, 60);
        SplittableRandom grain = new SplittableRandom(seed + time);
        Picture picture = Picture.allocate(width, height, bitDepth);
        for (int p = 0; p < 3; p++) {
            Plane plane = picture.plane(p);
            int scale = p > 0 ? 2 : 1;
            for (int y = 0; y < plane.height; y++) {
                for (int x = 0; x < plane.width; x++) {
                    double sx = x * scale + speedX * time;
                    double sy = y * scale + speedY * time;
                    double value = 128 + 50 * Math.sin(sx * fx + p) + 40 * Math.cos(sy * fy - sx * 0.05);
                    if (Math.floorMod((int) (sx / edge) + (int) (sy / edge), 3) == 0) {
                        value += 45;
                    }
                    value += grain.nextInt(-noise, noise + 1);
                    int max = (1 << bitDepth) - 1;
                    plane.samples[y * plane.stride + x] =
                            (short) Math.clamp(Math.round(value * (1 << (bitDepth - 8))), 0, max);
                }
            }
        }
        return picture;
    }
}
