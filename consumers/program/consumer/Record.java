// SPDX-License-Identifier: Apache-2.0
package consumer;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioBlock.SampleFormat;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Records a second of picture and sound to {@code movie.mp4}, and writes the same pictures to {@code source.y4m} and
 * the same sound to {@code source.wav}, which the recording is judged by.
 */
public final class Record {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int FRAMES = 30;
    private static final int SAMPLE_RATE = 48_000;

    private Record() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        EncoderSettings settings = EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .framerate(Rational.of(FRAMES))
                .audio(new AudioFormat(SAMPLE_RATE, 1))
                .build();
        ByteBuffer sound = ByteBuffer.allocate(2 * SAMPLE_RATE).order(ByteOrder.LITTLE_ENDIAN);
        try (MovieMaker maker = MovieMaker.create();
                OutputStream source = Files.newOutputStream(folder.resolve("source.y4m"))) {
            source.write(ascii("YUV4MPEG2 W" + WIDTH + " H" + HEIGHT + " F" + FRAMES + ":1 Ip A1:1 C420mpeg2\n"));
            maker.configure(settings);
            maker.start(folder.resolve("movie.mp4"));
            for (int frame = 0; frame < FRAMES; frame++) {
                byte[] picture = picture(frame);
                source.write(ascii("FRAME\n"));
                source.write(picture);
                maker.record(Frame.of(PixelFormat.I420, WIDTH, HEIGHT, MemorySegment.ofArray(picture)));
                short[] samples = tone(frame);
                for (short sample : samples) {
                    sound.putShort(sample);
                }
                maker.record(new AudioBlock(MemorySegment.ofArray(samples), SampleFormat.S16, SAMPLE_RATE, 1));
            }
            maker.finish();
            System.out.println("recorded by " + maker.statistics().backend() + ", Java " + Runtime.version().feature());
        }
        writeWave(folder.resolve("source.wav"), sound.array());
    }

    /** A gradient that moves, in planes Y, Cb and Cr. */
    private static byte[] picture(int frame) {
        byte[] planes = new byte[WIDTH * HEIGHT * 3 / 2];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                planes[y * WIDTH + x] = (byte) (40 + (x + 2 * frame) / 4 + y / 4);
            }
        }
        int quarter = WIDTH * HEIGHT / 4;
        for (int i = 0; i < quarter; i++) {
            planes[4 * quarter + i] = (byte) (100 + frame);
            planes[5 * quarter + i] = (byte) (150 - frame);
        }
        return planes;
    }

    private static short[] tone(int frame) {
        short[] samples = new short[SAMPLE_RATE / FRAMES];
        for (int i = 0; i < samples.length; i++) {
            double seconds = (double) (frame * samples.length + i) / SAMPLE_RATE;
            // It glides, so that a shift in time shows.
            samples[i] = (short) (8000 * Math.sin(2 * Math.PI * seconds * (300 + 200 * seconds)));
        }
        return samples;
    }

    private static void writeWave(Path file, byte[] samples) throws IOException {
        ByteBuffer wave = ByteBuffer.allocate(44 + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        wave.put(ascii("RIFF")).putInt(36 + samples.length).put(ascii("WAVEfmt ")).putInt(16);
        wave.putShort((short) 1).putShort((short) 1).putInt(SAMPLE_RATE).putInt(2 * SAMPLE_RATE);
        wave.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(samples.length).put(samples);
        Files.write(file, wave.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
