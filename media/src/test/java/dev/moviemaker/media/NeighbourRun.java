// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.media.input.MediaOptions;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** A program that uses JavaCPP and FFmpeg for itself, and records: it prints what of theirs is changed after that. */
final class NeighbourRun {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int FRAMES = 20;

    private NeighbourRun() {}

    /** Argument: the movie to write. */
    public static void main(String[] arguments) throws Throwable {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        EncoderSettings settings = EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .audio(new AudioFormat(48_000, 2))
                .build();
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(settings);
            maker.start(Path.of(arguments[0]));
            byte[] pixels = new byte[(int) PixelFormat.NV12.frameBytes(WIDTH, HEIGHT)];
            for (int i = 0; i < FRAMES; i++) {
                maker.record(Frame.of(PixelFormat.NV12, WIDTH, HEIGHT, MemorySegment.ofArray(pixels)));
                maker.record(new AudioBlock(
                        MemorySegment.ofArray(new byte[1600 * 4]), AudioBlock.SampleFormat.S16, 48_000, 2));
            }
            maker.finish();
        }
        System.out.println("nopointergc " + System.getProperty("org.bytedeco.javacpp.nopointergc"));
        System.out.println("maxphysicalbytes " + System.getProperty("org.bytedeco.javacpp.maxphysicalbytes"));
        System.out.println("SVT_LOG " + environment("SVT_LOG"));
        System.out.println("FFmpeg's log level " + avutil.av_log_get_level());
        // Pointers of the program's own that it leaves to the collector, as programs with JavaCV do.
        for (int i = 0; i < 300; i++) {
            new BytePointer(1 << 20).put(0, (byte) i);
        }
        for (int i = 0; i < 50 && Pointer.totalBytes() > 10 << 20; i++) {
            System.gc();
            Thread.sleep(20);
        }
        System.out.println("tracked " + (Pointer.totalCount() < 300 && tracked()));
        Path movie = Path.of(arguments[0]);
        try (MediaReader reader = MediaReader.open(movie)) {
            System.out.println(read(reader) + " of the file");
        }
        try (MediaReader reader = MediaReader.open(Files.newInputStream(movie), "the stream", MediaOptions.DEFAULT)) {
            System.out.println(read(reader) + " of the stream");
        }
    }

    private static String read(MediaReader reader) throws IOException {
        int pictures = 0;
        long samples = 0;
        Optional<MovieInput.Item> item = reader.next();
        while (item.isPresent()) {
            if (item.get() instanceof MovieInput.Item.Sound sound) {
                samples += sound.block().frames();
            } else {
                pictures++;
            }
            item = reader.next();
        }
        return "read %d pictures and %d samples".formatted(pictures, samples);
    }

    /** Whether JavaCPP counts what is allocated: it does not where its collection is turned off. */
    private static boolean tracked() {
        try (BytePointer pointer = new BytePointer(1 << 20)) {
            return Pointer.totalBytes() >= pointer.capacity();
        }
    }

    /** The environment as native code sees it. */
    @SuppressWarnings("restricted")
    private static String environment(String name) throws Throwable {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = (MemorySegment) linker.downcallHandle(
                            linker.defaultLookup().find("getenv").orElseThrow(),
                            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                    .invokeExact(arena.allocateFrom(name));
            return value.equals(MemorySegment.NULL)
                    ? "unset"
                    : value.reinterpret(Long.MAX_VALUE).getString(0);
        }
    }
}
