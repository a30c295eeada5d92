// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In a heap of 64 MB: files of 41 bytes that promise gigabytes, one of each kind that is read, and streams of a
 * gigabyte that keep their promise.
 */
class SmallHeapTest {
    private static final int LIE_BYTES = 41;

    @TempDir
    private Path folder;

    private List<String> run(List<List<String>> commands) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapRun.class.getName()));
        for (List<String> command : commands) {
            words.addAll(command);
            words.add(";");
        }
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines;
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            lines = out.lines().toList();
        }
        assertThat(process.waitFor()).isZero();
        assertThat(lines).hasSameSizeAs(commands);
        return lines;
    }

    private static byte[] bytes(Object... parts) {
        ByteBuffer file = ByteBuffer.allocate(LIE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Object part : parts) {
            switch (part) {
                case String text -> file.put(text.getBytes(StandardCharsets.ISO_8859_1));
                case Integer number -> file.putInt(number);
                case Short number -> file.putShort(number);
                default -> throw new IllegalArgumentException(part.toString());
            }
        }
        return file.array();
    }

    private static int bigEndian(int value) {
        return Integer.reverseBytes(value);
    }

    /** The words after the name of the file, by that name. */
    private Map<String, byte[]> lies() {
        short big = (short) 65_000;
        Map<String, byte[]> lies = new LinkedHashMap<>();
        lies.put("size.y4m", bytes("YUV4MPEG2 W30000 H30000 F25:1 C420\nFRAME\n"));
        lies.put("deep.y4m", bytes("YUV4MPEG2 W65536 H65536 F1:1 C420p10\n"));
        lies.put("converted.y4m", bytes("YUV4MPEG2 W30000 H30000 F25:1 C444\nFRAM"));
        lies.put(
                "movie.mp4",
                bytes(bigEndian(16), "ftypisom", 0, bigEndian(0x7FFFFFFF), "moov", bigEndian(0x7FFFFFF0), "trak"));
        lies.put("movie.mkv", bytes("\u001aE\u00df\u00a3\u0001\0\0\0\u007f\u00ff\u00ff\u00ffB\u0082\u0088matroska"));
        lies.put("movie.avi", bytes("RIFF", -1, "AVI LIST", 0x7FFFFFF0, "hdrlavih", 0x7FFFFFF0));
        lies.put("movie.gif", bytes("GIF89a", big, big, "\u00f7\0\0,\0\0\0\0", big, big, "\0\u0008\u00ff"));
        lies.put("sound.wav", bytes("RIFF", -1, "WAVEfmt ", 16, 0x00020001, 48_000, 192_000, 0x00100004, "data"));
        lies.put("p1.png", bytes("\u0089PNG\r\n\u001a\n", bigEndian(13), "IHDR", bigEndian(65_000), bigEndian(65_000)));
        lies.put("p1.bmp", bytes("BM", -1, 0, 54, 40, 30_000, 30_000, 0x00180001, 0));
        lies.put("p1.tif", bytes("II*\0", 8, 0x01000002, 0x00040000, 1, 65_000, 0x00040101, 1, 65_000));
        lies.put("p1.exr", bytes("v/1\u0001\u0002\0\0\0dataWindow\0box2i\0", 16, 0, 0));
        lies.put("p1.tga", bytes("\0\0\u0002\0\0\0\0\0\0\0\0\0", big, big, "\u0018\0"));
        lies.put("p1.webp", bytes("RIFF", -1, "WEBPVP8L", -1, "/\u00ff\u00ff\u00ff\u000f"));
        lies.put(
                "p1.jpg",
                bytes("\u00ff\u00d8\u00ff\u00c0\0\u0011\u0008", big, big, "\u0003\u0001\"\0\u0002\u0011\u0001"));
        lies.put("raw.yuv", new byte[LIE_BYTES]);
        lies.put("units.ivf", bytes("DKIF", 0x00200000, "AV01", 0, 25, 1, 1, 0, 0x7FFFFFF0));
        lies.put("units.obu", bytes("\u0012\u00002\u00ff\u00ff\u00ff\u00ff\u0007"));
        lies.put("stream", bytes("MOVIEMAKER-STREAM 1 65000 65000 25 1 rgb"));
        return lies;
    }

    private List<String> command(Path file) {
        String name = String.valueOf(file.getFileName());
        String out = folder.resolve("out.mkv").toString();
        if (name.startsWith("units")) {
            return List.of("inspect", file.toString());
        }
        if (name.startsWith("stream")) {
            return List.of("record-stream", file.toString(), "-o", out);
        }
        if (name.startsWith("sound")) {
            return List.of("encode", folder.resolve("size.y4m").toString(), "--audio", file.toString(), "-o", out);
        }
        List<String> words = new ArrayList<>(List.of("encode", file.toString(), "-o", out));
        if (name.startsWith("p1")) {
            words.addAll(List.of("--fps", "5"));
        }
        if (name.startsWith("raw")) {
            words.addAll(List.of("--format", "i420", "--size", "60000x60000", "--fps", "5"));
        }
        return words;
    }

    @Test
    void noReaderBelievesAHeader() throws Exception {
        List<List<String>> commands = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, byte[]> lie : lies().entrySet()) {
            assertThat(lie.getValue()).hasSize(LIE_BYTES);
            Path file = Files.write(folder.resolve(lie.getKey()), lie.getValue());
            commands.add(command(file));
            names.add(lie.getKey());
            if (lie.getKey().startsWith("movie")) {
                commands.add(List.of("inspect", file.toString()));
                names.add("inspect " + lie.getKey());
            }
        }
        List<String> lines = run(commands);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i))
                    .as(names.get(i))
                    .matches("[12] av1: .*")
                    .doesNotContain("OutOfMemory", "heap", "Exception", "internal");
            assertThat(lines.get(i).split(" / av1: ", -1)).as(names.get(i)).hasSize(1);
        }
        assertThat(folder.resolve("out.mkv")).doesNotExist();
    }

    /** Each unit has 8 MB, which the disk does not hold: they are gaps that read as zeros. */
    @Test
    void aGigabyteIsReadUnitByUnit() throws Exception {
        int units = 128;
        int unitBytes = 8 << 20;
        Path ivf = folder.resolve("large.ivf");
        Path obu = folder.resolve("large.obu");
        try (FileChannel ivfFile = FileChannel.open(ivf, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                FileChannel obuFile = FileChannel.open(obu, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer header = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
            header.put("DKIF".getBytes(StandardCharsets.US_ASCII)).putInt(0x00200000);
            header.put("AV01".getBytes(StandardCharsets.US_ASCII))
                    .putInt(0x00400040)
                    .putInt(25)
                    .putInt(1)
                    .putInt(units);
            ivfFile.write(header.clear(), 0);
            // A temporal delimiter, then one OBU of padding for all the rest.
            byte[] start = {0x12, 0, 0x7A, (byte) 0xF8, (byte) 0xFF, (byte) 0xFF, 0x03};
            int size = 0x78 | 0x7F << 7 | 0x7F << 14 | 0x03 << 21;
            assertThat(start.length + size).isEqualTo(unitBytes - 1);
            byte[] end = {(byte) 0x80};
            for (int i = 0; i < units; i++) {
                long at = 32 + (long) i * (unitBytes - 1 + 12);
                ByteBuffer frame = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
                ivfFile.write(frame.putInt(unitBytes - 1).putLong(i).flip(), at);
                ivfFile.write(ByteBuffer.wrap(start), at + 12);
                ivfFile.write(ByteBuffer.wrap(end), at + 12 + unitBytes - 2);
                long place = (long) i * (unitBytes - 1);
                obuFile.write(ByteBuffer.wrap(start), place);
                obuFile.write(ByteBuffer.wrap(end), place + unitBytes - 2);
            }
        }
        assertThat(Files.size(ivf)).isGreaterThan(1_000_000_000);
        List<String> lines = run(List.of(List.of("inspect", ivf.toString()), List.of("inspect", obu.toString())));
        assertThat(lines).allMatch(line -> line.startsWith("0 ") && line.contains(units + " temporal units"));
        assertThat(Arrays.asList(lines.get(0).split(" / ", -1))).hasSizeGreaterThan(units);
    }
}
