// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.OutputException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that are devices on Windows, in every folder and with any extension (Microsoft, "Naming Files, Paths, and
 * Namespaces"). A movie of such a name would be lost without an error, or would fail in ways that no message explains.
 */
final class WindowsDevices {
    private static final Pattern DEVICE = Pattern.compile(
            "(?<device>CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3]) *(\\..*)?",
            Pattern.CASE_INSENSITIVE);

    private WindowsDevices() {}

    /**
     * Refuses a path whose file or one of whose folders is a device, if the file system is one of Windows.
     *
     * @param output the same, as the caller wrote it
     * @throws OutputException naming the device
     */
    static void refuse(Path target, Path output) {
        if (!isWindows(target.getFileSystem())) {
            return;
        }
        for (Path name : target) {
            Matcher matcher = DEVICE.matcher(name.toString());
            if (matcher.matches()) {
                throw new OutputException(
                        "Cannot write %s: on Windows, %s is a device and no name for a file, whatever its extension"
                                .formatted(output, matcher.group("device")));
            }
        }
    }

    private static boolean isWindows(FileSystem files) {
        return files.getSeparator().equals("\\");
    }
}
