package dev.moviemaker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls between this module's packages. A rule about a package applies as soon as the package exists. */
class ArchitectureTest {
    private static final String ROOT = "dev.moviemaker";
    private static final Path SOURCES = Path.of("src");
    private static final int MAX_LINES = 400;

    /** Every package may use those after it on its line, the public ones, and nothing else of this module. */
    private static final List<List<String>> ALLOWED = List.of(
            List.of("trace"),
            List.of("rate"),
            List.of("color"),
            List.of("container", "trace"),
            List.of("recording", "container", "rate", "trace"));

    private static final Path CLASS_FOLDER = Path.of("target", "classes");
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(CLASS_FOLDER);

    private static Set<String> packages;

    @BeforeAll
    static void findPackages() throws IOException {
        try (Stream<Path> folders = Files.list(CLASS_FOLDER.resolve("dev/moviemaker"))) {
            packages = new TreeSet<>(folders.filter(Files::isDirectory)
                    .map(f -> String.valueOf(f.getFileName()))
                    .toList());
        }
        assertThat(packages).contains("spi", "recording", "rate", "trace", "container");
    }

    private static String[] named(List<String> relative) {
        return relative.stream().map(p -> ROOT + "." + p + "..").toArray(String[]::new);
    }

    @Test
    void everyPackageHasAPlace() {
        List<String> known =
                new ArrayList<>(ALLOWED.stream().map(List::getFirst).toList());
        known.add("spi");
        assertThat(known).containsAll(packages);
    }

    @Test
    void dependenciesPointOneWay() {
        for (List<String> allowed : ALLOWED) {
            String from = allowed.getFirst();
            if (packages.contains(from)) {
                List<String> forbidden = ALLOWED.stream()
                        .map(List::getFirst)
                        .filter(p -> !allowed.contains(p))
                        .toList();
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + "." + from + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(named(forbidden))
                        .check(CLASSES);
            }
        }
    }

    @Test
    void onlyTheEntryPointsUseWhatIsBehindThem() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT, ROOT + ".spi")
                .and()
                .doNotHaveFullyQualifiedName(MovieMaker.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(Backends.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".Backends$Installed")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".Backends$1")
                .and()
                .haveNameNotMatching(".*\\.Av1Encoder.*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(named(List.of("recording", "container", "color", "trace")))
                .check(CLASSES);
    }

    @Test
    void internalPackagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void purePackagesKnowNoNativeMemory() {
        for (String pure : List.of("rate", "color")) {
            if (packages.contains(pure)) {
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + "." + pure + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.lang.foreign..", "dev.moviemaker.vulkan..")
                        .check(CLASSES);
            }
        }
    }

    @Test
    void nobodyPrintsOrUsesOtherLogging() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.logging..", "org.slf4j..", "dev.moviemaker.media..", "dev.moviemaker.emulator..")
                .check(CLASSES);
        noClasses().should().accessField(System.class, "out").check(CLASSES);
        noClasses().should().accessField(System.class, "err").check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotEndingWith("Context")
                .check(CLASSES);
    }

    @Test
    void filesStayShort() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(SOURCES)) {
            files = all.filter(f -> f.toString().endsWith(".java")).toList();
        }
        assertThat(files).hasSizeGreaterThan(30);
        for (Path file : files) {
            assertThat(Files.readAllLines(file)).as("lines of %s", file).hasSizeLessThanOrEqualTo(MAX_LINES);
        }
    }
}
