// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.emulator.client.Client;
import dev.moviemaker.emulator.client.ClientRecording;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.client.VideoProfiles;
import dev.moviemaker.emulator.client.Vk;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.vulkan.raw.VkBufferCreateInfo;
import dev.moviemaker.vulkan.raw.VkBufferUsageFlags2CreateInfo;
import dev.moviemaker.vulkan.raw.VkExtent3D;
import dev.moviemaker.vulkan.raw.VkImageCreateInfo;
import dev.moviemaker.vulkan.raw.VkOffset2D;
import dev.moviemaker.vulkan.raw.VkVideoEncodeInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoPictureResourceInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images and buffers made in ways that programs may, but seldom do. */
class ResourceEmulatorTest {
    private static final Settings PLAIN = Settings.of(320, 192, 4);

    private final Arena arena = Arena.ofAuto();

    private static EmulatedDriver driver() {
        return EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("maximal"));
    }

    private static void records(EmulatedDriver driver, Hooks hooks) {
        try (Vk vk = new Vk(driver.getInstanceProcAddr(), Vk.Way.LOADER);
                Client client = new Client(vk, PLAIN, hooks)) {
            ClientRecording recording = new ClientRecording(client);
            recording.run();
            assertThat(recording.statuses()).containsOnly(1);
        }
        assertThat(driver.report()).isEmpty();
        assertThat(driver.liveObjects()).isEmpty();
    }

    @Test
    void usagesOfMaintenance5Count() {
        records(driver(), Hooks.none().at(Place.BITSTREAM_BUFFER, (_, info) -> {
            MemorySegment wide = VkBufferUsageFlags2CreateInfo.allocate(arena);
            VkBufferUsageFlags2CreateInfo.sType(wide, Vulkan.VK_STRUCTURE_TYPE_BUFFER_USAGE_FLAGS_2_CREATE_INFO());
            VkBufferUsageFlags2CreateInfo.usage(wide, VkBufferCreateInfo.usage(info));
            VkBufferUsageFlags2CreateInfo.pNext(wide, VkBufferCreateInfo.pNext(info));
            VkBufferCreateInfo.pNext(info, wide);
            VkBufferCreateInfo.usage(info, 0);
        }));
    }

    @Test
    void listsOfSeveralProfilesAreForEachOfThem() {
        Settings other = PLAIN.withoutUsage();
        Hooks hooks = Hooks.none()
                .at(
                        Place.BITSTREAM_BUFFER,
                        (_, info) -> VkBufferCreateInfo.pNext(
                                info, VideoProfiles.list(arena, other, PLAIN.bitDepth(10), PLAIN)))
                .at(
                        Place.SOURCE_IMAGE,
                        (_, info) -> VkImageCreateInfo.pNext(info, VideoProfiles.list(arena, other, PLAIN)))
                .at(
                        Place.DPB_IMAGE,
                        (_, info) -> VkImageCreateInfo.pNext(info, VideoProfiles.list(arena, other, PLAIN)));
        records(driver(), hooks);
    }

    @Test
    void everyProfileOfAListIsLookedAt() {
        EmulatedDriver driver = EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("nvidia"));
        MemorySegment list =
                VideoProfiles.list(arena, PLAIN, PLAIN.rgb(Vulkan.VK_FORMAT_B8G8R8A8_UNORM())); // not offered by it
        Hooks hooks = Hooks.none().at(Place.SOURCE_IMAGE, (_, info) -> VkImageCreateInfo.pNext(info, list));
        assertThatThrownBy(() -> records(driver, hooks))
                .hasMessage("vkCreateImage returned " + Vulkan.VK_ERROR_VIDEO_PROFILE_FORMAT_NOT_SUPPORTED_KHR());
    }

    @Test
    void formatsOfAListAreThoseOfAllItsProfiles() {
        try (Vk vk = new Vk(driver().getInstanceProcAddr(), Vk.Way.LOADER)) {
            MemorySegment alike = VideoProfiles.list(arena, PLAIN.withoutUsage(), PLAIN);
            assertThat(VideoProfiles.sourceFormats(vk, arena, alike)).isEqualTo(1);
            MemorySegment deep = VideoProfiles.list(arena, PLAIN, PLAIN.bitDepth(10));
            assertThat(VideoProfiles.sourceFormats(vk, arena, deep))
                    .isEqualTo(Vulkan.VK_ERROR_IMAGE_USAGE_NOT_SUPPORTED_KHR());
        }
    }

    @Test
    void sourcesAreReadFromTheirCodedOffset() {
        int width = 384;
        int height = 224;
        int x = 34;
        int y = 18;
        Hooks hooks = Hooks.none()
                .at(Place.SOURCE_IMAGE, (_, info) -> {
                    VkExtent3D.width(VkImageCreateInfo.extent(info), width);
                    VkExtent3D.height(VkImageCreateInfo.extent(info), height);
                })
                .at(Place.ENCODE, (_, info) -> {
                    MemorySegment offset =
                            VkVideoPictureResourceInfoKHR.codedOffset(VkVideoEncodeInfoKHR.srcPictureResource(info));
                    VkOffset2D.x(offset, x);
                    VkOffset2D.y(offset, y);
                });
        EmulatedDriver driver = driver();
        List<byte[]> sources = new ArrayList<>();
        List<byte[]> coded = new ArrayList<>();
        driver.onSource(sources::add);
        driver.onReconstruction(coded::add);
        records(driver, hooks);
        byte[] source = sources.getFirst();
        byte[] picture = coded.getFirst();
        assertThat(difference(picture, source, 0, 320, 192, y * width + x, width, 1))
                .isLessThan(5);
        assertThat(difference(picture, source, 0, 320, 192, 0, width, 1)).isGreaterThan(20);
        int chroma = width * height + y / 2 * width + x / 2 * 2;
        for (int plane = 0; plane < 2; plane++) {
            int start = 320 * 192 + plane * 160 * 96;
            assertThat(difference(picture, source, start, 160, 96, chroma + plane, width, 2))
                    .isLessThan(5);
        }
    }

    /**
     * Mean difference of a plane of {@code picture} from samples that lie {@code step} bytes apart in {@code source}.
     */
    private static double difference(
            byte[] picture, byte[] source, int start, int width, int height, int first, int stride, int step) {
        long sum = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int is = Byte.toUnsignedInt(picture[start + row * width + column]);
                sum += Math.abs(is - Byte.toUnsignedInt(source[first + row * stride + column * step]));
            }
        }
        return sum / (double) (width * height);
    }
}
