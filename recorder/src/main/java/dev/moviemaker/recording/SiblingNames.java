// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the files that lie beside a target while it is recorded. Where the target's name is so long that theirs
 * would be longer than file systems take, they have its start and a hash of it.
 */
final class SiblingNames {
    /** Bytes of a file's name that common file systems take. */
    private static final int MOST_BYTES = 255;

    /** Room for a dot, {@code .recording-1000}, and {@code .part}. */
    private static final int ADDED_BYTES = 24;

    private static final Pattern UNFINISHED =
            Pattern.compile("(?<name>.+)\\.recording(-[0-9]+)?(?<extension>\\.[^.]+)");

    private final Path target;
    private final String stem;
    private final String extension;

    SiblingNames(Path target) {
        this.target = target;
        String name = String.valueOf(target.getFileName());
        int dot = name.lastIndexOf('.');
        extension = dot < 0 ? "" : name.substring(dot);
        String whole = dot < 0 ? name : name.substring(0, dot);
        int room = MOST_BYTES - ADDED_BYTES - bytes(extension);
        stem = bytes(whole) <= room ? whole : cut(whole, room);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String cut(String whole, int room) {
        String hash = "~%08x".formatted(whole.hashCode());
        int end = whole.length();
        while (end > 0 && (bytes(whole.substring(0, end)) > room - hash.length() || isInsidePair(whole, end))) {
            end--;
        }
        return whole.substring(0, end) + hash;
    }

    private static boolean isInsidePair(String text, int at) {
        return at < text.length() && Character.isLowSurrogate(text.charAt(at));
    }

    /** {@code .NAME.lock}. */
    Path lock() {
        return target.resolveSibling("." + stem + extension + ".lock");
    }

    /** {@code NAME.recording.EXT}, or with a number from the second on. */
    Path temporary(int attempt) {
        return target.resolveSibling(
                attempt == 1 ? stem + ".recording" + extension : stem + ".recording-" + attempt + extension);
    }

    /** Returns {@code NAME.EXT} of a {@code NAME.recording.EXT}, whose recording writes to that name. */
    static Optional<Path> movieOf(Path target) {
        Matcher matcher = UNFINISHED.matcher(String.valueOf(target.getFileName()));
        return matcher.matches()
                ? Optional.of(target.resolveSibling(matcher.group("name") + matcher.group("extension")))
                : Optional.empty();
    }

    /** {@code .NAME.recording.EXT.part}. */
    static Path start(Path temporary) {
        return temporary.resolveSibling("." + temporary.getFileName() + ".part");
    }
}
