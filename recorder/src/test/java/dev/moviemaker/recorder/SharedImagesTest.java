// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.recording.Providers;
import dev.moviemaker.spi.EncoderProvider;
import dev.moviemaker.spi.ImageSharing;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has which image, and what the device is told of it. */
class SharedImagesTest {
    private final List<String> calls = new ArrayList<>();

    private SharedImages images(boolean semaphores, int count) {
        EncoderSettings settings =
                EncoderSettings.builder().width(64).height(32).build();
        Providers providers = new Providers(List.of(new Provider(semaphores)), List.of());
        SharedImages images =
                new SharedImages.Builder(settings, providers).count(count).open();
        calls.clear();
        return images;
    }

    @Test
    void imagesGoRoundEachFreeOnlyBehindItsReading() {
        try (SharedImages images = images(true, 2)) {
            VulkanFrame first = images.acquire().frame();
            VulkanFrame second = images.acquire().frame();
            VulkanFrame third = images.acquire().frame();
            assertThat(List.of(first.image(), second.image(), third.image())).containsExactly(100L, 101L, 100L);
            assertThat(first.width()).isEqualTo(64);
            assertThat(first.queueFamily()).isEqualTo(-2);
        }
        assertThat(calls).containsExactly("take 0", "give 0", "take 1", "give 1", "take 0", "close");
    }

    @Test
    void withoutSemaphoresTheProcessorWaitsUntilAnImageIsFree() {
        try (SharedImages images = images(false, 2)) {
            for (int i = 0; i < 3; i++) {
                assertThat(images.acquire().frame().image()).isEqualTo(100 + i % 2);
            }
            assertThatThrownBy(() -> images.images().getFirst().exportDrawn())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no semaphores");
        }
        assertThat(calls).containsExactly("await 0", "give 0", "await 1", "give 1", "await 0", "close");
    }

    @Test
    void whatIsNotRecordedIsReleased() {
        try (SharedImages images = images(true, 1)) {
            images.acquire().release();
            SharedImage again = images.acquire();
            assertThat(again.frame()).isNotNull();
            assertThatThrownBy(again::release).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(again::frame)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("frame of image 0: it is not acquired");
        }
        assertThat(calls).containsExactly("give 0", "take 0", "close");
    }

    @Test
    void aProgramThatHoldsAllImagesIsToldSo() {
        SharedImages images = images(true, 2);
        SharedImage first = images.acquire();
        images.acquire();
        assertThatThrownBy(images::acquire)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("acquire: all 2 images are acquired; hand one over or release it");
        first.release();
        assertThat(images.acquire()).isSameAs(first);
        images.close();
        images.close();
        assertThatThrownBy(images::acquire).isInstanceOf(IllegalStateException.class);
        assertThat(calls).containsExactly("give 0", "close");
    }

    @Test
    void withoutADeviceThatSharesItSaysWhy() {
        EncoderSettings settings =
                EncoderSettings.builder().width(64).height(32).build();
        assertThatThrownBy(() -> new SharedImages.Builder(settings, new Providers(List.of(), List.of())).open())
                .isInstanceOf(UnsupportedException.class)
                .hasMessage("No images can be shared: no hardware encoder is installed");
        assertThatThrownBy(() -> SharedImages.of(settings).count(17))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count: 17 given, 1 to 16 allowed");
    }

    private final class Provider implements EncoderProvider {
        private final boolean semaphores;

        Provider(boolean semaphores) {
            this.semaphores = semaphores;
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public boolean hardware() {
            return true;
        }

        @Override
        public List<EncodingCapabilities> capabilities() {
            return List.of();
        }

        @Override
        public ImageSharing share(EncoderSettings settings, ImageSharing.Request request) {
            return new Sharing(semaphores && request.semaphores());
        }

        @Override
        public VideoEncoder open(EncoderSettings settings, PacketSink sink) {
            throw new UnsupportedException("fake");
        }
    }

    private final class Sharing implements ImageSharing {
        private final boolean semaphores;

        Sharing(boolean semaphores) {
            this.semaphores = semaphores;
        }

        @Override
        public VulkanDevice device() {
            throw new UnsupportedException("fake");
        }

        @Override
        public byte[] deviceUuid() {
            return new byte[16];
        }

        @Override
        public byte[] driverUuid() {
            return new byte[16];
        }

        @Override
        public boolean win32() {
            return false;
        }

        @Override
        public boolean semaphores() {
            return semaphores;
        }

        @Override
        public long image(int index) {
            return 100L + index;
        }

        @Override
        public long memoryBytes(int index) {
            return 8192;
        }

        @Override
        public long exportMemory(int index) {
            return 7;
        }

        @Override
        public long exportDrawn(int index) {
            return 8;
        }

        @Override
        public long exportFree(int index) {
            return 9;
        }

        @Override
        public void take(int index) {
            calls.add("take " + index);
        }

        @Override
        public void give(int index) {
            calls.add("give " + index);
        }

        @Override
        public void awaitFree(int index) {
            calls.add("await " + index);
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }
}
