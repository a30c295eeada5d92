// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the files of a sequence are named: a number between two texts.
 *
 * @param prefix before the number
 * @param suffix after it, with the ending, which may be in either case
 * @param width digits that a number has at least, filled up with zeros; 1 for none
 */
record SequencePattern(String prefix, String suffix, int width) implements Comparable<SequencePattern> {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern WRITTEN = Pattern.compile("%(?:0?([0-9]{1,2}))?d");
    /** What fits a long. */
    private static final int MAX_DIGITS = 18;

    private static final Comparator<SequencePattern> ORDER = Comparator.comparing(SequencePattern::prefix)
            .thenComparing(SequencePattern::suffix)
            .thenComparingInt(SequencePattern::width);

    /** Whether a name holds a number as C's {@code printf} writes it. */
    static boolean isWritten(String name) {
        return WRITTEN.matcher(name).find();
    }

    static boolean isNumbered(String name) {
        return !numbers(name).isEmpty();
    }

    /** Reads a name as {@code shot%04d.png}; {@code %%} is one percent sign. */
    static SequencePattern written(String name) {
        Matcher number = WRITTEN.matcher(name);
        if (!number.find()) {
            throw new IllegalArgumentException("'%s' holds no number such as %%04d".formatted(name));
        }
        String width = number.group(1);
        return new SequencePattern(
                name.substring(0, number.start()).replace("%%", "%"),
                name.substring(number.end()).replace("%%", "%"),
                width == null ? 1 : Math.max(1, Integer.parseInt(width)));
    }

    /** The pattern of a name among others: that of its numbers which the others differ in most often. */
    static SequencePattern ofMember(String name, List<String> others) {
        SequencePattern best = null;
        long company = -1;
        for (Matcher number : numbers(name)) {
            String prefix = name.substring(0, number.start());
            String suffix = name.substring(number.end());
            SequencePattern candidate =
                    new SequencePattern(prefix, suffix, width(prefix, suffix, number.group(), others));
            long matching = others.stream().filter(candidate::matches).count();
            if (matching >= company) {
                best = candidate;
                company = matching;
            }
        }
        return best == null ? new SequencePattern(name, "", 1) : best;
    }

    /** A number with leading zeros says how wide numbers are; one without may be the late one of such. */
    private static int width(String prefix, String suffix, String digits, List<String> others) {
        if (digits.startsWith("0") && digits.length() > 1) {
            return digits.length();
        }
        SequencePattern padded = new SequencePattern(prefix, suffix, digits.length());
        boolean late = digits.length() > 1
                && others.stream().filter(padded::matches).anyMatch(other -> other.startsWith("0", prefix.length()));
        return late ? digits.length() : 1;
    }

    boolean matches(String name) {
        int end = name.length() - suffix.length();
        if (end <= prefix.length()
                || !name.startsWith(prefix)
                || !name.substring(end).equalsIgnoreCase(suffix)) {
            return false;
        }
        String digits = name.substring(prefix.length(), end);
        return DIGITS.matcher(digits).matches()
                && digits.length() <= MAX_DIGITS
                && (digits.length() == width || (digits.length() > width && !digits.startsWith("0")));
    }

    long number(String name) {
        return Long.parseLong(name.substring(prefix.length(), name.length() - suffix.length()));
    }

    private static List<Matcher> numbers(String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        List<Matcher> found = new ArrayList<>();
        Matcher matcher = DIGITS.matcher(stem);
        int from = 0;
        while (matcher.find(from)) {
            from = matcher.end();
            Matcher one = DIGITS.matcher(stem);
            if (one.find(matcher.start())) {
                found.add(one);
            }
        }
        return found;
    }

    @Override
    public int compareTo(SequencePattern other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, width == 1 ? "%s%%d%s" : "%s%%0" + width + "d%s", prefix, suffix);
    }
}
