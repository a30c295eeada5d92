// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.util.Arrays;
import java.util.List;

/** Runs one command after another in a process of little memory; a line of status and message for each. */
public final class SmallHeapRun {
    private SmallHeapRun() {}

    /** Takes the words of each command, with {@code ;} between commands. */
    public static void main(String[] args) {
        List<String> words = Arrays.asList(args);
        while (!words.isEmpty()) {
            int end = words.contains(";") ? words.indexOf(";") : words.size();
            CommandRun run = CommandRun.of(words.subList(0, end).toArray());
            String said = run.exitCode() == 0 ? run.out() : run.err();
            System.out.println(run.exitCode() + " " + said.strip().replaceAll("\\s*\\n\\s*", " / "));
            words = words.subList(Math.min(end + 1, words.size()), words.size());
        }
    }
}
