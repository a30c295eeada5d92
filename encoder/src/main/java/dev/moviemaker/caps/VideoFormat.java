package dev.moviemaker.caps;

/**
 * One answer of the video format query.
 *
 * @param format {@code VkFormat}
 * @param imageCreateFlags create flags that images may have
 * @param imageTiling {@code VkImageTiling}
 * @param imageUsageFlags usages that images may have
 */
public record VideoFormat(int format, int imageCreateFlags, int imageTiling, int imageUsageFlags) {}
