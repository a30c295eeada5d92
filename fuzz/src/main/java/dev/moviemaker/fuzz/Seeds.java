// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.file.ObuStreamReader;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.recorder.MovieMaker;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Makes what each target starts from: small valid inputs of every kind, in a folder a target. */
public final class Seeds {
    private static final int SIDE = 64;
    private static final int FRAMES = 3;
    private static final int RATE = 48_000;

    /** Elements of Matroska with the sizes that they always have. */
    private static final int SEGMENT_UID = 0x73A490;

    private static final int TRACK_UID = 0x73C588;
    private static final int TAG_TRACK_UID = 0x63C588;
    private static final int CRC_32 = 0xBF84;

    /** The longest of them. */
    private static final int RANDOM_BYTES = 3 + 16;

    private final Path folder;

    private Seeds(Path folder) {
        this.folder = folder;
    }

    /** Argument: the folder. */
    public static void main(String[] arguments) throws IOException {
        Seeds seeds = new Seeds(Path.of(arguments[0]));
        seeds.movies();
        seeds.texts();
        seeds.pictures();
        seeds.profiles();
    }

    private void add(String target, String name, byte[] content) throws IOException {
        Files.createDirectories(folder.resolve(target));
        Files.write(folder.resolve(target).resolve(name), content);
    }

    private void movies() throws IOException {
        Path scratch = Files.createTempDirectory("moviemaker-seeds");
        for (RateControlMode mode : new RateControlMode[] {RateControlMode.CRF, RateControlMode.CBR}) {
            for (int bits : new int[] {8, 10}) {
                for (String extension : new String[] {"mp4", "mkv", "webm", "ivf", "obu"}) {
                    byte[] movie = record(scratch.resolve("movie." + extension), mode, bits);
                    String name = mode + "-" + bits + "." + extension;
                    add("media", name, movie);
                    add("inspect", name, movie);
                    if (extension.equals("ivf")) {
                        add("ivf", name, movie);
                    }
                    if (extension.equals("obu")) {
                        add("obu", name, movie);
                        BitWriter annexB = new BitWriter();
                        ObuStreamReader.split(movie).forEach(unit -> AnnexBTarget.writeUnit(annexB, unit));
                        add("annexb", name, annexB.toByteArray());
                        add("inspect", name + "-annexb", annexB.toByteArray());
                    }
                }
            }
        }
        Files.delete(scratch);
    }

    private static byte[] record(Path movie, RateControlMode mode, int bits) throws IOException {
        var settings = EncoderSettings.builder()
                .width(SIDE)
                .height(SIDE)
                .rateControl(mode)
                .bitDepth(bits)
                .speed(13);
        boolean sound = !movie.toString().endsWith(".ivf") && !movie.toString().endsWith(".obu");
        if (sound) {
            settings.audio(new AudioFormat(RATE, 2));
        }
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(settings.build());
            maker.start(movie);
            for (int i = 0; i < FRAMES; i++) {
                byte[] pixels = new byte[Math.toIntExact(PixelFormat.NV12.frameBytes(SIDE, SIDE))];
                for (int at = 0; at < pixels.length; at++) {
                    pixels[at] = (byte) (100 + at / SIDE / 2 + 9 * i);
                }
                maker.record(Frame.of(PixelFormat.NV12, SIDE, SIDE, MemorySegment.ofArray(pixels)));
                if (sound) {
                    short[] samples = new short[RATE / 30 * 2];
                    maker.record(new AudioBlock(MemorySegment.ofArray(samples), AudioBlock.SampleFormat.S16, RATE, 2));
                }
            }
            maker.finish();
        }
        byte[] content = Files.readAllBytes(movie);
        Files.delete(movie);
        if (movie.toString().endsWith(".mkv") || movie.toString().endsWith(".webm")) {
            settle(content);
        }
        return content;
    }

    /** Writes over Matroska's random numbers and the sums that cover them: seeds are the same every time. */
    private static void settle(byte[] movie) {
        for (int i = 0; i + RANDOM_BYTES < movie.length; i++) {
            int element = (movie[i] & 0xFF) << 16 | (movie[i + 1] & 0xFF) << 8 | (movie[i + 2] & 0xFF);
            switch (element) {
                case SEGMENT_UID -> Arrays.fill(movie, i + 3, i + 3 + 16, (byte) 1);
                case TRACK_UID, TAG_TRACK_UID -> Arrays.fill(movie, i + 3, i + 3 + 8, (byte) 1);
                default -> {
                    if (element >> 8 == CRC_32) {
                        Arrays.fill(movie, i + 2, i + 2 + 4, (byte) 1);
                    }
                }
            }
        }
    }

    private void texts() throws IOException {
        for (String kind : new String[] {"420", "420p10", "mono", "444", "422p10"}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(ascii("YUV4MPEG2 W16 H16 F30000:1001 Ip A1:1 C%s XCOLORRANGE=FULL\n".formatted(kind)));
            for (int i = 0; i < 2; i++) {
                out.writeBytes(ascii("FRAME\n"));
                out.writeBytes(new byte[kind.equals("mono") ? 256 : kind.equals("420") ? 384 : 768]);
            }
            add("y4m", kind, out.toByteArray());
            add("media", kind + ".y4m", out.toByteArray());
        }
        for (String ratio :
                new String[] {"30", "30000/1001", "29.97", "1e3", "0.041", " 25 / 1 ", "9223372036854775807/3"}) {
            add("rational", ratio.replace('/', '_'), ascii(ratio));
        }
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(ascii("MOVIEMAKER-STREAM 1 width=16 height=16 framerate=30 pixels=rgba8 "
                + "sound=s16le sample_rate=48000 channels=2\n"));
        stream.writeBytes(ascii("PICT"));
        stream.writeBytes(new byte[] {0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        stream.writeBytes(new byte[1024]);
        add("stream", "picture", stream.toByteArray());
        add(
                "stream",
                "shared",
                ascii("MOVIEMAKER-STREAM 1 width=16 height=16 framerate=30/1 pixels=nv12 shared=7:3\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void pictures() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, 0xFF8040);
        for (String format : new String[] {"png", "jpg", "bmp", "gif"}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, format, out);
            add("media", "picture." + format, out.toByteArray());
        }
        for (int bits : new int[] {8, 16, 24}) {
            var format = new javax.sound.sampled.AudioFormat(44_100, bits, 2, bits > 8, false);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] samples = new byte[format.getFrameSize() * 400];
            AudioSystem.write(
                    new AudioInputStream(new ByteArrayInputStream(samples), format, 400),
                    AudioFileFormat.Type.WAVE,
                    out);
            add("media", bits + ".wav", out.toByteArray());
        }
    }

    private void profiles() throws IOException {
        for (String name : Profiles.NAMES) {
            try (InputStream in = Objects.requireNonNull(Profiles.class.getResourceAsStream(name + ".json"))) {
                add("profile", name, in.readAllBytes());
            }
        }
    }
}
