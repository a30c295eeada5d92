// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is to be told about an input, each sentence once and with the input's name in front. */
@SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency of its own.
final class Notes {
    private final String name;
    private final Set<String> sentences = new LinkedHashSet<>();

    Notes(String name) {
        this.name = name;
    }

    void add(String sentence, Object... values) {
        sentences.add(name + ": " + (values.length == 0 ? sentence : sentence.formatted(values)));
    }

    IOException error(String sentence, Object... values) {
        return new IOException(name + ": " + sentence.formatted(values));
    }

    List<String> list() {
        return List.copyOf(sentences);
    }
}
