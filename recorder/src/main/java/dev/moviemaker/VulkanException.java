// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

/** Thrown when a Vulkan command fails. */
public final class VulkanException extends Av1EncoderException {
    private static final long serialVersionUID = 1L;

    /** The command that failed. */
    private final String command;

    /** Its {@code VkResult}. */
    private final int code;

    /** The name of that result. */
    private final String resultName;

    /**
     * Creates an exception.
     *
     * @param command the Vulkan command that failed, for example {@code vkCreateVideoSessionKHR}
     * @param code its {@code VkResult}
     * @param name the name of the result, for example {@code VK_ERROR_INITIALIZATION_FAILED}
     */
    public VulkanException(String command, int code, String name) {
        super("%s failed: %s (%d)".formatted(command, name, code));
        this.command = command;
        this.code = code;
        this.resultName = name;
    }

    /** Returns the name of the command that failed. */
    public String command() {
        return command;
    }

    /** Returns the {@code VkResult} of the command. */
    public int code() {
        return code;
    }

    /**
     * Returns the name of the result, for example {@code VK_ERROR_INITIALIZATION_FAILED}, or {@code VkResult} and the
     * number if it has no known name.
     */
    public String resultName() {
        return resultName;
    }
}
