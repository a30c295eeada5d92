// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.emulator.objects.Copies;
import dev.moviemaker.emulator.objects.Device;
import dev.moviemaker.emulator.objects.Image;
import dev.moviemaker.emulator.objects.Operation;

/** A transition from UNDEFINED of a picture's layers: what they held is gone. */
public record Discard(Image image, int first, int end) implements Operation {
    @Override
    public void run(Copies copies) {
        Device device = image.device();
        device.each(Session.class, session -> session.discarded(image, first, end));
    }
}
