// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A disk of a megabyte, mounted on a folder. */
final class TinyDisk {
    private final Path folder;

    private TinyDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts it; skips the test where that may not be. */
    static TinyDisk on(Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/mount")), "there is no mount here to make a tiny disk");
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString()),
                "only root may mount a tiny disk");
        return new TinyDisk(folder);
    }

    /** Nothing may be written to it from now on. */
    void readOnly() throws IOException, InterruptedException {
        if (!run("mount", "-o", "remount,ro", folder.toString())) {
            throw new AssertionError("the disk could not be made read-only");
        }
    }

    static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        byte[] ignored = process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }

    /** Unmounts it. */
    void close() throws IOException, InterruptedException {
        boolean ignored = run("umount", folder.toString());
    }
}
