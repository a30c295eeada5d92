// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.UnsupportedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which driver the emulated one stands in front of. */
class EmulatedDriversTest {
    @TempDir
    private Path folder;

    @Test
    void aBaseThatIsNotThereIsNamed() {
        Path missing = folder.resolve("libmissing.so");
        System.setProperty(EmulatedDrivers.BASE, missing.toString());
        try {
            assertThatThrownBy(() -> new EmulatedDrivers().driver("emulated:minimal"))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining("emulated:minimal")
                    .hasMessageContaining(missing.toString());
        } finally {
            System.clearProperty(EmulatedDrivers.BASE);
        }
    }
}
