// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs each command once on next to nothing. The start script runs it after a build so that Java can keep the classes
 * of all commands in an archive, which makes later starts several times faster.
 */
public final class Training {
    private Training() {}

    /**
     * Runs the commands in a temporary folder.
     *
     * @throws IOException if there is no temporary folder
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("av1-training");
        try {
            run(folder);
        } finally {
            delete(folder);
        }
    }

    private static void run(Path folder) throws IOException {
        Path y4m = folder.resolve("a.y4m");
        try (OutputStream out = Files.newOutputStream(y4m)) {
            out.write("YUV4MPEG2 W128 H72 F30:1 C420\n".getBytes(StandardCharsets.US_ASCII));
            for (int frame = 0; frame < 3; frame++) {
                out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[128 * 72 * 3 / 2]);
            }
        }
        String mp4 = folder.resolve("a.mp4").toString();
        String size = "128x72";
        run("--version");
        run("--help");
        run("demo", "--size", size, "--seconds", "0.2", "--stats", folder + "/a.json", mp4);
        run("inspect", mp4);
        run("inspect", "--json", mp4);
        run("caps");
        run("encode", mp4, "-o", folder + "/b.mkv");
        run("encode", y4m.toString(), "-o", folder + "/c.webm");
        run("encode", "--no-such-option");
    }

    private static void run(String... args) {
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), out, out, true, true, 80, true);
        int exitCode = Main.run(terminal, args);
        out.println("training: " + String.join(" ", args) + " -> " + exitCode);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
