// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites a jar whose classes have the format of Java 5, picocli's, as that of Java 6: Java's archives of classes
 * leave older ones out, and JDK 25 crashes when it assembles an AOT cache beside them (archiveHeapWriter.cpp: "Metadata
 * should have been archived"). The two formats differ in nothing that such classes have.
 */
class NewerClasses {
    /** Offset of the lower byte of the format's version (Java virtual machine specification 4.1). */
    private static final int VERSION = 7;

    private static final int JAVA_6 = 50;

    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        Path newer = Path.of(args[0] + ".newer");
        try (ZipFile in = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(newer))) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                byte[] bytes = in.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith(".class") && bytes[VERSION] < JAVA_6) {
                    bytes[VERSION] = JAVA_6;
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(bytes);
                out.closeEntry();
            }
        }
        Files.move(newer, jar, StandardCopyOption.REPLACE_EXISTING);
    }
}
