package dev.moviemaker.bitstream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** This module is pure Java: nothing of Vulkan, nothing native. */
class WallTest {
    @Test
    void onlyThePlatformIsUsed() {
        JavaClasses module = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.moviemaker.bitstream");
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.moviemaker.bitstream",
                        "java.lang",
                        "java.lang.runtime",
                        "java.io",
                        "java.nio..",
                        "java.util..",
                        "org.jspecify..")
                .check(module);
    }
}
