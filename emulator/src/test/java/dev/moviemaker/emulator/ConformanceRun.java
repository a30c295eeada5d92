// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.ClientRecording;
import dev.moviemaker.emulator.client.Refusals;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.client.Vk;
import dev.moviemaker.emulator.profile.DriverProfile;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Runs a case on a profile: it is carried out or refused by capability, and what is refused is not done either. */
final class ConformanceRun {
    private static final int FIRST_FEEDBACK_WORDS = 3;
    private static final int ALL_FEEDBACK_WORDS = 11;

    private final Path base;
    private final Path folder;

    ConformanceRun(Path base, Path folder) {
        this.base = base;
        this.folder = folder;
    }

    /** How a case ended. */
    enum Verdict {
        /** Decoded by dav1d to exactly what the driver reconstructed, and the driver had nothing to say. */
        PASSED,
        /** Beyond the capabilities; asked for nevertheless, the driver refused it or reported it. */
        REFUSED,
        /** Anything else. */
        FAILED
    }

    /**
     * The end of a case.
     *
     * @param why the capability, or what went wrong
     */
    record Outcome(Verdict verdict, String why) {}

    Outcome run(DriverProfile profile, ConformanceCase one) {
        EmulatedDriver driver = EmulatedDriver.over(base, profile);
        List<String> coded = new ArrayList<>();
        driver.onReconstruction(picture -> coded.add(digest(picture, 0, picture.length)));
        Outcome outcome;
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER)) {
            Refusals.Answer answer = Refusals.of(vk, one.settings());
            outcome = answer.reasons().isEmpty()
                    ? carriedOut(driver, vk, one.settings(), coded)
                    : refused(driver, vk, one.settings(), answer);
        }
        return driver.liveObjects().isEmpty() || outcome.verdict() == Verdict.FAILED
                ? outcome
                : new Outcome(Verdict.FAILED, "left live: " + driver.liveObjects());
    }

    private static ClientRecording record(Vk vk, Settings settings) {
        try (Arena arena = Arena.ofShared();
                Client client = new Client(vk, settings, settings.hooks(arena))) {
            ClientRecording recording = new ClientRecording(client);
            recording.run();
            return recording;
        }
    }

    private Outcome refused(EmulatedDriver driver, Vk vk, Settings settings, Refusals.Answer answer) {
        String why = String.join("; ", answer.reasons());
        if (!answer.expressible()) {
            return new Outcome(Verdict.REFUSED, why);
        }
        try {
            record(vk, settings);
        } catch (Vk.VulkanFailure e) {
            return new Outcome(Verdict.REFUSED, why);
        } catch (RuntimeException e) {
            return new Outcome(Verdict.FAILED, e + ", although " + why);
        }
        return driver.violations().isEmpty()
                ? new Outcome(Verdict.FAILED, "carried out although " + why)
                : new Outcome(Verdict.REFUSED, why);
    }

    private Outcome carriedOut(EmulatedDriver driver, Vk vk, Settings settings, List<String> coded) {
        ClientRecording recording;
        try {
            recording = record(vk, settings);
        } catch (RuntimeException e) {
            return new Outcome(Verdict.FAILED, e + "; " + driver.report());
        }
        if (!driver.report().isEmpty()) {
            return new Outcome(Verdict.FAILED, String.join("; ", driver.report()));
        }
        if (recording.statuses().stream().anyMatch(status -> status != 1)
                || recording.shownAsCoded().size() != settings.frames()) {
            return new Outcome(
                    Verdict.FAILED, "statuses " + recording.statuses() + ", shown " + recording.shownAsCoded());
        }
        String figures = settings.extras().feedback2() ? feedback(recording, settings) : "";
        if (!figures.isEmpty()) {
            return new Outcome(Verdict.FAILED, figures);
        }
        byte[] decoded = Testbed.decode("dav1d", recording.stream(), folder);
        if (decoded.length == 0 || decoded.length % settings.frames() != 0) {
            return new Outcome(Verdict.FAILED, "dav1d shows " + decoded.length + " bytes");
        }
        int frame = decoded.length / settings.frames();
        for (int i = 0; i < settings.frames(); i++) {
            if (!digest(decoded, i * frame, frame)
                    .equals(coded.get(recording.shownAsCoded().get(i)))) {
                return new Outcome(
                        Verdict.FAILED, "frame " + i + " is decoded otherwise than the driver reconstructed it");
            }
        }
        return new Outcome(Verdict.PASSED, recording.stream().length + " bytes");
    }

    /** What is wrong with what the driver told of its pictures. */
    private static String feedback(ClientRecording recording, Settings settings) {
        for (int[] words : recording.feedback()) {
            if (words.length == FIRST_FEEDBACK_WORDS + 1) {
                return "no feedback beyond the first three words";
            }
            if (words.length == ALL_FEEDBACK_WORDS) {
                int[] q = Arrays.copyOfRange(words, 3, 6);
                long pixels = (long) words[6] + words[7];
                boolean ordered = q[1] <= q[0] && q[0] <= q[2];
                int tiles = Math.max(
                        1, settings.extras().tileColumns() * settings.extras().tileRows());
                if (!ordered || pixels != settings.pixels() || words[9] != tiles) {
                    return "feedback " + Arrays.toString(words);
                }
            }
        }
        return "";
    }

    private static String digest(byte[] bytes, int from, int count) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(bytes, from, count);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
