// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.bitstream.bits.BitReader;
import dev.moviemaker.bitstream.clips.Clips;
import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.bitstream.syntax.FrameHeaderSyntax;
import dev.moviemaker.bitstream.syntax.SequenceHeaderSyntax;
import dev.moviemaker.bitstream.syntax.Syntax;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every header element of the test streams, in order and with its value, against what FFmpeg's trace_headers read. */
class TraceTest {
    static final List<String> CLIPS = Clips.NAMES;

    /** Elements FFmpeg lists that are not in a header, or that it counts where the specification has single flags. */
    private static final Set<String> NOT_IN_HEADERS = Set.of(
            "obu_forbidden_bit",
            "obu_type",
            "obu_extension_flag",
            "obu_has_size_field",
            "obu_reserved_1bit",
            "leb128_byte",
            "obu_size",
            "trailing_one_bit",
            "trailing_zero_bit",
            "zero_bit",
            "gm_params",
            "tile_start_and_end_present_flag",
            "tg_start",
            "tg_end",
            "tile_cols_log2",
            "tile_rows_log2");

    private static final Map<String, String> SPELLED_OTHERWISE = Map.ofEntries(
            Map.entry("delta_frame_id_minus1", "delta_frame_id_minus_1"),
            Map.entry("tile_size_bytes_minus1", "tile_size_bytes_minus_1"),
            Map.entry("tx_mode", "tx_mode_select"),
            Map.entry("delta_q_y_dc.delta_q", "DeltaQYDc"),
            Map.entry("delta_q_u_dc.delta_q", "DeltaQUDc"),
            Map.entry("delta_q_u_ac.delta_q", "DeltaQUAc"),
            Map.entry("delta_q_v_dc.delta_q", "DeltaQVDc"),
            Map.entry("delta_q_v_ac.delta_q", "DeltaQVAc"),
            Map.entry("golden_frame_idx", "gold_frame_idx"));

    /** Components that hold something else than the element of the same name. */
    private static final Set<String> ADJUSTED =
            Set.of("txMode", "updateRefDelta", "updateModeDelta", "foundRef", "applyGrain");

    private record Element(String name, int bits, long value) {}

    /** Reads and writes down. */
    private static final class Tracing extends Syntax {
        private final BitReader reader;
        private final List<Element> elements;
        private final int smallestUnitShift;

        Tracing(BitReader reader, List<Element> elements, @Nullable SequenceHeader sequence) {
            this.reader = reader;
            smallestUnitShift = sequence != null && sequence.use128x128Superblock() ? 1 : 0;
            this.elements = elements;
        }

        @Override
        public boolean writing() {
            return false;
        }

        @Override
        public long f(String element, int n, long value) {
            long read = reader.f(element, n);
            // FFmpeg does not list elements of no bits, such as order_hint where there are none
            if (n > 0 && !element.startsWith("increment_tile")) {
                note(element, n, read);
            }
            return read;
        }

        private void note(String element, int n, long read) {
            if (element.equals("lr_unit_extra_shift")) {
                // FFmpeg lists the sum, and counts from the smallest shift
                elements.add(new Element("lr_unit_shift", 32, elements.removeLast().value + read));
                return;
            }
            if (element.equals("lr_unit_shift")) {
                elements.add(new Element(element, 32, read + smallestUnitShift));
                return;
            }
            boolean counted = element.equals("subexp_more_bits");
            if (counted && !elements.isEmpty() && elements.getLast().name.equals("subexp_more_bits more")) {
                long count = elements.removeLast().value + read;
                elements.add(new Element(read == 0 ? element : element + " more", 32, count));
            } else {
                elements.add(new Element(counted && read == 1 ? element + " more" : element, n, read));
            }
        }

        @Override
        public int ns(String element, int n, int value) {
            int read = reader.ns(element, n);
            elements.add(new Element(element, 32, read));
            return read;
        }

        @Override
        public long uvlc(String element, long value) {
            long read = reader.uvlc(element);
            elements.add(new Element(element, 32, read));
            return read;
        }
    }

