// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.util.ArrayList;
import java.util.List;

/**
 * One combination.
 *
 * @param encoder {@code svt}, or a profile of the emulated driver
 */
record Case(InputKind input, String container, String encoder, boolean odd, String audioCodec) {
    static final String SVT = "svt";
    private static final int WIDTH = 192;
    private static final int HEIGHT = 128;

    int width() {
        return odd ? WIDTH + 1 : WIDTH;
    }

    int height() {
        return odd ? HEIGHT + 1 : HEIGHT;
    }

    boolean hardware() {
        return !encoder.equals(SVT);
    }

    /** The options of {@code av1 encode}. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of("--quiet", "--rate-control", "crf", "--quality", "85"));
        if (hardware()) {
            options.addAll(List.of("--backend", "av1_hardware", "--device", "emulated:" + encoder));
        } else {
            options.addAll(List.of("--backend", "av1_software"));
        }
        if (input.channels() > 0 && !bare()) {
            options.addAll(List.of("--audio-codec", audioCodec));
        }
        return options;
    }

    /** Whether the container is a stream of pictures alone. */
    boolean bare() {
        return container.equals("ivf") || container.equals("obu");
    }

    @Override
    public String toString() {
        return "%s > %s, %s, %dx%d%s"
                .formatted(
                        input.name(),
                        container,
                        encoder,
                        width(),
                        height(),
                        input.channels() > 0 && !bare() ? ", " + audioCodec : "");
    }
}
