// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

/**
 * A view of an image with video usage.
 *
 * @param ours      whether the base driver knows nothing of it
 */
public record EmulatedImageView(EmulatedImage image, int usage, int firstLayer, int layers, boolean ours) {}
