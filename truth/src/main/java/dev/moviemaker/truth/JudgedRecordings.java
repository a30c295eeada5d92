// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes inputs, each once, records them with the command, and has the recordings judged. */
final class JudgedRecordings {
    private final Path folder;
    private final Map<String, Made> inputs = new HashMap<>();

    private int folders;

    private record Made(Material material, List<String> words) {}

    /** Records into a folder, which is left to the caller. */
    JudgedRecordings(Path folder) {
        this.folder = folder;
    }

    Verdict judge(Case of) throws IOException {
        Made input = input(of);
        Path output = folder.resolve("out." + of.container());
        Files.deleteIfExists(output);
        List<String> words = new ArrayList<>(List.of("encode"));
        words.addAll(input.words());
        words.addAll(List.of("-o", output.toString()));
        words.addAll(of.options());
        CommandRun run = CommandRun.run(words);
        if (run.exitCode() != 0) {
            return Verdict.failed(
                    "status %d: %s".formatted(run.exitCode(), run.err().strip()));
        }
        return Judge.judge(input.material(), Recorded.read(output), of.container());
    }

    private Made input(Case of) throws IOException {
        String key = of.input().name() + " " + of.width();
        Made made = inputs.get(key);
        if (made == null) {
            Path own = Files.createDirectories(folder.resolve("input" + folders++));
            Material material = Material.of(own, of.input(), of.width(), of.height());
            made = new Made(material, of.input().maker().make(material));
            inputs.put(key, made);
        }
        return made;
    }
}
