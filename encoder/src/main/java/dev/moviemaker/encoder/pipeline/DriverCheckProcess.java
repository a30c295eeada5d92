// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.encoder.caps.DeviceIdentity;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The program of the process that {@link ChildCheck} starts. */
public final class DriverCheckProcess {
    /** First line of the result: from here on it is the driver's doing if nothing more comes. */
    static final String STARTED = "started";

    static final String PASSED = "passed";
    static final String FAILED = "failed";
    static final String NOT_RUN = "not run";

    private DriverCheckProcess() {}

    /**
     * What is to be tested.
     *
     * @param withoutRgb whether the driver's own conversion of RGB is left alone
     */
    record Request(EncoderSettings settings, DeviceIdentity device, boolean withoutRgb) {}

    /**
     * Reads a request from standard input, tests, and writes lines to a file: {@link #STARTED}, then the verdict and
     * its reason.
     *
     * @throws IOException if the request cannot be read or the result not be written
     */
    public static void main(String[] arguments) throws IOException {
        Path result = Path.of(arguments[0]);
        Request request = RecordStream.read(new DataInputStream(new BufferedInputStream(System.in)), Request.class);
        Files.writeString(result, STARTED + "\n");
        Files.writeString(result, verdict(request), StandardOpenOption.APPEND);
    }

    private static String verdict(Request request) {
        HardwareEncoderProvider provider =
                new HardwareEncoderProvider(VulkanSource.MACHINE, HardwareEncoderProvider.WATCHDOG, false);
        try {
            Optional<String> problem = provider.test(request.settings(), request.device(), request.withoutRgb());
            return problem.map(why -> FAILED + "\n" + why).orElse(PASSED) + "\n";
        } catch (RuntimeException e) {
            return NOT_RUN + "\n" + e.getMessage() + "\n";
        }
    }
}
