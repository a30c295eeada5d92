// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Rules for the packages of all modules at once. What a module may know of another is the module system's business. */
class ArchitectureTest {
    private static final String ROOT = "dev.moviemaker";
    private static final String GENERATED = ROOT + ".vulkan.raw";
    private static final int MAX_LINES = 400;
    private static final int MAX_COLUMNS = 120;
    private static final List<Path> MODULES = modules();
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(MODULES.stream().map(m -> m.resolve("target/classes")).toList());

    /** Those that the parent names, but for this one. */
    private static List<Path> modules() {
        try {
            Path parent = Path.of("..");
            return Pattern.compile("<module>(.+?)</module>")
                    .matcher(Files.readString(parent.resolve("pom.xml")))
                    .results()
                    .map(match -> match.group(1))
                    .filter(name -> !name.equals("architecture"))
                    .map(parent::resolve)
                    .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
                    .toList();
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Every package is a slice of its own: one that lies in another is no part of it, and the root is one like all
     * others.
     */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the packages of all modules";
        }
    };

    @Test
    void everyModuleIsLookedAt() {
        assertThat(MODULES)
                .hasSizeGreaterThanOrEqualTo(9)
                .allSatisfy(
                        module -> assertThat(module.resolve("target/classes")).isDirectory());
    }

    @Test
    void packagesHaveNoCycles() {
        ArchRule rule = slices().assignedFrom(PACKAGES).should().beFreeOfCycles();
        rule.check(CLASSES);
        System.out.printf(
                "%s: holds for %d packages and %d classes of %d modules%n",
                rule.getDescription(),
                CLASSES.stream().map(JavaClass::getPackageName).distinct().count(),
                CLASSES.size(),
                MODULES.size());
    }

    @Test
    void purePackagesKnowNoNativeMemory() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".bitstream..",
                        ROOT + ".coder..",
                        ROOT + ".encoder.gop",
                        ROOT + ".level",
                        ROOT + ".rate",
                        ROOT + ".color")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.foreign..", "org.bytedeco..", ROOT + ".vulkan..")
                .check(CLASSES);
    }

    @Test
    void syntaxKnowsNothingButJava() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".bitstream..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".bitstream..",
                        "java.lang",
                        "java.lang.runtime",
                        "java.io",
                        "java.nio..",
                        "java.util..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void softwareEncoderContainersAndInputKnowNothingOfEachOther() {
        List<String> parts = List.of("svt", "container", "input");
        for (String from : parts) {
            for (String to : parts) {
                if (!from.equals(to)) {
                    noClasses()
                            .that()
                            .resideInAPackage(ROOT + ".media." + from)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(ROOT + ".media." + to)
                            .check(CLASSES);
                }
            }
        }
    }

    @Test
    void librariesPrintNothingAndLogThroughThePlatform() {
        String[] libraries = {ROOT, ROOT + ".recorder", ROOT + ".recording", ROOT + ".encoder..", ROOT + ".media.."};
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..")
                .check(CLASSES);
        for (String stream : List.of("out", "err")) {
            noClasses()
                    .that()
                    .resideInAnyPackage(libraries)
                    .should()
                    .accessField(System.class, stream)
                    .check(CLASSES);
        }
    }

    /** What Windows does not have. */
    @Test
    void filesHaveNoOwnersAndPermissions() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.file\\.attribute\\.(Posix.*|GroupPrincipal|FileOwner.*)")
                .orShould()
                .callMethodWhere(target(name("setPosixFilePermissions"))
                        .or(target(name("getPosixFilePermissions")))
                        .or(target(name("setOwner"))))
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        for (String empty : List.of("Manager", "Helper", "Util", "Impl", "Context")) {
            classes()
                    .that()
                    .resideOutsideOfPackage(GENERATED)
                    .should()
                    .haveSimpleNameNotEndingWith(empty)
                    .check(CLASSES);
        }
    }

    /** Everything written by hand, also outside the modules. An import cannot be wrapped. */
    @Test
    void linesStayNarrow() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(".."))) {
            files = all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> Stream.of("target", "generated", ".git")
                            .noneMatch(folder -> StreamSupport.stream(file.spliterator(), false)
                                    .anyMatch(part -> part.toString().equals(folder))))
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(800);
        List<String> wide = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > MAX_COLUMNS && !lines.get(i).startsWith("import ")) {
                    wide.add("%s:%d".formatted(file, i + 1));
                }
            }
        }
        assertThat(wide).as("lines of more than %d columns", MAX_COLUMNS).isEmpty();
    }

    /**
     * The build refuses a dependency that the parent POM does not list; this keeps the page of licences to that list.
     */
    @Test
    void pageOfLicencesListsEveryDependency() throws IOException {
        String pom = Files.readString(Path.of("../pom.xml"));
        String page = Files.readString(Path.of("../docs/THIRD-PARTY.md"));
        List<String> allowed = found(pom, "<include>((?!dev\\.moviemaker:).+?)</include>");
        assertThat(allowed).hasSizeGreaterThan(20);
        assertThat(found(page, "(?m)^\\| `(\\S+:\\S+)`")).containsExactlyInAnyOrderElementsOf(allowed);
        assertThat(found(page, "(?m)^\\| `\\S+:\\S+` \\|.*\\|(.*)\\|$"))
                .hasSameSizeAs(allowed)
                .allSatisfy(licence -> assertThat(licence).isNotBlank());
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void filesStayShort() throws IOException {
        for (Path module : MODULES) {
            List<Path> files;
            try (Stream<Path> all = Files.walk(module.resolve("src"))) {
                files = all.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.startsWith(module.resolve("src/generated")))
                        .toList();
            }
            assertThat(files).as("sources of %s", module).isNotEmpty();
            for (Path file : files) {
                assertThat(Files.readAllLines(file)).as("lines of %s", file).hasSizeLessThanOrEqualTo(MAX_LINES);
            }
        }
    }
}
