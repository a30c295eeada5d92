// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.QualityMap;
import dev.moviemaker.Rational;
import dev.moviemaker.VideoStream;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.spi.VideoEncoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of wrong frame is refused here, once, and changes nothing; encoders only see frames that are right. */
class FrameDoorTest {
    private final List<String> taken = new ArrayList<>();
    private boolean room = true;
    private boolean checksFirst;

    private final class Taking implements VideoEncoder {
        @Override
        public VideoStream stream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String device() {
            return "taking";
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public boolean awaitRoom(long nanos) {
            return room;
        }

        @Override
        public void check(Frame frame) {
            if (checksFirst && frame instanceof VulkanFrame) {
                throw new IllegalArgumentException("frame: no images");
            }
        }

        @Override
        public void submit(Frame frame, long pts, long duration) {
            if (frame instanceof VulkanFrame) {
                throw new IllegalArgumentException("frame: no images");
            }
            taken.add(pts + "+" + duration);
        }

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }

    private final RecordingCounter counter = new RecordingCounter("test", Rational.of(1));

    private FrameDoor door(PixelFormat... promised) {
        var settings = EncoderSettings.builder().width(64).height(48);
        for (PixelFormat format : promised) {
            settings.inputFormat(format);
        }
        return new FrameDoor(settings.build(), new Taking(), counter);
    }

    private static Frame frame(PixelFormat format, int width, int height) {
        return Frame.of(format, width, height, MemorySegment.ofArray(new byte[width * height * 4]));
    }

    private static VulkanFrame image(int format) {
        return new VulkanFrame(1, format, 1, VulkanFrame.ANY_FAMILY, 64, 48, List.of(), List.of());
    }

    private static void refuses(FrameDoor door, Frame frame, String message) {
        assertThatThrownBy(() -> door.check(frame))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void refusesWhatIsWrongAndCountsOnlyWhatPasses() {
        FrameDoor door = door();
        Frame good = frame(PixelFormat.I420, 64, 48);
        door.check(good);
        door.pass(good);
        MemorySegment gone;
        try (Arena arena = Arena.ofConfined()) {
            gone = arena.allocate(64 * 48 * 4);
        }
        refuses(door, frame(PixelFormat.I420, 48, 64), "frame 1: 48x64 given, only the recording's 64x48 allowed");
        refuses(
                door,
                Frame.of(PixelFormat.I420, 64, 48, gone),
                "frame 1: the memory given cannot be read: its arena is closed");
        refuses(
                door,
                good.withPts(7),
                "frame 1: pts 7 given, but the frames before have none: give one to every frame or to none");
        VulkanFrame image = image(37);
        door.check(image);
        assertThatThrownBy(() -> door.pass(image)).hasMessage("frame: no images");
        assertThat(counter.framesSubmitted()).isEqualTo(1);
        door.check(good);
        door.pass(good);
        assertThat(taken).containsExactly("0+1", "1+1");
        assertThat(counter.framesSubmitted()).isEqualTo(2);
    }

    @Test
    void refusesWhatTheEncoderRefusesBeforeAnythingIsDone() {
        checksFirst = true;
        refuses(door(), image(37), "frame: no images");
        assertThat(counter.framesSubmitted()).isZero();
    }

    /** RGB is converted to chroma at the left; the stream would say something else. */
    @Test
    void refusesRgbWhereTheColourSaysThatChromaIsAtTheTopLeft() {
        FrameDoor topLeft = door(ColorDescription.ChromaPosition.TOP_LEFT);
        String message = "frame 0: RGB given, but the settings' colour says chroma at TOP_LEFT, and RGB is converted to"
                + " chroma at LEFT; frames of Y'CbCr, or LEFT or UNKNOWN allowed";
        refuses(topLeft, frame(PixelFormat.RGBA8, 64, 48), message);
        refuses(topLeft, image(37), message);
        topLeft.check(frame(PixelFormat.NV12, 64, 48));
        door(ColorDescription.ChromaPosition.UNKNOWN).check(frame(PixelFormat.RGBA8, 64, 48));
        door(ColorDescription.ChromaPosition.LEFT).check(frame(PixelFormat.RGBA8, 64, 48));
    }

    private FrameDoor door(ColorDescription.ChromaPosition position) {
        EncoderSettings settings = EncoderSettings.builder()
                .width(64)
                .height(48)
                .color(ColorDescription.BT709.withChromaPosition(position))
                .build();
        return new FrameDoor(settings, new Taking(), counter);
    }

    @Test
    void refusesQualityMapsThatTheSettingsDoNotAllow() {
        Frame mapped = frame(PixelFormat.I420, 64, 48).withQualityMap(QualityMap.of());
        refuses(
                door(),
                mapped,
                "frame 0: a quality map given, but the settings say quality_maps false; true is needed from the start");
        EncoderSettings allowed =
                EncoderSettings.builder().width(64).height(48).qualityMaps(true).build();
        new FrameDoor(allowed, new Taking(), counter).check(mapped);
    }

    @Test
    void refusesFramesThatBreakThePromiseOfTheirFormat() {
        FrameDoor rgba = door(PixelFormat.RGBA8);
        refuses(
                rgba,
                frame(PixelFormat.I420, 64, 48),
                "frame 0: I420 given, but the settings promise RGBA8 (input_format)");
        refuses(
                rgba,
                image(44),
                "frame 0: an image of VkFormat 44 given, but the settings promise RGBA8 (input_format)");
        rgba.check(image(37));
        rgba.check(frame(PixelFormat.RGBA8, 64, 48));
        FrameDoor planar = door(PixelFormat.I420);
        planar.check(frame(PixelFormat.I420, 64, 48));
        assertThatThrownBy(() -> planar.check(image(37))).isInstanceOf(IllegalArgumentException.class);
        door().check(image(97));
    }

    @Test
    void lateFramesLeaveTheirTimeFree() {
        FrameDoor door = door();
        Frame good = frame(PixelFormat.I420, 64, 48);
        door.check(good);
        door.pass(good);
        room = false;
        door.check(good);
        assertThat(door.awaitRoom(good, 0)).isFalse();
        room = true;
        door.check(good);
        assertThat(door.awaitRoom(good, 0)).isTrue();
        door.pass(good);
        assertThat(taken).containsExactly("0+1", "2+1");
        assertThat(counter.framesSubmitted()).isEqualTo(2);
    }
}
