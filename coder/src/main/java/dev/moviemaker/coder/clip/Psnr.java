// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.clip;

import dev.moviemaker.coder.motion.Distance;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;

/**
 * Peak signal to noise ratio over the pictures of a clip, per plane, in decibels: from the mean of the squared error of
 * all pictures added.
 */
public final class Psnr {
    private final long[] squaredError = new long[3];
    private final long[] samples = new long[3];
    private int peak;

    /** Adds the difference of two pictures of the same size and depth. */
    public synchronized void add(Picture source, Picture coded) {
        if (source.width() != coded.width()
                || source.height() != coded.height()
                || source.bitDepth() != coded.bitDepth()) {
            throw new IllegalArgumentException("pictures are " + source.width() + "x" + source.height() + " at "
                    + source.bitDepth() + " bit and " + coded.width() + "x" + coded.height() + " at " + coded.bitDepth()
                    + " bit, must be alike");
        }
        peak = (1 << source.bitDepth()) - 1;
        for (int plane = 0; plane < 3; plane++) {
            Plane a = source.plane(plane);
            Plane b = coded.plane(plane);
            squaredError[plane] += Distance.sse(a.samples, 0, a.stride, b.samples, 0, b.stride, a.width, a.height);
            samples[plane] += (long) a.width * a.height;
        }
    }

    /** PSNR of plane 0 (Y), 1 (U) or 2 (V); infinite where nothing differs. */
    public synchronized double of(int plane) {
        return decibels(squaredError[plane], samples[plane]);
    }

    /** PSNR over all samples of all planes. */
    public synchronized double overall() {
        return decibels(squaredError[0] + squaredError[1] + squaredError[2], samples[0] + samples[1] + samples[2]);
    }

    private double decibels(long error, long count) {
        return error == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10((double) peak * peak * count / error);
    }
}
