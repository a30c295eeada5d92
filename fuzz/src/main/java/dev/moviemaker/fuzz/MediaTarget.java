// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;

/**
 * A container, WAV or picture through FFmpeg, which is native: what it does to the process ends it, and that is the
 * finding. Limits of memory are of the whole process here.
 */
public final class MediaTarget {
    private static final Path FILE = ScratchFile.of("media");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    /** Kilobytes beyond what the pictures take. */
    private static final long MOST_KB = 64L << 10;

    /** Decoders keep references, and frames in their threads. */
    private static final int MOST_PICTURES = 40;

    /** What a decoder draws on, and what it hands out. */
    private static final int STATED_PICTURES = 2;

    private static final int MOST_ITEMS = 200;
    private static final int PASSES = 3;

    private MediaTarget() {}

    /** Entry point of Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        ScratchFile.write(FILE, data);
        long over = Long.MAX_VALUE;
        // Memory that another input left, or a collector has not given back, is not this one's.
        for (int pass = 0; pass < PASSES && over > 0; pass++) {
            over = Math.min(over, memoryOver());
        }
        if (over > 0) {
            throw new AssertionError("an input took %d kB too many".formatted(over));
        }
    }

    private static long memoryOver() throws IOException {
        boolean measured = Files.isWritable(CLEAR);
        if (measured) {
            Files.writeString(CLEAR, "5");
        }
        long before = measured ? kilobytes("VmRSS:") : 0;
        long[] pictureBytes = new long[1];
        Limits.run(() -> pictureBytes[0] = read());
        long taken = measured ? kilobytes("VmHWM:") - before : 0;
        long over = taken - MOST_KB - MOST_PICTURES * pictureBytes[0] / 1024;
        // A picture is decoded before a file without a whole one is refused.
        return over > 0 && pictureBytes[0] == 0 ? over - STATED_PICTURES * statedBytes() / 1024 : over;
    }

    /** Bytes of a picture of the size that the file states, whether or not it has one. */
    private static long statedBytes() {
        AVFormatContext context = new AVFormatContext((Pointer) null);
        long most = 0;
        if (avformat.avformat_open_input(context, FILE.toString(), null, (AVDictionary) null) < 0) {
            return most;
        }
        try {
            if (avformat.avformat_find_stream_info(context, (AVDictionary) null) >= 0) {
                for (int i = 0; i < context.nb_streams(); i++) {
                    AVCodecParameters stream = context.streams(i).codecpar();
                    int bytes = avutil.av_image_get_buffer_size(
                            stream.format(), Math.max(0, stream.width()), Math.max(0, stream.height()), 1);
                    most = Math.max(most, bytes);
                }
            }
            return most;
        } finally {
            avformat.avformat_close_input(context);
        }
    }

    /** Reads a part of what there is; returns the bytes of one picture. */
    private static long read() {
        long bytes = 0;
        try (MediaReader reader = MediaReader.open(FILE)) {
            bytes = reader.video()
                    .map(video -> video.format().frameBytes(video.width(), video.height()))
                    .orElse(0L);
            Optional<MovieInput.Item> item = reader.next();
            for (int i = 0; i < MOST_ITEMS && item.isPresent(); i++) {
                if (item.get() instanceof MovieInput.Item.Picture picture) {
                    Samples.touch(picture.frame());
                }
                item = reader.next();
            }
        } catch (IOException documented) {
            Limits.require(documented.getMessage() != null, "it says nothing");
        }
        return bytes;
    }

    private static long kilobytes(String field) throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }
}
