// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.moviemaker.OutputException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of a recording on Windows: drives, case, devices, renaming; in memory, with Windows' rules. */
class WindowsFilesTest {
    private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
    private final Path folder = windows.getPath("C:\\movies");

    @BeforeEach
    void makesTheFolder() throws IOException {
        Files.createDirectory(folder);
    }

    @AfterEach
    void closes() throws IOException {
        windows.close();
    }

    private List<String> names() throws IOException {
        try (var list = Files.list(folder)) {
            return list.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aMovieGrowsBesideItsTargetAndReplacesItInTheEnd() throws IOException {
        Path target = Files.writeString(folder.resolve("movie.mp4"), "before");
        OutputFile file = OutputFile.reserveAnywhere(target);
        assertThat(names()).containsExactly(".movie.mp4.lock", ".movie.recording.mp4.part", "movie.mp4");
        Files.writeString(file.temporary(), "new");
        file.plays();
        assertThat(names()).containsExactly(".movie.mp4.lock", "movie.mp4", "movie.recording.mp4");
        assertThat(target).hasContent("before");
        file.commit();
        assertThat(names()).containsExactly("movie.mp4");
        assertThat(target).hasContent("new");
    }

    @Test
    void namesThatDifferInCaseAreOneTarget() throws IOException {
        OutputFile file = OutputFile.reserveAnywhere(folder.resolve("Movie.mp4"));
        assertThatThrownBy(() -> OutputFile.reserveAnywhere(windows.getPath("c:\\MOVIES\\movie.MP4")))
                .isInstanceOf(OutputException.class)
                .hasMessage("Cannot write c:\\MOVIES\\movie.MP4: another recording of this program is writing it");
        file.discard();
        assertThat(names()).isEmpty();
    }

    @Test
    void pathsMayBeRelativeOrOfAShare() throws IOException {
        Files.createDirectory(windows.getPath("here"));
        OutputFile relative = OutputFile.reserveAnywhere(windows.getPath("here\\movie.mp4"));
        assertThat(relative.target()).isEqualTo(windows.getPath("C:\\work\\here\\movie.mp4"));
        relative.discard();
        assertThatThrownBy(() -> OutputFile.reserveAnywhere(windows.getPath("C:\\none\\movie.mp4")))
                .hasMessage("Cannot write C:\\none\\movie.mp4: there is no folder C:\\none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NUL.mp4",
                "con.mkv",
                "Aux.webm",
                "COM1.ivf",
                "lpt9.obu",
                "com\u00b2.mp4",
                "PRN .mp4",
                "nul.tar.mp4"
            })
    void devicesAreRefused(String name) throws IOException {
        assertThatThrownBy(() -> OutputFile.reserveAnywhere(folder.resolve(name)))
                .isInstanceOf(OutputException.class)
                .hasMessageStartingWith("Cannot write C:\\movies\\" + name + ": on Windows, ")
                .hasMessageEndingWith(" is a device and no name for a file, whatever its extension");
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"console.mp4", "com10.mp4", "nul-1.mp4", "a.nul.mp4", "\u00fc\u4e2d.mp4"})
    void otherNamesAreNot(String name) {
        assertThatCode(() -> OutputFile.reserveAnywhere(folder.resolve(name)).discard())
                .doesNotThrowAnyException();
    }

    @Test
    void elsewhereDevicesOfWindowsAreNames() throws IOException {
        try (FileSystem unix = Jimfs.newFileSystem(Configuration.unix())) {
            OutputFile.reserveAnywhere(unix.getPath("/work/NUL.mp4")).discard();
        }
    }

    /** As on Windows, where no open file can be renamed. */
    @Test
    void aFileThatCannotBeRenamedYetKeepsItsFirstNameUntilItIsClosed() throws IOException {
        OutputFile file = OutputFile.reserveAnywhere(folder.resolve("movie.mp4"));
        Path inTheWay =
                Files.createDirectories(folder.resolve("movie.recording.mp4").resolve("sub"));
        Files.writeString(file.temporary(), "recorded");
        file.plays();
        assertThat(file.temporary().getFileName()).hasToString(".movie.recording.mp4.part");
        Files.delete(inTheWay);
        Files.delete(folder.resolve("movie.recording.mp4"));
        file.keep();
        assertThat(names()).containsExactly("movie.recording.mp4");
        assertThat(file.whereabouts()).isEqualTo("What was recorded before is in C:\\movies\\movie.recording.mp4");
    }

    @Test
    void whatAKilledProgramLeftStays() throws IOException {
        Files.writeString(folder.resolve("Movie.Recording.mp4"), "left");
        OutputFile file = OutputFile.reserveAnywhere(folder.resolve("movie.mp4"));
        assertThat(file.leftover()).contains(folder.resolve("movie.recording.mp4"));
        file.plays();
        file.commit();
        assertThat(names()).containsExactly("Movie.Recording.mp4", "movie.mp4");
        assertThat(folder.resolve("movie.recording.mp4")).hasContent("left");
    }

    @Test
    void aTargetThatCannotBeReplacedLeavesTheMovieWhereItIs() throws IOException {
        OutputFile file = OutputFile.reserveAnywhere(folder.resolve("movie.mp4"));
        Files.createDirectories(folder.resolve("movie.mp4").resolve("sub"));
        Files.writeString(file.temporary(), "recorded");
        file.plays();
        assertThatThrownBy(file::commit).isInstanceOf(IOException.class);
        assertThat(folder.resolve("movie.recording.mp4")).hasContent("recorded");
    }
}
