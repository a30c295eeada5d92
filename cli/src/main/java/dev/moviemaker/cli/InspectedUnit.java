// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.bitstream.file.StreamUnit;
import dev.moviemaker.bitstream.obu.Metadata;
import dev.moviemaker.bitstream.obu.ObuContent;
import dev.moviemaker.bitstream.obu.ParsedObu;
import dev.moviemaker.bitstream.obu.ParsedTemporalUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A temporal unit with its place in the file.
 *
 * @param index of the unit, from 0
 */
record InspectedUnit(long index, StreamUnit unit, ParsedTemporalUnit parsed) {

    /** For JSON. Syntax elements keep the specification's names, in camel case. */
    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("index", index);
        map.put("offset", unit.offset());
        if (unit.timestamp() >= 0) {
            map.put("timestamp", unit.timestamp());
        }
        map.put("bytes", parsed.byteLength());
        map.put("key_frame", parsed.isKeyFrame());
        map.put("shown_frames", parsed.shownFrames());
        List<Map<String, Object>> obus =
                parsed.obus().stream().map(InspectedUnit::obu).toList();
        map.put("obus", obus);
        return map;
    }

    private static Map<String, Object> obu(ParsedObu parsed) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", parsed.obu().type().name());
        map.put("offset_in_unit", parsed.obu().offset());
        map.put("bytes", parsed.obu().byteLength());
        if (parsed.obu().header().extensionFlag()) {
            map.put("temporal_id", parsed.obu().header().temporalId());
            map.put("spatial_id", parsed.obu().header().spatialId());
        }
        switch (parsed.content()) {
            case ObuContent.Sequence sequence -> map.put("sequence_header", sequence.header());
            case ObuContent.Frame frame -> {
                map.put("header_bits", frame.headerBits());
                map.put("frame_header", frame.header());
                if (frame.tileGroup() != null) {
                    map.put("tile_group", frame.tileGroup());
                }
            }
            case ObuContent.Tiles tiles -> map.put("tile_group", tiles.tileGroup());
            case Metadata metadata -> map.put("metadata", metadata);
            case ObuContent.Malformed malformed -> map.put("problem", malformed.message());
            case ObuContent.Opaque opaque -> {}
        }
        return map;
    }
}
