package dev.moviemaker.coder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The picture coder knows nothing of Vulkan, and none of its files is long. */
final class CodecWallsTest {
    private static final int MOST_LINES = 400;

    @Test
    void theCoderKnowsNothingOfVulkanOrNativeMemory() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.moviemaker.coder");
        assertThat(classes).isNotEmpty();
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.moviemaker.vulkan..", "dev.moviemaker.emulator", "java.lang.foreign..")
                .check(classes);
    }

    @Test
    void noFileIsLong() throws IOException {
        Path root = Path.of("src/main/java/dev/moviemaker/coder");
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> sources =
                    files.filter(path -> path.toString().endsWith(".java")).toList();
            assertThat(sources).isNotEmpty();
            for (Path source : sources) {
                assertThat(Files.readAllLines(source)).as(source.toString()).hasSizeLessThanOrEqualTo(MOST_LINES);
            }
        }
    }
}