    @ParameterizedTest
    @FieldSource("CLIPS")
    void everyElementHasTheValueThatFfmpegRead(String name) {
        Deque<Element> expected = expected(name);
        StreamParser parser = new StreamParser();
        int compared = 0;
        for (Obu obu : Obu.split(Clips.read(name + ".obu"))) {
            List<Element> read = new ArrayList<>();
            Syntax tracing = new Tracing(obu.payloadReader(), read, parser.sequenceHeader());
            ReferenceState before = parser.referenceState();
            Object header;
            if (obu.type() == ObuType.SEQUENCE_HEADER) {
                header = SequenceHeaderSyntax.code(
                        tracing, SequenceHeader.builder().build());
                parser.parse(obu.toByteArray());
            } else {
                ParsedObu parsed = parser.parse(obu.toByteArray()).obus().getFirst();
                if (!(parsed.content() instanceof ObuContent.Frame)) {
                    continue;
                }
                header = new FrameHeaderSyntax(tracing, Objects.requireNonNull(parser.sequenceHeader()), before, 0, 0)
                        .read();
            }
            Map<String, Long> components = new HashMap<>();
            collect(header, components);
            for (Element element : read) {
                Element other = expected.poll();
                assertThat(other)
                        .as("%s: FFmpeg's element beside %s", name, element)
                        .isNotNull();
                long mask = (1L << element.bits) - 1;
                assertThat(element.name.replace(" more", "") + " " + element.value)
                        .as("%s, OBU at %d", name, obu.offset())
                        .isEqualTo(other.name + " " + (other.value & mask));
                String component = camel(element.name);
                if (!ADJUSTED.contains(component) && components.containsKey(component)) {
                    assertThat(components.get(component) & mask)
                            .as("%s, OBU at %d, record component %s", name, obu.offset(), component)
                            .isEqualTo(element.value);
                }
                compared++;
            }
        }
        assertThat(expected).as("elements only FFmpeg saw").isEmpty();
        assertThat(compared).isGreaterThan(40);
    }

    private static Deque<Element> expected(String name) {
        Deque<Element> elements = new ArrayDeque<>();
        boolean started = false;
        for (String line : Clips.trace(name)) {
            // before the first delimiter FFmpeg lists the sequence header once more, from its demuxer
            started |= line.equals("# Temporal Delimiter");
            String[] parts = line.replaceAll("\\[[0-9]+]", "").split(" ", 2);
            String element = SPELLED_OTHERWISE.getOrDefault(parts[0], parts[0]);
            element = element.substring(element.indexOf('.') + 1);
            if (!started || line.startsWith("#") || NOT_IN_HEADERS.contains(element)) {
                continue;
            }
            long value = Long.parseLong(parts[1]);
            if (element.equals("loop_filter_level")) {
                element = line.substring(0, line.indexOf(' '));
            }
            elements.add(new Element(spelled(element), 64, parts[0].equals("tx_mode") ? value - 1 : value));
        }
        return elements;
    }

    private static String spelled(String element) {
        return switch (element) {
            case "point_y_value", "point_cb_value", "point_cr_value" -> "point_value";
            case "point_y_scaling", "point_cb_scaling", "point_cr_scaling" -> "point_scaling";
            default -> element;
        };
    }

    private static String camel(String element) {
        StringBuilder camel = new StringBuilder();
        for (String part : element.split("_", -1)) {
            camel.append(
                    camel.isEmpty() || part.isEmpty()
                            ? part
                            : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return camel.toString();
    }

    /** Collects the numbers and flags of a record and the records in it. */
    private static void collect(Object of, Map<String, Long> components) {
        for (RecordComponent component : of.getClass().getRecordComponents()) {
            Object value;
            try {
                value = component.getAccessor().invoke(of);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
            switch (value) {
                case null -> {}
                case Boolean b -> components.put(component.getName(), b ? 1L : 0L);
                case FrameType type -> components.put(component.getName(), (long) type.code());
                case Number n -> components.put(component.getName(), n.longValue());
                case Record nested -> collect(nested, components);
                default -> {}
            }
        }
    }
}
