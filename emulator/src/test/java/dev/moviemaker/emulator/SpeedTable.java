// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import dev.moviemaker.emulator.check.CallAllocation;
import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.ClientRecording;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.client.Vk;
import dev.moviemaker.emulator.profile.DriverProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What the README's table of speeds is made by; {@code emulator/speed} starts it. For each profile and size: frames a
 * second with the picture coder, and what a frame takes the program and the driver when pictures are coded without
 * looking at them.
 */
final class SpeedTable {
    private SpeedTable() {}

    /**
     * Prints the table.
     *
     * @param arguments library of the installed driver, coded frames, instant frames, profiles
     */
    public static void main(String[] arguments) {
        Path base = Path.of(arguments[0]);
        int coded = Integer.parseInt(arguments[1]);
        int instant = Integer.parseInt(arguments[2]);
        CallAllocation.start();
        System.out.println(
                "| profile | size | frames/s | instant, microseconds a frame | of them waiting | bytes allocated in "
                        + "calls |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (String name : List.of(arguments).subList(3, arguments.length)) {
            DriverProfile profile = Testbed.profile(name);
            for (int[] size : new int[][] {{640, 360}, {1920, 1080}}) {
                row(base, profile, size[0], size[1], coded, instant);
            }
        }
    }

    private static void row(Path base, DriverProfile profile, int width, int height, int coded, int instant) {
        String fps = "-";
        if (coded > 0) {
            EmulatedDriver driver = EmulatedDriver.over(base, profile);
            run(driver, Settings.of(width, height, Math.min(16, coded)));
            double seconds = run(driver, Settings.of(width, height, coded)).nanos() / 1e9;
            fps = String.format(Locale.ROOT, "%.1f", coded / seconds);
        }
        Settings settings = Settings.of(width, height, instant).still();
        EmulatedDriver driver = EmulatedDriver.instantOver(base, profile);
        run(driver, settings);
        run(driver, settings);
        ClientRecording recording = run(driver, settings);
        int frames = recording.statuses().size();
        System.out.printf(
                Locale.ROOT,
                "| %s | %dx%d | %s | %.0f | %.0f | %d |%n",
                profile.name(),
                width,
                height,
                fps,
                recording.nanos() / 1e3 / frames,
                recording.waitNanos() / 1e3 / frames,
                recording.callBytes() / frames);
    }

    private static ClientRecording run(EmulatedDriver driver, Settings settings) {
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, settings, Hooks.none())) {
            ClientRecording recording = new ClientRecording(client);
            recording.run();
            return recording;
        }
    }
}
