// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.bitstream.bits.Ints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void valuesOfEveryKind() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "a \"quoted\" \\ line\nand é");
        map.put("number", 5_000_000_000L);
        map.put("real", 1.5);
        map.put("infinite", Double.POSITIVE_INFINITY);
        map.put("none", Optional.empty());
        map.put("maybe", OptionalDouble.of(0.25));
        map.put("row", Ints.of(1, 2));
        map.put("path", Path.of("a", "b"));
        map.put("lazy", (Supplier<List<Boolean>>) () -> List.of(true));
        assertThat(Json.of(map).replaceAll("\\s+", " "))
                .isEqualTo(
                        "{ \"text\" : \"a \\\"quoted\\\" \\\\ line\\nand é\", \"number\" : 5000000000, \"real\" : 1.5, "
                                + "\"infinite\" : null, \"none\" : null, \"maybe\" : 0.25, \"row\" : [ 1, 2 ], "
                                + "\"path\" : \"" + Path.of("a", "b") + "\", \"lazy\" : [ true ] }");
    }

    @Test
    void recordsAreObjectsWithTheirComponents() throws IOException {
        String json = Json.of(EncodingCapabilities.unusable("GPU", "driver 1", "no encode queue"));
        assertThat(json)
                .contains("\"device\" : \"GPU\"", "\"unusableReason\" : \"no encode queue\"", "\"maxWidth\" : 0");
        assertWellFormed(json);
    }

    static void assertWellFormed(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            int depth = 0;
            while (parser.nextToken() != null) {
                depth = Math.max(depth, parser.getParsingContext().getNestingDepth());
            }
            assertThat(depth).isPositive();
        }
    }
}
