package dev.moviemaker.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The walls around and in this module. */
class ArchitectureTest {
    private static final String ROOT = "dev.moviemaker.media";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void usesOnlyWhatTheEncoderExportsBitstreamAndFfmpeg() {
        classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "..",
                        "dev.moviemaker",
                        "dev.moviemaker.spi",
                        "dev.moviemaker.color",
                        "dev.moviemaker.rate",
                        "dev.moviemaker.bitstream",
                        "org.bytedeco..",
                        "org.jspecify..",
                        "java..")
                .check(CLASSES);
    }

    @Test
    void conversionKnowsNothingNative() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".convert")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco..", ROOT + ".av", ROOT + ".svt", ROOT + ".container", ROOT + ".input")
                .check(CLASSES);
    }

    @Test
    void encoderContainersAndInputKnowNothingOfEachOther() {
        for (String from : new String[] {"svt", "container", "input"}) {
            for (String to : new String[] {"svt", "container", "input"}) {
                if (!from.equals(to)) {
                    noClasses()
                            .that()
                            .resideInAPackage(ROOT + "." + from)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(ROOT + "." + to)
                            .check(CLASSES);
                }
            }
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
