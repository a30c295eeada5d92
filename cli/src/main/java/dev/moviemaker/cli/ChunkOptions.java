// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a movie is cut into chunks that are coded side by side, here or on many machines. */
final class ChunkOptions {
    private static final int MOST_WORKERS = 256;

    @ArgGroup(validate = false, order = 35, heading = "%nChunks:%n")
    private Group group = new Group();

    static final class Group {
        @Option(
                names = "--chunks",
                paramLabel = "N",
                converter = WorkersConverter.class,
                description = "Encode N chunks of the movie at a time, in software: auto (as many as cores and memory "
                        + "allow), a number, or off (default: off). Chunks that are finished survive the end "
                        + "of the process: the same command goes on with them.")
        @Nullable
        Integer workers;

        @Option(
                names = "--part",
                paramLabel = "I/N",
                converter = PartConverter.class,
                description = "INPUT is a plan of 'av1 plan': encode the I-th of N equal shares of its chunks.")
        @Nullable
        Part part;
    }

    /**
     * A share of the chunks.
     *
     * @param index from 1
     */
    record Part(int index, int count) {
        boolean has(int chunk) {
            return chunk % count == index - 1;
        }
    }

    private static final int AUTO = 0;
    private static final int OFF = -1;

    boolean areOn() {
        return group.workers != null && group.workers != OFF;
    }

    /** At a time; empty for as many as do well. */
    OptionalInt workers() {
        return group.workers == null || group.workers == AUTO ? OptionalInt.empty() : OptionalInt.of(group.workers);
    }

    @Nullable
    Part part() {
        return group.part;
    }

    static final class WorkersConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return switch (text.strip()) {
                case "auto" -> AUTO;
                case "off" -> OFF;
                default -> number(text);
            };
        }

        private static int number(String text) {
            if (text.strip().matches("\\d{1,6}")) {
                int workers = Integer.parseInt(text.strip());
                if (workers >= 1 && workers <= MOST_WORKERS) {
                    return workers;
                }
            }
            throw new TypeConversionException("'%s' given, auto, off or 1 to %d allowed".formatted(text, MOST_WORKERS));
        }
    }

    static final class PartConverter implements ITypeConverter<Part> {
        private static final Pattern PART = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

        @Override
        public Part convert(String text) {
            Matcher matcher = PART.matcher(text.strip());
            if (matcher.matches()) {
                int index = Integer.parseInt(matcher.group(1));
                int count = Integer.parseInt(matcher.group(2));
                if (index >= 1 && index <= count) {
                    return new Part(index, count);
                }
            }
            throw new TypeConversionException(
                    "'%s' given, I/N allowed, with I from 1 to N, such as 3/20".formatted(text));
        }
    }
}
