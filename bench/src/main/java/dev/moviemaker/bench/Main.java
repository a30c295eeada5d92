// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Answers questions: {@code [NAME…] [--quick] [--out FOLDER]}, or lists them: {@code --list}. */
public final class Main {
    private static final PrintStream OUT = System.out;
    private static final int USAGE = 2;

    /** By name, in the order of a run of all. */
    static final Map<String, Question> QUESTIONS = questions();

    private Main() {}

    private static Map<String, Question> questions() {
        Map<String, Question> all = new LinkedHashMap<>();
        for (Question question : List.of(
                new VulkanCall(),
                new Recording(),
                new Conversion(),
                new FrameLatency(),
                new HostOverhead(),
                new StartUp(),
                new Scale(),
                new Quality())) {
            all.put(question.getClass().getSimpleName(), question);
        }
        return all;
    }

    /** Runs one or all; exits with 1 if one could not be answered, with 2 for wrong arguments. */
    public static void main(String[] arguments) throws Exception {
        List<String> names = new ArrayList<>();
        Path out = Path.of("bench/target/results");
        boolean quick = false;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--quick")) {
                quick = true;
            } else if (argument.equals("--out") && i + 1 < arguments.length) {
                out = Path.of(arguments[++i]);
            } else if (argument.equals("--list")) {
                QUESTIONS.forEach((name, question) -> OUT.printf("%-13s %s%n", name, question.asks()));
                return;
            } else {
                names.add(argument);
            }
        }
        Files.createDirectories(out);
        for (String name : names) {
            if (!QUESTIONS.containsKey(name)) {
                System.err.printf("bench: no question '%s'; there are %s%n", name, QUESTIONS.keySet());
                System.exit(USAGE);
            }
        }
        boolean allAnswered = true;
        for (String name : names.isEmpty() ? List.copyOf(QUESTIONS.keySet()) : names) {
            allAnswered &= answer(name, quick, out);
        }
        System.exit(allAnswered ? 0 : 1);
    }

    private static boolean answer(String name, boolean quick, Path out) throws Exception {
        Question question = Objects.requireNonNull(QUESTIONS.get(name));
        Map<String, String> environment = Environment.now();
        Path work = Files.createDirectories(out.resolve("work"));
        Run run = new Run(quick, work, System.err);
        run.say("bench: %s: %s", name, question.asks());
        Answer answer;
        try {
            answer = question.answer(run);
        } catch (Missing e) {
            System.err.printf("bench: %s cannot be answered here: %s%n", name, e.getMessage());
            return false;
        }
        Result result =
                new Result(name, question.asks(), "bench/run " + name + (quick ? " --quick" : ""), environment, answer);
        result.write(out);
        OUT.println();
        OUT.println(name + ": " + question.asks());
        answer.settings().forEach((key, value) -> OUT.printf("  %s: %s%n", key, value));
        OUT.println();
        OUT.println(new TextTable(answer.rows()));
        answer.notes().forEach(note -> OUT.println("note: " + note));
        OUT.println(result.ratioLine());
        return true;
    }
}
