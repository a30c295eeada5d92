// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NestedTextTest {

    private static String text(Map<?, ?> map) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new NestedText(out).print(map, 1);
        out.flush();
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void mapsAreIndented() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("features", Map.of("videoEncodeAV1", true));
        map.put("levels", List.of(Map.of("layers", 1), Map.of("layers", 2)));
        map.put("flags", List.of());
        map.put("names", List.of("LAST", "GOLDEN"));
        assertThat(text(map)).isEqualTo("""
                          features:
                            videoEncodeAV1: yes
                          levels:
                            0:
                              layers: 1
                            1:
                              layers: 2
                          flags: none
                          names: LAST, GOLDEN
                        """);
    }

    @Test
    void longListsAreWrapped() {
        assertThat(text(Map.of("extensions", Collections.nCopies(20, "VK_KHR_video_queue")))
                        .lines())
                .hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }
}
