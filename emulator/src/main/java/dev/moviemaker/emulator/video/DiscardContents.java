// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.emulator.objects.Copies;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.EmulatedImage;
import dev.moviemaker.emulator.objects.Operation;

/** A transition from UNDEFINED of a picture's layers: what they held is gone. */
public record DiscardContents(EmulatedImage image, int first, int end) implements Operation {
    @Override
    public void run(Copies copies) {
        EmulatedDevice device = image.device();
        device.each(EmulatedSession.class, session -> session.discarded(image, first, end));
    }
}
