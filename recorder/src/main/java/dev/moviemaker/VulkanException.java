// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

/** A Vulkan command failed. */
public final class VulkanException extends Av1EncoderException {
    private static final long serialVersionUID = 1L;

    /** The command that failed. */
    private final String command;

    /** Its VkResult. */
    private final int code;

    /** The name of that. */
    private final String resultName;

    /**
     * Creates it.
     *
     * @param command the Vulkan command, for example {@code vkCreateVideoSessionKHR}
     * @param code its VkResult
     * @param name the code's name, for example {@code VK_ERROR_INITIALIZATION_FAILED}
     */
    public VulkanException(String command, int code, String name) {
        super("%s failed: %s (%d)".formatted(command, name, code));
        this.command = command;
        this.code = code;
        this.resultName = name;
    }

    /**
     * The command that failed.
     *
     * @return its name
     */
    public String command() {
        return command;
    }

    /**
     * What it returned.
     *
     * @return a VkResult
     */
    public int code() {
        return code;
    }

    /**
     * What it returned, by name.
     *
     * @return for example {@code VK_ERROR_INITIALIZATION_FAILED}; {@code VkResult} and the number if it has none
     */
    public String resultName() {
        return resultName;
    }
}
