// SPDX-License-Identifier: Apache-2.0
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks a bundle against what Maven Central publishes as its requirements, prints each rule with its result, and fails
 * if one does.
 */
class CentralRules {
    private static final Pattern PATH = Pattern.compile("(.+)/([^/]+)/([^/]+)/\\2-\\3(.*)");
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Path bundle;

    private CentralRules(Path bundle) {
        this.bundle = bundle;
    }

    public static void main(String[] args) throws Exception {
        CentralRules rules = new CentralRules(Path.of(args[0]));
        rules.read();
        System.exit(rules.check() ? 0 : 1);
    }

    private void read() throws IOException {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            for (var entry : java.util.Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        files.put(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
    }

    private boolean check() throws Exception {
        List<String> artifacts = files.keySet().stream()
                .filter(name -> !name.matches(".*\\.(md5|sha1|sha256|sha512|asc)"))
                .toList();
        rule("below 1 GB", Files.size(bundle) < 1L << 30 ? List.of() : List.of(bundle.toString()));
        rule("layout group/artifact/version/artifact-version",
                artifacts.stream().filter(name -> !PATH.matcher(name).matches()).toList());
        rule("no snapshot", artifacts.stream().filter(name -> name.contains("SNAPSHOT")).toList());
        rule("one version of everything", artifacts.stream().map(name -> name.split("/")[3]).distinct().count() == 1
                ? List.of() : artifacts);
        for (String algorithm : List.of("MD5", "SHA-1")) {
            String suffix = "." + algorithm.toLowerCase().replace("-", "");
            rule("checksum " + suffix + " of every file, and right",
                    artifacts.stream().filter(name -> !sum(name, algorithm, suffix)).toList());
        }
        rule("signature .asc of every file",
                artifacts.stream().filter(name -> !files.containsKey(name + ".asc")).toList());
        rule("signatures are good", artifacts.stream().filter(name -> !signed(name)).toList());
        rule("a POM beside every file", artifacts.stream().filter(name -> !files.containsKey(pom(name))).toList());
        List<String> jars = artifacts.stream().filter(name -> name.matches(".*-[0-9.]+\\.jar")).toList();
        rule("sources jar beside every jar",
                jars.stream().filter(name -> !files.containsKey(name.replace(".jar", "-sources.jar"))).toList());
        rule("javadoc jar beside every jar",
                jars.stream().filter(name -> !files.containsKey(name.replace(".jar", "-javadoc.jar"))).toList());
        rule("jars hold something",
                artifacts.stream().filter(name -> name.endsWith(".jar") && entries(name) < 2).toList());
        List<String> poms = artifacts.stream().filter(name -> name.endsWith(".pom")).toList();
        for (String element : List.of("name", "description", "url", "licenses/license/name", "licenses/license/url",
                "developers/developer/name", "scm/connection", "scm/developerConnection", "scm/url")) {
            rule("POM has " + element, poms.stream().filter(name -> text(name, element).isBlank()).toList());
        }
        rule("POM's coordinates are its path", poms.stream().filter(name -> !coordinates(name)).toList());
        rule("POM has no parent, plugins or repositories (ours)", poms.stream()
                .filter(name -> has(name, "parent") || has(name, "build") || has(name, "repositories")).toList());
        rule("no property left in a POM's dependencies (ours)", poms.stream().filter(this::unresolved).toList());
        System.out.printf("%d artifacts in %d POMs, %.1f MB%n",
                artifacts.size(), poms.size(), Files.size(bundle) / 1e6);
        return faults.isEmpty();
    }

    private void rule(String name, List<String> broken) {
        System.out.printf("%-4s %s%s%n", broken.isEmpty() ? "ok" : "NO", name, broken.isEmpty() ? "" : ": " + broken);
        if (!broken.isEmpty()) {
            faults.add(name);
        }
    }

    private boolean sum(String name, String algorithm, String suffix) {
        try {
            byte[] sum = files.get(name + suffix);
            byte[] digest = MessageDigest.getInstance(algorithm).digest(files.get(name));
            String hex = ("%0" + 2 * digest.length + "x").formatted(new BigInteger(1, digest));
            return sum != null && new String(sum).strip().equalsIgnoreCase(hex);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private boolean signed(String name) {
        byte[] signature = files.get(name + ".asc");
        if (signature == null) {
            return false;
        }
        try {
            Path file = Files.write(Files.createTempFile("central", ".file"), files.get(name));
            Path asc = Files.write(Files.createTempFile("central", ".asc"), signature);
            Process gpg = new ProcessBuilder("gpg", "--batch", "--quiet", "--verify", asc.toString(), file.toString())
                    .redirectErrorStream(true).start();
            gpg.getInputStream().readAllBytes();
            boolean good = gpg.waitFor() == 0;
            Files.delete(file);
            Files.delete(asc);
            return good;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pom(String name) {
        Matcher path = PATH.matcher(name);
        return path.matches() ? "%s/%s/%s/%2$s-%3$s.pom".formatted(path.group(1), path.group(2), path.group(3)) : "";
    }

    private int entries(String name) {
        int count = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(files.get(name)))) {
            while (zip.getNextEntry() != null) {
                count++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
        return count;
    }

    private Element root(String pom) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new ByteArrayInputStream(files.get(pom))).getDocumentElement();
        } catch (Exception e) {
            throw new IllegalStateException(pom, e);
        }
    }

    private static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        return null;
    }

    private String text(String pom, String path) {
        Element element = root(pom);
        for (String name : path.split("/")) {
            element = element == null ? null : child(element, name);
        }
        return element == null ? "" : element.getTextContent();
    }

    private boolean has(String pom, String element) {
        return child(root(pom), element) != null;
    }

    private boolean coordinates(String pom) {
        return pom.equals("%s/%s/%s/%2$s-%3$s.pom"
                .formatted(text(pom, "groupId").replace('.', '/'), text(pom, "artifactId"), text(pom, "version")));
    }

    private boolean unresolved(String pom) {
        Element dependencies = child(root(pom), "dependencies");
        return dependencies != null && dependencies.getTextContent().contains("${");
    }
}
