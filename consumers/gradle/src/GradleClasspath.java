// SPDX-License-Identifier: Apache-2.0
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.gradle.api.Project;
import org.gradle.api.artifacts.Configuration;
import org.gradle.api.artifacts.dsl.DependencyHandler;
import org.gradle.testfixtures.ProjectBuilder;

/**
 * Has Gradle resolve what {@code build.gradle} beside it says, here in calls, since the distribution that reads build
 * files is in no Maven repository. Writes both class paths to files.
 */
final class GradleClasspath {
    private GradleClasspath() {}

    public static void main(String[] args) throws Exception {
        String published = args[0];
        String version = args[1];
        Path folder = Path.of(args[2]);
        Project project = ProjectBuilder.builder()
                .withProjectDir(folder.resolve("project").toFile())
                .withGradleUserHomeDir(folder.resolve("home").toFile())
                .build();
        System.out.println("Gradle " + project.getGradle().getGradleVersion() + " on Java "
                + Runtime.version().feature());
        project.getPluginManager().apply("java");
        project.getRepositories().maven(repository -> repository.setUrl(published));
        project.getRepositories().mavenCentral();
        DependencyHandler dependencies = project.getDependencies();
        dependencies.add("implementation", dependencies.platform("dev.moviemaker:moviemaker-bom:" + version));
        dependencies.add("implementation", "dev.moviemaker:moviemaker-media");
        dependencies.add("implementation", "dev.moviemaker:moviemaker-encoder");
        dependencies.add("runtimeOnly", args.length > 3 ? args[3] : "dev.moviemaker:moviemaker-natives");
        for (String name : List.of("compileClasspath", "runtimeClasspath")) {
            Configuration configuration = project.getConfigurations().getByName(name);
            Files.writeString(
                    folder.resolve(name),
                    configuration.resolve().stream()
                            .map(File::toString)
                            .collect(Collectors.joining(File.pathSeparator)));
        }
        // Gradle's threads would keep the process for minutes.
        System.exit(0);
    }
}
