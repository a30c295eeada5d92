// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.emulator.objects.Tracked;
import dev.moviemaker.emulator.profile.DriverProfile.Extent;
import org.jspecify.annotations.Nullable;

/**
 * Video session parameters: one sequence header, as asked and as the driver writes it.
 *
 * @param qualityLevel the quality level they were made for
 * @param mapTexel     luma samples of a texel of quantization maps, null where pictures have none
 */
public record EmulatedParameters(
        Tracked use,
        EmulatedSession session,
        int qualityLevel,
        SequenceHeader asked,
        SequenceHeader written,
        Obu obu,
        @Nullable Extent mapTexel) {

    /** Bytes of an OBU. */
    public static final class Obu {
        private final byte[] bytes;

        Obu(byte[] bytes) {
            this.bytes = bytes;
        }

        /** A copy of the bytes. */
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** Whether the driver changed anything. */
    public boolean overridden() {
        return !asked.equals(written);
    }
}
