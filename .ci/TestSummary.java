import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/** Adds up Surefire's and Failsafe's XML reports below the folders given: each failure and skip with its reason, then one closing line. */
class TestSummary {
    private final Map<String, List<String>> skippedByReason = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int passed;

    public static void main(String[] folders) throws Exception {
        TestSummary summary = new TestSummary();
        for (String folder : folders) {
            summary.addFolder(new File(folder));
        }
        System.exit(summary.print());
    }

    private void addFolder(File folder) throws Exception {
        File[] reports = folder.listFiles((parent, name) -> name.startsWith("TEST-") && name.endsWith(".xml"));
        if (reports == null) {
            return;
        }
        for (File report : reports) {
            var cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report)
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
            failures.add(name + ": " + failed.getAttribute("message").lines().findFirst().orElse(failed.getAttribute("type")));
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
