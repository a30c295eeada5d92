// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts while units pass by. */
final class InspectSummary {
    long units;
    long keyFrames;
    long codedFrames;
    long shownFrames;
    long bytes;
    long problems;

    @Nullable
    SequenceHeader sequence;

    /** Written last, when the counting is done. */
    interface Lazy extends Supplier<Map<String, Object>> {}

    void add(InspectedUnit unit, @Nullable SequenceHeader current) {
        units++;
        keyFrames += unit.parsed().isKeyFrame() ? 1 : 0;
        codedFrames += unit.parsed().frameHeaders().stream()
                .filter(FrameHeader.class::isInstance)
                .count();
        shownFrames += unit.parsed().shownFrames();
        bytes += unit.parsed().byteLength();
        problems += unit.parsed().problems().size();
        sequence = current;
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("temporal_units", units);
        map.put("key_frames", keyFrames);
        map.put("coded_frames", codedFrames);
        map.put("shown_frames", shownFrames);
        map.put("bytes", bytes);
        map.put("problems", problems);
        return map;
    }
}
