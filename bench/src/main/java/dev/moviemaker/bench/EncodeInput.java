// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

/** Where frames come from. */
public enum EncodeInput {
    /** RGBA in memory. */
    RGBA("RGBA in memory"),
    /** An image of the program's own device. */
    VULKAN("VulkanFrame");

    private final String title;

    EncodeInput(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
