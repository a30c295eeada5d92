package dev.moviemaker.emulator.objects;

import dev.moviemaker.vulkan.raw.Vulkan;
import org.jspecify.annotations.Nullable;

/** An image with video usage: to the base driver an ordinary image of the same format. */
public final class Image extends Tracked {
    private final long handle;
    private final Shape shape;
    private volatile @Nullable Memory memory;

    /**
     * What the application asked for.
     *
     * @param format  {@code VkFormat}
     * @param width   pixels
     * @param height  pixels
     * @param layers  array layers
     * @param usage   {@code VkImageUsageFlags} with the video bits
     * @param profiled whether it was made for this profile or for any
     */
    public record Shape(int format, int width, int height, int layers, int usage, boolean profiled) {
        /** 8 or 10, 0 for other formats. */
        public int bitDepth() {
            if (format == Vulkan.VK_FORMAT_G8_B8R8_2PLANE_420_UNORM()) {
                return 8;
            }
            return format == Vulkan.VK_FORMAT_G10X6_B10X6R10X6_2PLANE_420_UNORM_3PACK16() ? 10 : 0;
        }
    }

    /** An image just made by the base driver. */
    public Image(Device device, long handle, Shape shape) {
        super(device, "image", handle);
        this.handle = handle;
        this.shape = shape;
    }

    /** The base driver's handle. */
    public long handle() {
        return handle;
    }

    /** What the application asked for. */
    public Shape shape() {
        return shape;
    }

    /** Takes note of its memory. */
    public void bind(Memory bound) {
        memory = bound;
    }

    /** Its memory, or null. */
    public @Nullable Memory memory() {
        return memory;
    }
}
