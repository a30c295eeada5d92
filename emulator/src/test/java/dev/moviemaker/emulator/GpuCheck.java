// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.ClientRecording;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.client.Vk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Encodes over any installed driver, on a machine that need not have decoders: {@code emulator/gpu-check} starts it.
 * For each profile it leaves PROFILE.obu and PROFILE.md5, the digest of what a decoder must give.
 */
final class GpuCheck {
    private GpuCheck() {}

    /**
     * Runs it.
     *
     * @param arguments library of the installed driver, {@code DIRECT} or {@code LOADER}, directory for the streams,
     *     frames, profiles
     */
    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        Path base = Path.of(arguments[0]);
        Vk.Way way = Vk.Way.valueOf(arguments[1]);
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        int frames = Integer.parseInt(arguments[3]);
        boolean well = true;
        for (String profile : List.of(arguments).subList(4, arguments.length)) {
            well &= encode(base, way, folder, Settings.of(640, 384, frames), profile);
        }
        System.exit(well ? 0 : 1);
    }

    private static boolean encode(Path base, Vk.Way way, Path folder, Settings settings, String profile)
            throws IOException, NoSuchAlgorithmException {
        EmulatedDriver driver = EmulatedDriver.over(base, Testbed.profile(profile));
        List<byte[]> coded = new ArrayList<>();
        driver.onReconstruction(coded::add);
        long start = System.nanoTime();
        ClientRecording recording;
        String device;
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), way)) {
            device = vk.deviceName();
            try (Client client = new Client(vk, settings, Hooks.none())) {
                recording = new ClientRecording(client);
                recording.run();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        MessageDigest digest = MessageDigest.getInstance("MD5");
        recording.shownAsCoded().forEach(number -> digest.update(coded.get(number)));
        Files.write(folder.resolve(profile + ".obu"), recording.stream());
        Files.writeString(folder.resolve(profile + ".md5"), HexFormat.of().formatHex(digest.digest()) + "\n");
        System.out.printf(
                "%s on %s: %d shown of %d coded, %d bytes, %.2f s%n",
                profile,
                device,
                recording.shownAsCoded().size(),
                recording.statuses().size(),
                recording.stream().length,
                seconds);
        driver.report().forEach(System.out::println);
        driver.liveObjects().forEach((kind, number) -> System.out.println("alive: " + number + " " + kind));
        return recording.statuses().stream().allMatch(status -> status == 1)
                && recording.shownAsCoded().size() == settings.frames()
                && driver.report().isEmpty()
                && driver.liveObjects().isEmpty();
    }
}
