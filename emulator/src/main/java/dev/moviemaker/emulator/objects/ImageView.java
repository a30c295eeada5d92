package dev.moviemaker.emulator.objects;

/**
 * A view of an image with video usage.
 *
 * @param image     the image
 * @param usage     video usage of the view
 * @param firstLayer first array layer
 * @param layers    number of array layers
 * @param ours      whether the base driver knows nothing of it
 */
public record ImageView(Image image, int usage, int firstLayer, int layers, boolean ours) {}
