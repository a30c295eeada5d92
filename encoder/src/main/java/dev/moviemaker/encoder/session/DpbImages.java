// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_DPB_BIT_KHR;

import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.Image;
import dev.moviemaker.encoder.vk.ImageRequest;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/**
 * The images of the DPB, owned: one each where the device can, else the layers of one (RADV before VCN5 loses the
 * device otherwise).
 */
public final class DpbImages implements AutoCloseable {
    private final CloseStack closer = new CloseStack();
    private final List<Image> images = new ArrayList<>();
    private final boolean layered;

    /** Makes the images. */
    public DpbImages(Device device, SessionPlan plan) {
        layered = !plan.profile().video().separateReferenceImages();
        int usage = VK_IMAGE_USAGE_VIDEO_ENCODE_DPB_BIT_KHR();
        try (Arena arena = Arena.ofConfined()) {
            for (int i = 0; i < (layered ? 1 : plan.dpbSlots()); i++) {
                Image image = new Image(
                        device,
                        new ImageRequest(
                                plan.profile().dpbFormats().getFirst().format(),
                                plan.imageSize().width(),
                                plan.imageSize().height(),
                                layered ? plan.dpbSlots() : 1,
                                usage,
                                0,
                                List.of(),
                                plan.videoProfile().list(arena)),
                        usage);
                images.add(closer.add(image, image::close));
            }
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    /** Returns the images, for their first transition. */
    public List<Image> images() {
        return List.copyOf(images);
    }

    /** The view of a slot's picture. */
    long view(DpbSlot slot) {
        return images.get(layered ? 0 : slot.index()).view();
    }

    /** The layer of a slot's picture in its view. */
    int layer(DpbSlot slot) {
        return layered ? slot.index() : 0;
    }

    @Override
    public void close() {
        closer.close();
    }
}
