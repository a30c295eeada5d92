// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * An answer as it is kept, in a JSON file {@code NAME.json}.
 */
public record Result(String name, String asks, String command, Map<String, String> environment, Answer answer) {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Reads one. */
    public static Result read(Path file) throws IOException {
        return GSON.fromJson(Files.readString(file), Result.class);
    }

    /** Writes it into a folder. */
    public void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(name + ".json"), GSON.toJson(this) + "\n");
    }

    /** The last line of the output: all ratios. */
    public String ratioLine() {
        return "ratios: "
                + String.join(
                        "; ", answer.ratios().stream().map(Ratio::toString).toList());
    }
}
