// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Adds up what was meant to run: the XML reports of Surefire and Failsafe, the stages that are no Maven tests, and
 * every test class of the sources that left no report. Prints each failure and each skip's reason, then one closing
 * line. A class without a report, or a stage that could not start, is a failure.
 *
 * <p>Arguments: the checkout, and a file with one line a stage: {@code passed}, {@code failed} or {@code skipped}, a
 * tab, its name, a tab, a reason.
 */
class TestSummary {
    /** A stage that does not depend on the machine: its line in the script is not indented. */
    private static final Pattern STAGE = Pattern.compile("stage '([^']+)'");

    private final Map<String, List<String>> skippedByReason = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Set<String> reported = new HashSet<>();
    private final Set<String> stages = new HashSet<>();
    private int passed;

    public static void main(String[] arguments) throws Exception {
        TestSummary summary = new TestSummary();
        Path checkout = Path.of(arguments[0]);
        for (Path module : list(checkout)) {
            summary.addReports(module.resolve("target/surefire-reports"));
            summary.addReports(module.resolve("target/failsafe-reports"));
        }
        for (Path module : list(checkout)) {
            summary.addMissing(module.resolve("src/test/java"));
        }
        summary.addStages(Path.of(arguments[1]));
        summary.addMissingStages(checkout.resolve("test"));
        System.exit(summary.print());
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private void addReports(Path folder) throws Exception {
        for (Path report : list(folder)) {
            String name = report.getFileName().toString();
            if (!name.startsWith("TEST-") || !name.endsWith(".xml")) {
                continue;
            }
            reported.add(name.substring("TEST-".length(), name.length() - ".xml".length()));
            var cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                addCase((Element) cases.item(i));
            }
        }
    }

    private void addCase(Element test) {
        String name = test.getAttribute("classname") + "." + test.getAttribute("name");
        Element skipped = child(test, "skipped");
        Element failed = child(test, "failure") != null ? child(test, "failure") : child(test, "error");
        if (failed != null) {
            String message = failed.getAttribute("message").lines().findFirst().orElse(failed.getAttribute("type"));
            failures.add(name + ": " + message);
        } else if (skipped != null) {
            skippedByReason.computeIfAbsent(reason(skipped), r -> new ArrayList<>()).add(name);
        } else {
            passed++;
        }
    }

    /** The message stands in an attribute or, with the exception's name before it, in the text. */
    private static String reason(Element skipped) {
        String message = skipped.getAttribute("message");
        String text = message.isEmpty() ? skipped.getTextContent() : message;
        return text.lines().findFirst().orElse("no reason given").replaceFirst("^[\\w.$]+: (Assumption failed: )?", "");
    }

    private static Element child(Element parent, String tag) {
        return (Element) parent.getElementsByTagName(tag).item(0);
    }

    /** Test classes of the sources that nothing reported: whoever was to run them did not start, or died. */
    private void addMissing(Path sources) throws IOException {
        if (!Files.isDirectory(sources)) {
            return;
        }
        List<Path> tests;
        try (Stream<Path> files = Files.walk(sources)) {
            tests = files.filter(file -> file.toString().endsWith("Test.java")).toList();
        }
        for (Path test : tests) {
            String path = sources.relativize(test).toString();
            String name = path.substring(0, path.length() - ".java".length()).replace('/', '.').replace('\\', '.');
            if (!reported.contains(name) && !Files.readString(test).contains("abstract class ")) {
                failures.add(name + ": left no report, so it did not run");
            }
        }
    }

    /** Stages that the script always runs and that left no line: whatever ended it before, they did not start. */
    private void addMissingStages(Path script) throws IOException {
        for (String line : Files.readAllLines(script)) {
            Matcher stage = STAGE.matcher(line);
            if (stage.lookingAt() && !stages.contains(stage.group(1))) {
                failures.add(stage.group(1) + ": did not start");
            }
        }
    }

    private void addStages(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t", 3);
            stages.add(parts[1]);
            switch (parts[0]) {
                case "passed" -> passed++;
                case "skipped" -> skippedByReason.computeIfAbsent(parts[2], r -> new ArrayList<>()).add(parts[1]);
                default -> failures.add(parts[1] + ": " + parts[2]);
            }
        }
    }

    private int print() {
        failures.forEach(failure -> System.out.println("FAILED  " + failure));
        skippedByReason.forEach((reason, tests) -> {
            System.out.printf("skipped %d: %s%n", tests.size(), reason);
            tests.forEach(test -> System.out.println("        " + test));
        });
        int skipped = skippedByReason.values().stream().mapToInt(List::size).sum();
        System.out.printf("%d passed, %d failed, %d skipped%n", passed, failures.size(), skipped);
        return failures.isEmpty() && passed > 0 ? 0 : 1;
    }
}
