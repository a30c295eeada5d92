// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.ShowExistingFrame;
import dev.moviemaker.emulator.EmulatedDriver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Digests of what the emulated driver's own decoding of its pictures gave, in coding order: what decoders must get. */
final class Reconstruction {
    private final List<String> coded = Collections.synchronizedList(new ArrayList<>());

    /** Listens to all pictures that the driver codes from now on. */
    Reconstruction(EmulatedDriver driver) {
        driver.onReconstruction(picture -> coded.add(Decoders.digest(picture)));
    }

    /** What a decoder of the movie shows, if every picture that was coded is in it: as AV1 7.20 and 7.21 say. */
    List<String> shownBy(Movie movie) {
        String[] slots = new String[FrameHeader.NUM_REF_FRAMES];
        List<String> shown = new ArrayList<>();
        int next = 0;
        for (var header : movie.pictures()) {
            switch (header) {
                case ShowExistingFrame existing -> shown.add(slots[existing.frameToShowMapIdx()]);
                case FrameHeader frame -> {
                    String picture = coded.get(next++);
                    for (int slot = 0; slot < slots.length; slot++) {
                        if ((frame.refreshFrameFlags() & 1 << slot) != 0) {
                            slots[slot] = picture;
                        }
                    }
                    if (frame.showFrame()) {
                        shown.add(picture);
                    }
                }
            }
        }
        if (next != coded.size()) {
            throw new AssertionError("%d pictures coded, %d in the stream".formatted(coded.size(), next));
        }
        return shown;
    }
}
