// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import java.util.List;

/**
 * What an image or buffer was made for.
 *
 * @param profiles the AV1 encode profiles of its {@code VkVideoProfileListInfoKHR}
 * @param any      whether it was made for any profile (VK_KHR_video_maintenance1)
 */
public record MadeFor(List<EmulatedVideoProfile> profiles, boolean any) {
    /** Whether a session of this profile may use it. */
    public boolean includes(EmulatedVideoProfile profile) {
        return any || profiles.contains(profile);
    }
}
