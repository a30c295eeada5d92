// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import java.util.List;

/**
 * The difference of two texts by a longest common subsequence of their lines, blanks at the ends and in rows left out.
 */
final class LineDiff {
    private LineDiff() {}

    /** Adds the lines that only one of the texts has to {@code removed} and {@code added}, in order. */
    static void between(List<String> before, List<String> after, List<String> removed, List<String> added) {
        List<String> one = before.stream().map(LineDiff::plain).toList();
        List<String> two = after.stream().map(LineDiff::plain).toList();
        int[][] common = new int[one.size() + 1][two.size() + 1];
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = two.size() - 1; j >= 0; j--) {
                common[i][j] = one.get(i).equals(two.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < one.size() || j < two.size()) {
            if (i < one.size() && j < two.size() && one.get(i).equals(two.get(j))) {
                i++;
                j++;
            } else if (j == two.size() || (i < one.size() && common[i + 1][j] >= common[i][j + 1])) {
                removed.add(one.get(i++));
            } else {
                added.add(two.get(j++));
            }
        }
    }

    private static String plain(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }
}
