// SPDX-License-Identifier: Apache-2.0
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the resource files of the package dev.moviemaker.coder.entropy from the text of the AV1 specification.
 *
 * <p>Usage: {@code java tables/ExtractTables.java SPEC/10.additional.tables.md
 * src/main/resources/dev/moviemaker/coder/entropy}
 *
 * <p>{@code default-cdfs.txt} has one line per table Default_NAME_Cdf: the name, the dimensions (the last one is the
 * length of a row, including the closing 32768 and the symbol counter), a colon, all values. {@code scans.txt} has one
 * line per scan order in the same form.
 */
final class ExtractTables {
    private static final Pattern TABLE =
            Pattern.compile("(?m)^ *(Default_\\w+_Cdf|(?:Default|Mrow|Mcol)_Scan_\\w+)((?: "
                    + "*\\[[^\\]]*\\])+)\\s*=\\s*(?=\\{)");

    public static void main(String[] arguments) throws Exception {
        String text = Files.readString(Path.of(arguments[0]));
        Path folder = Path.of(arguments[1]);
        List<String> cdfs = new ArrayList<>();
        List<String> scans = new ArrayList<>();
        Matcher matcher = TABLE.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (name.endsWith("_Cdf")) {
                String shortName = name.substring("Default_".length(), name.length() - "_Cdf".length());
                cdfs.add(shortName + table(text, matcher.end()));
            } else {
                scans.add(name + table(text, matcher.end()));
            }
        }
        Files.write(folder.resolve("default-cdfs.txt"), cdfs);
        Files.write(folder.resolve("scans.txt"), scans);
        System.out.println(cdfs.size() + " CDF tables, " + scans.size() + " scans");
    }

    /** The braces that open at {@code start}, as " d0 d1 ...: v v v ...". */
    private static String table(String text, int start) {
        StringBuilder values = new StringBuilder();
        List<int[]> counts = new ArrayList<>();
        int[] open = new int[8];
        int depth = 0;
        int position = start;
        do {
            char c = text.charAt(position);
            if (c == '{') {
                depth++;
                open[depth] = 0;
                while (counts.size() < depth) {
                    counts.add(new int[] {-1});
                }
                position++;
            } else if (c == '}') {
                int[] seen = counts.get(depth - 1);
                if (seen[0] >= 0 && seen[0] != open[depth]) {
                    throw new IllegalStateException("ragged table near " + text.substring(start, start + 40));
                }
                seen[0] = open[depth];
                depth--;
                open[depth]++;
                position++;
            } else if (Character.isDigit(c)) {
                int end = position;
                while (Character.isDigit(text.charAt(end))) {
                    end++;
                }
                int value = Integer.parseInt(text.substring(position, end));
                String rest = text.substring(end).stripLeading();
                if (rest.startsWith("*")) {
                    Matcher factor = Pattern.compile("\\*\\s*(\\d+)").matcher(rest);
                    factor.lookingAt();
                    value *= Integer.parseInt(factor.group(1));
                    end = text.indexOf(factor.group(), end) + factor.group().length();
                }
                open[depth]++;
                values.append(' ').append(value);
                position = end;
            } else {
                position++;
            }
        } while (depth > 0);
        StringBuilder line = new StringBuilder();
        counts.forEach(count -> line.append(' ').append(count[0]));
        return line.append(':').append(values).toString();
    }
}
