// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.BackendDescription;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.Preset;
import dev.moviemaker.recorder.MovieMaker;

/** Lists what this machine can encode and the presets. */
final class ListCapabilities {
    private ListCapabilities() {}

    public static void main(String[] args) {
        // begin
        for (EncodingCapabilities device : MovieMaker.encodingCapabilities()) {
            System.out.println(device.device() + ", " + device.driver() + ": "
                    + device.unusableReason()
                            .orElse("up to %dx%d, level %s"
                                    .formatted(device.maxWidth(), device.maxHeight(), device.maxLevel())));
        }
        for (BackendDescription backend : MovieMaker.backends()) {
            System.out.println(backend.name() + " writes " + backend.mimeTypes().keySet());
        }
        for (Preset preset : MovieMaker.supportedPresets()) {
            System.out.println(preset.key() + ": " + preset.bitrate() + " bit/s, quality " + preset.quality());
        }
        // end
    }
}
