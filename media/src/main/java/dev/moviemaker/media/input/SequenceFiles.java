// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Pictures in numbered files.
 *
 * @param folder that they are in
 * @param pattern of their names
 * @param files by number, without a gap
 * @param left names of pictures beside them that look alike and are not part of it
 */
record SequenceFiles(Path folder, SequencePattern pattern, NavigableMap<Long, Path> files, List<String> left) {
    private static final Set<String> EXTENSIONS = Set.of(
            "png", "jpg", "jpeg", "jpe", "bmp", "tif", "tiff", "webp", "exr", "tga", "dpx", "jp2", "j2k", "ppm", "pgm",
            "pbm", "pnm", "pam", "pfm", "sgi", "pcx", "hdr", "qoi", "cin", "dds", "psd", "sun", "ras", "xbm", "xpm");

    /** Why pictures in containers of their own are refused. */
    static final String CONTAINED = "HEIC and AVIF pictures are not read as a sequence: convert them to PNG or JPEG";

    private static final Set<String> CONTAINERS = Set.of("heic", "heif", "hif", "avif");

    private static boolean isContained(String name) {
        return CONTAINERS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** Whether a name is that of a picture, by its ending. */
    static boolean isPicture(String name) {
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /**
     * Finds a sequence.
     *
     * @param path one of its files, its sound {@code NAME.wav}, its folder, or a pattern such as {@code a%04d.png}
     */
    static SequenceFiles find(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return only(path, names(path));
        }
        Path parent = path.getParent();
        Path folder = parent == null ? path.getFileSystem().getPath("") : parent;
        if (!Files.isDirectory(folder)) {
            throw new IOException("%s: no such folder".formatted(folder));
        }
        String name = String.valueOf(path.getFileName());
        List<String> names = names(folder);
        if (!Files.exists(path) && SequencePattern.isWritten(name)) {
            return collect(path, folder, SequencePattern.written(name), names);
        }
        if (!Files.exists(path)) {
            throw new IOException("%s: no such file".formatted(path));
        }
        if (isPicture(name) && !SequencePattern.isNumbered(name)) {
            return new SequenceFiles(
                    folder,
                    SequencePattern.ofMember(name, names),
                    new TreeMap<>(Map.of(0L, folder.resolve(name))),
                    List.of());
        }
        if (isPicture(name)) {
            return collect(path, folder, SequencePattern.ofMember(name, names), names);
        }
        String stem = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        List<SequencePattern> named = patterns(names).stream()
                .filter(pattern -> pattern.prefix().equals(stem))
                .toList();
        if (named.isEmpty()) {
            throw new IOException("%s: no numbered pictures %s0000.png and so on beside it".formatted(path, stem));
        }
        return chosen(path, folder, named, names);
    }

    private static SequenceFiles only(Path folder, List<String> names) throws IOException {
        Collection<SequencePattern> patterns = patterns(names);
        if (patterns.isEmpty()) {
            if (names.stream().anyMatch(SequenceFiles::isContained)) {
                throw new IOException("%s: %s".formatted(folder, CONTAINED));
            }
            throw new IOException("%s: no numbered pictures in it".formatted(folder));
        }
        return chosen(folder, folder, patterns, names);
    }

    private static SequenceFiles chosen(
            Path path, Path folder, Collection<SequencePattern> patterns, List<String> names) throws IOException {
        if (patterns.size() > 1) {
            throw new IOException("%s: holds several sequences (%s): give one of their files or a pattern"
                    .formatted(
                            path,
                            String.join(
                                    ", ",
                                    patterns.stream()
                                            .map(SequencePattern::toString)
                                            .toList())));
        }
        return collect(path, folder, patterns.iterator().next(), names);
    }

    private static SequenceFiles collect(Path path, Path folder, SequencePattern pattern, List<String> names)
            throws IOException {
        NavigableMap<Long, Path> files = new TreeMap<>();
        List<String> left = new ArrayList<>();
        for (String name : names) {
            if (pattern.matches(name)) {
                files.put(pattern.number(name), folder.resolve(name));
            } else if (name.startsWith(pattern.prefix()) && isPicture(name)) {
                left.add(name);
            }
        }
        if (files.isEmpty()) {
            throw new IOException("%s: no such file; none of the pictures there has a name like it".formatted(path));
        }
        long expected = files.firstKey();
        for (Map.Entry<Long, Path> entry : files.entrySet()) {
            if (entry.getKey() != expected) {
                throw new IOException("%s: number %d of the sequence %s is missing, %s is there"
                        .formatted(path, expected, pattern, entry.getValue().getFileName()));
            }
            expected++;
        }
        return new SequenceFiles(folder, pattern, files, left);
    }

    /** Every sequence among names; each name counts for the one it has most company in. */
    private static Collection<SequencePattern> patterns(List<String> names) {
        Set<SequencePattern> patterns = new TreeSet<>();
        for (String name : names) {
            if (isPicture(name) && SequencePattern.isNumbered(name)) {
                patterns.add(SequencePattern.ofMember(name, names));
            }
        }
        return patterns;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
