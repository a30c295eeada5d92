// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.ClientRecording;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.client.Vk;
import dev.moviemaker.emulator.client.Vk.VulkanFailure;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.emulator.profile.DriverProfile.KnownFault;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1PictureInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeInfoKHR;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault that can be switched on or injected shows its symptom. */
class FaultEmulatorTest {
    private static final Settings SHORT = Settings.of(320, 192, 4);

    @TempDir
    Path folder = Path.of("unset");

    private static ClientRecording record(EmulatedDriver driver, Settings settings, Hooks hooks) {
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, settings, hooks)) {
            ClientRecording recording = new ClientRecording(client);
            recording.run();
            overridden = client.parametersOverridden();
            return recording;
        }
    }

    private static boolean overridden;

    private static EmulatedDriver known(String profile, KnownFault fault) {
        return EmulatedDriver.over(
                Testbed.needsVulkan(), Testbed.profile(profile).withKnownFaults(Set.of(fault)));
    }

    private static EmulatedDriver injected(Faults faults) {
        return EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("maximal"), faults);
    }

    private static void fails(EmulatedDriver driver, String call, int result) {
        assertThatThrownBy(() -> record(driver, SHORT, Hooks.none()))
                .asInstanceOf(InstanceOfAssertFactories.type(VulkanFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.call()).isEqualTo(call);
                    assertThat(failure.result()).isEqualTo(result);
                });
    }

    @Test
    void overridesAreReportedUnlessTheFaultIsOn() {
        Settings odd = Settings.of(320, 200, 2);
        record(EmulatedDriver.over(Testbed.needsVulkan(), Testbed.profile("radv-rdna3")), odd, Hooks.none());
        assertThat(overridden).isTrue();
        record(known("radv-rdna3", KnownFault.OVERRIDES_NEVER_REPORTED), odd, Hooks.none());
        assertThat(overridden).isFalse();
    }

    @Test
    void midSessionKeyFramesBreakUnlessEverythingIsSentAgain() {
        Testbed.needsDecoders();
        Settings keys = Settings.of(320, 192, 12).keyPeriod(6).rate(2, 400_000, false);
        ClientRecording broken = record(known("nvidia", KnownFault.MID_SESSION_KEY_FRAMES_BROKEN), keys, Hooks.none());
        Settings resent = keys.rate(2, 400_000, true);
        ClientRecording whole = record(known("nvidia", KnownFault.MID_SESSION_KEY_FRAMES_BROKEN), resent, Hooks.none());
        byte[] reference = Testbed.decode("dav1d", whole.stream(), folder);
        assertThat(reference).hasSize(12 * 320 * 192 * 3 / 2);
        byte[] seen;
        try {
            seen = Testbed.decode("dav1d", broken.stream(), folder);
        } catch (IllegalStateException refused) {
            seen = new byte[0];
        }
        assertThat(seen).isNotEqualTo(reference);
    }

    @Test
    void unusedNamesThatAreNotMinusOneLoseTheDevice() {
        Hooks zeros = Hooks.none().at(Place.PICTURE, (frame, info) -> {
            if (frame == 0) {
                VkVideoEncodeAV1PictureInfoKHR.referenceNameSlotIndices(info).setAtIndex(ValueLayout.JAVA_INT, 3, 0);
            }
        });
        EmulatedDriver driver = known("maximal", KnownFault.UNUSED_NAMES_CRASH);
        assertThatThrownBy(() -> record(driver, SHORT, zeros)).hasMessageContaining("returned -4");
    }

    /** The client here leaves pCDEF null and asks for CDEF. */
    @Test
    void aNullPointerToCdefLosesTheDevice() {
        EmulatedDriver driver = known("nvidia", KnownFault.READS_CDEF_UNASKED);
        assertThatThrownBy(() -> record(driver, SHORT, Hooks.none())).hasMessageContaining("returned -4");
        assertThat(driver.errors()).anyMatch(error -> error.contains("pCDEF"));
    }

    @Test
    void overflowHasAStatusUnlessTheFaultIsOn() {
        Hooks small = Hooks.none().at(Place.ENCODE, (frame, info) -> VkVideoEncodeInfoKHR.dstBufferRange(info, 64));
        EmulatedDriver sound = injected(Faults.none());
        assertThat(record(sound, SHORT, small).statuses()).contains(Faults.STATUS_INSUFFICIENT_BITSTREAM_BUFFER_RANGE);
        assertThat(sound.violations()).anyMatch(violation -> violation.rule() == Rule.BITSTREAM_OVERFLOW);
        ClientRecording silent = record(known("maximal", KnownFault.OVERFLOW_WITHOUT_STATUS), SHORT, small);
        assertThat(silent.statuses()).containsOnly(1);
        assertThat(silent.sizes()).anyMatch(size -> size > 64);
    }

    @Test
    void stdHeaderVersionIsEmptyOnlyWithAUsageStructure() {
        EmulatedDriver driver = known("maximal", KnownFault.EMPTY_STD_HEADER_WITH_USAGE);
        fails(driver, "vkCreateVideoSessionKHR", -1000023005);
        Settings plain = Settings.of(320, 192, 2).withoutUsage();
        assertThat(record(driver, plain, Hooks.none()).statuses()).containsOnly(1);
    }

    @Test
    void callsFailAsInjected() {
        fails(injected(Faults.none().fail("vkCreateVideoSessionKHR", 1, -3)), "vkCreateVideoSessionKHR", -3);
        fails(injected(Faults.none().fail("vkCreateFence", 1, -1)), "vkCreateFence", -1);
        fails(injected(Faults.none().fail("vkQueueSubmit2", 3, -13)), "vkQueueSubmit2", -13);
        fails(injected(Faults.none().outOfDeviceMemoryAtAllocation(2)), "vkAllocateMemory", -2);
    }

    @Test
    void theDeviceIsLostAtAFrame() {
        EmulatedDriver driver = injected(Faults.none().deviceLostAtFrame(2));
        fails(driver, "vkWaitSemaphores", -4);
        assertThat(driver.errors()).anyMatch(error -> error.contains("injected at frame 2"));
    }

    @Test
    void feedbackHasTheInjectedStatus() {
        ClientRecording recording =
                record(injected(Faults.none().statusAtFrame(3, Faults.STATUS_ERROR)), SHORT, Hooks.none());
        assertThat(recording.statuses()).element(3).isEqualTo(Faults.STATUS_ERROR);
    }

    @Test
    void encodesAreSlowOrNeverEnd() {
        long start = System.nanoTime();
        record(injected(Faults.none().slowEncode(Duration.ofMillis(150))), SHORT, Hooks.none());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(600));
        Settings impatient = Settings.of(320, 192, 2);
        EmulatedDriver stuck = injected(Faults.none().stuckAtFrame(1).fail("vkDeviceWaitIdle", 0, -4));
        fails(stuck, impatient);
        assertThat(stuck.violations()).anyMatch(violation -> violation.rule() == Rule.FREED_WHILE_IN_USE);
    }

    private static int timestampBits(EmulatedDriver driver) {
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, SHORT, Hooks.none())) {
            return client.timestampBits();
        }
    }

    @Test
    void theEncodeFamilyHasTimestampsUnlessTheFaultIsOn() {
        assertThat(timestampBits(injected(Faults.none()))).isPositive();
        assertThat(timestampBits(known("maximal", KnownFault.NO_TIMESTAMPS))).isZero();
    }

    private static void fails(EmulatedDriver driver, Settings settings) {
        assertThatThrownBy(() -> record(driver, settings, Hooks.none()))
                .asInstanceOf(InstanceOfAssertFactories.type(VulkanFailure.class))
                .satisfies(failure -> assertThat(failure.result()).isEqualTo(2));
    }
}
