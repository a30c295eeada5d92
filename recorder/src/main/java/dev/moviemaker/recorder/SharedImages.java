// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.recording.Providers;
import dev.moviemaker.spi.EncoderProvider;
import dev.moviemaker.spi.ImageSharing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A ring of images that a program draws into with OpenGL and records without moving a pixel through the processor. The
 * images and their device are Vulkan's; OpenGL imports them with {@code GL_EXT_memory_object} and, where there is,
 * {@code GL_EXT_semaphore} ({@link SharedImage} says how).
 *
 * <pre>{@code
 * try (SharedImages images = SharedImages.of(settings).open();
 *         MovieMaker maker = MovieMaker.create(images.device())) {
 *     maker.configure(settings);
 *     maker.start(path);
 *     while (playing) {
 *         SharedImage image = images.acquire();
 *         draw(textures[image.index()]);
 *         maker.record(image.frame());
 *     }
 *     maker.finish();
 * }
 * }</pre>
 *
 * <p>Both APIs must use one GPU and one driver: {@link #requireSame} compares what OpenGL says of itself. The settings'
 * {@code device} may be OpenGL's {@code GL_DEVICE_UUID_EXT} in hexadecimal. A machine without a GPU that encodes AV1
 * shares nothing; a program then reads its pixels back.
 *
 * <p>Ownership: close the movie maker first, then this, which frees the images. What OpenGL imported it frees itself,
 * at any time. Not thread-safe: one thread, that which records.
 */
public final class SharedImages implements AutoCloseable {
    private final ImageSharing sharing;
    private final List<SharedImage> images;
    private int next;
    private boolean closed;

    private SharedImages(ImageSharing sharing, ImageSharing.Request request) {
        this.sharing = sharing;
        images = IntStream.range(0, request.count())
                .mapToObj(i -> new SharedImage(sharing, request, i))
                .toList();
        images.forEach(SharedImage::give);
    }

    /**
     * Returns a builder of images for recordings with these settings: of their size, on their device.
     *
     * @param settings those that the movie maker will have
     * @return a builder of three images of 8 bits
     */
    public static Builder of(EncoderSettings settings) {
        return new Builder(settings, Providers.installed());
    }

    /** Returns the device to record on; it belongs to this object. */
    public VulkanDevice device() {
        return sharing.device();
    }

    /** Returns all images, in the order of their {@link SharedImage#index()}, for importing them. */
    public List<SharedImage> images() {
        return images;
    }

    /** Returns whether OpenGL and the recording wait for each other on the GPU, by semaphores. */
    public boolean semaphores() {
        return sharing.semaphores();
    }

    /** Returns whether exported handles are Windows' and not file descriptors. */
    public boolean win32() {
        return sharing.win32();
    }

    /** Returns the device's UUID, 16 bytes, to be found by OpenGL's {@code GL_DEVICE_UUID_EXT}. */
    public byte[] deviceUuid() {
        return sharing.deviceUuid();
    }

    /** Returns the driver's UUID, 16 bytes, to be found in OpenGL's {@code GL_DRIVER_UUID_EXT}. */
    public byte[] driverUuid() {
        return sharing.driverUuid();
    }

    /**
     * Refuses an OpenGL context of another GPU or driver, whose idea of the memory would differ.
     *
     * @param glDevice one of the context's {@code GL_DEVICE_UUID_EXT}, 16 bytes
     * @param glDriver its {@code GL_DRIVER_UUID_EXT}, 16 bytes
     * @throws UnsupportedException if one differs, naming both
     */
    public void requireSame(byte[] glDevice, byte[] glDriver) {
        requireSame("device", deviceUuid(), glDevice);
        requireSame("driver", driverUuid(), glDriver);
    }

    private static void requireSame(String what, byte[] ours, byte[] theirs) {
        if (!Arrays.equals(ours, theirs)) {
            throw new UnsupportedException("OpenGL draws with the %s of UUID %s, but the images are of that of UUID %s"
                    .formatted(
                            what,
                            HexFormat.of().formatHex(theirs),
                            HexFormat.of().formatHex(ours)));
        }
    }

    /**
     * Returns the next image to draw into. Without {@link #semaphores()}, waits until the recording has read it.
     *
     * @throws IllegalStateException if the program holds it, having acquired all images without handing any over
     * @throws dev.moviemaker.DeviceLostException if the device does not come to an end with it
     */
    public SharedImage acquire() {
        if (closed) {
            throw new IllegalStateException("acquire: the images are closed");
        }
        // What was handed over is read by now, or never: behind its reading is where it becomes free.
        images.stream().filter(i -> i.state() == SharedImage.State.HANDED).forEach(SharedImage::give);
        SharedImage image = images.get(next);
        if (image.state() != SharedImage.State.FREE) {
            throw new IllegalStateException(
                    "acquire: all %d images are acquired; hand one over or release it".formatted(images.size()));
        }
        image.acquired();
        next = (next + 1) % images.size();
        return image;
    }

    /** Waits until the GPU no longer uses the images and frees them. Never throws, and may be called again. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            sharing.close();
        }
    }

    /** What images to make. */
    public static final class Builder {
        private final EncoderSettings settings;
        private final Providers providers;
        private SharedImage.Format format = SharedImage.Format.RGBA8;
        private int count = 3;
        private boolean semaphores = true;

        Builder(EncoderSettings settings, Providers providers) {
            this.settings = settings;
            this.providers = providers;
        }

        /** Sets the format. The default is {@link SharedImage.Format#RGBA8}. */
        public Builder format(SharedImage.Format value) {
            format = value;
            return this;
        }

        /** Sets how many images there are, 1 to 16. The default is 3: one drawn, one read, one in between. */
        public Builder count(int value) {
            if (value < 1 || value > 16) {
                throw new IllegalArgumentException("count: %d given, 1 to 16 allowed".formatted(value));
            }
            count = value;
            return this;
        }

        /**
         * Sets whether semaphores are used where the device shares them: true by default. A program whose OpenGL has no
         * {@code GL_EXT_semaphore} must say false.
         */
        public Builder semaphores(boolean wanted) {
            semaphores = wanted;
            return this;
        }

        /**
         * Makes the device and the images.
         *
         * @return a ring, which the caller must close
         * @throws UnsupportedException if no device encodes AV1 and shares such images, with the reasons
         */
        public SharedImages open() {
            ImageSharing.Request request = new ImageSharing.Request(
                    format.vulkanFormat(), settings.width(), settings.height(), count, semaphores);
            List<String> reasons = new ArrayList<>();
            for (EncoderProvider provider : providers.encoders()) {
                try {
                    if (provider.hardware()) {
                        return open(provider.share(settings, request), request);
                    }
                } catch (UnsupportedException e) {
                    reasons.add(String.valueOf(e.getMessage()));
                }
            }
            throw new UnsupportedException("No images can be shared: "
                    + (reasons.isEmpty() ? "no hardware encoder is installed" : String.join("; ", reasons)));
        }

        private static SharedImages open(ImageSharing sharing, ImageSharing.Request request) {
            try {
                return new SharedImages(sharing, request);
            } catch (Av1EncoderException e) {
                sharing.close();
                throw e;
            }
        }
    }
}
