// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.ShowExistingFrame;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import java.util.List;

/**
 * A temporal unit taken apart.
 *
 * @param byteLength number of bytes
 * @param obus its OBUs in order
 */
public record ParsedTemporalUnit(int byteLength, List<ParsedObu> obus) {
    /** Copies the list. */
    public ParsedTemporalUnit {
        obus = List.copyOf(obus);
    }

    /** Returns the headers of the frames coded or shown, in order. */
    public List<UncompressedHeader> frameHeaders() {
        return obus.stream()
                .map(ParsedObu::content)
                .filter(ObuContent.Frame.class::isInstance)
                .map(content -> ((ObuContent.Frame) content).header())
                .toList();
    }

    /** Returns the messages of the OBUs that could not be understood. */
    public List<String> problems() {
        return obus.stream()
                .map(ParsedObu::content)
                .filter(ObuContent.Malformed.class::isInstance)
                .map(content -> ((ObuContent.Malformed) content).message())
                .toList();
    }

    /** Returns how many frames this unit outputs; one in a stream without spatial layers. */
    public int shownFrames() {
        int shown = 0;
        for (UncompressedHeader header : frameHeaders()) {
            if (header instanceof ShowExistingFrame || (header instanceof FrameHeader f && f.showFrame())) {
                shown++;
            }
        }
        return shown;
    }

    /** Returns whether decoding can start here: a sequence header and a shown key frame (7.6.2). */
    public boolean isKeyFrame() {
        boolean sequence = obus.stream().anyMatch(parsed -> parsed.content() instanceof ObuContent.Sequence);
        return sequence
                && frameHeaders().stream().anyMatch(header -> header instanceof FrameHeader f && f.isShownKeyFrame());
    }
}
