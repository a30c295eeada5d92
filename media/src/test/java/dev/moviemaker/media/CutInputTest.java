// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.MediaOptions;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.PictureSequenceReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that end in the middle: what is there comes, and that it is not all is told; a damaged picture is named. */
class CutInputTest {
    private static final String EARLY = "ends early";

    @TempDir
    Path folder;

    /** Checksums of the pictures, the samples of the sound, and the notes. */
    private record Read(List<Long> pictures, long samples, List<String> notes) {
        static Read of(MovieInput input) throws IOException {
            List<Long> pictures = new ArrayList<>();
            long samples = 0;
            for (Optional<MovieInput.Item> item = input.next(); item.isPresent(); item = input.next()) {
                switch (item.get()) {
                    case MovieInput.Item.Picture picture -> pictures.add(checksum(picture.frame()));
                    case MovieInput.Item.Sound sound -> samples += sound.block().frames();
                }
            }
            return new Read(pictures, samples, input.notes());
        }
    }

    private static long checksum(CpuFrame frame) {
        CRC32 crc = new CRC32();
        CpuFrame.Plane luma = frame.planes().getFirst();
        byte[] row = new byte[frame.width()];
        for (int y = 0; y < frame.height(); y++) {
            java.lang.foreign.MemorySegment.copy(
                    luma.data(), ValueLayout.JAVA_BYTE, (long) y * luma.strideBytes(), row, 0, row.length);
            crc.update(row);
        }
        return crc.getValue();
    }

    private Path made(String name, String options) throws Exception {
        Path file = folder.resolve(name);
        List<String> words = new ArrayList<>(List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=96x64:rate=25:duration=2",
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=48000:duration=2",
                "-flags",
                "+bitexact"));
        words.addAll(Arrays.asList(options.split(" ")));
        words.add(file.toString());
        Tools.ffmpeg(words.toArray(String[]::new));
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "a.mkv, -c:v mpeg4 -c:a libopus",
        "live.mkv, -c:v mpeg4 -c:a libopus -live 1",
        "a.webm, -c:v libvpx -c:a libopus -deadline realtime",
        "a.ogv, -c:v libvpx -c:a libopus -deadline realtime",
        "fragments.mp4, -c:v mpeg4 -c:a aac -movflags frag_keyframe+empty_moov -g 10",
        "index.mp4, -c:v mpeg4 -c:a aac -movflags faststart",
        "a.ts, -c:v mpeg2video -c:a mp2",
        "a.flv, -c:v flv -ar 44100 -c:a adpcm_swf",
        "a.avi, -c:v mjpeg -c:a pcm_s16le",
        "a.gif, -an",
        "a.apng, -an -frames:v 20",
        "a.wav, -vn -c:a pcm_s16le",
        "a.flac, -vn",
        "a.opus, -vn",
    })
    void whatIsCutOffIsToldAndTheRestComes(String name, String options) throws Exception {
        Path file = made(name, options);
        Read whole;
        try (MediaReader reader = MediaReader.open(file)) {
            whole = Read.of(reader);
        }
        assertThat(whole.notes()).noneMatch(note -> note.contains(EARLY) || note.contains("cut off"));
        byte[] bytes = Files.readAllBytes(file);
        Path half = Files.write(folder.resolve("half-" + name), Arrays.copyOf(bytes, bytes.length * 6 / 10 | 1));
        try (MediaReader reader = MediaReader.open(half)) {
            Read cut = Read.of(reader);
            assertThat(cut.notes()).filteredOn(note -> note.contains(EARLY)).hasSize(1);
            assertThat(cut.notes()).anyMatch(note -> note.contains("half-" + name));
            // The last picture may be a part of one.
            int good = Math.max(0, cut.pictures().size() - 1);
            assertThat(cut.pictures().subList(0, good))
                    .isEqualTo(whole.pictures().subList(0, good));
            assertThat(cut.pictures())
                    .hasSizeBetween(
                            whole.pictures().size() / 4, whole.pictures().size());
            assertThat(cut.samples()).isLessThanOrEqualTo(whole.samples());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a.mkv, -c:v mpeg4 -c:a libopus",
        "fragments.mp4, -c:v mpeg4 -c:a aac -movflags frag_keyframe+empty_moov -g 10",
        "a.gif, -an",
        "a.avi, -c:v mjpeg -c:a pcm_s16le",
    })
    void aPipeThatBreaksOffIsToldToo(String name, String options) throws Exception {
        byte[] bytes = Files.readAllBytes(made(name, options));
        try (MediaReader reader = MediaReader.open(new ByteArrayInputStream(bytes), "pipe", MediaOptions.DEFAULT)) {
            assertThat(Read.of(reader).notes()).noneMatch(note -> note.contains(EARLY));
        }
        byte[] half = Arrays.copyOf(bytes, bytes.length * 6 / 10);
        try (MediaReader reader = MediaReader.open(new ByteArrayInputStream(half), "pipe", MediaOptions.DEFAULT)) {
            assertThat(Read.of(reader).notes()).anyMatch(note -> note.contains("pipe: " + EARLY));
        }
    }

    @Test
    void anIndexAtTheEndIsNamed() throws Exception {
        Path file = made("a.mp4", "-c:v mpeg4 -c:a aac");
        byte[] bytes = Files.readAllBytes(file);
        assertThatThrownBy(() -> MediaReader.open(new ByteArrayInputStream(bytes), "pipe", MediaOptions.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pipe: the index (moov)")
                .hasMessageContaining("give it as a file");
        Path half = Files.write(folder.resolve("half.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> MediaReader.open(half)).hasMessageContaining("half.mp4: the index (moov)");
    }

    @Test
    void anIndexThatIsCutOffIsCalledSo() throws Exception {
        byte[] bytes = Files.readAllBytes(made("a.mp4", "-c:v mpeg4 -c:a aac -movflags faststart"));
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, 600));
        assertThatThrownBy(() -> MediaReader.open(cut)).hasMessageStartingWith(cut + ": cut off in the middle");
    }

    private Path sequence(String kind) throws Exception {
        Tools.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=96x64:rate=25:duration=0.8",
                folder.resolve("s%02d." + kind).toString());
        return folder.resolve("s01." + kind);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 20})
    void theDamagedPictureOfASequenceIsNamed(int number) throws Exception {
        Path first = sequence("png");
        Path damaged = folder.resolve("s%02d.png".formatted(number));
        byte[] bytes = Files.readAllBytes(damaged);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 40, (byte) 0);
        Files.write(damaged, bytes);
        assertThatThrownBy(() -> read(first))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(damaged + ": damaged");
        Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 3));
        assertThatThrownBy(() -> read(first)).hasMessageStartingWith(damaged + ": cut off");
    }

    @Test
    void aJpegThatIsCutOffIsToldOnce() throws Exception {
        Path first = sequence("jpg");
        assertThat(read(first).notes()).noneMatch(note -> note.contains("cut off"));
        Path cut = folder.resolve("s07.jpg");
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        Read read = read(first);
        assertThat(read.pictures()).hasSize(20);
        assertThat(read.notes())
                .filteredOn(note -> note.contains("cut off"))
                .singleElement()
                .satisfies(note -> assertThat(note).contains("s07.jpg is cut off"));
    }

    private static Read read(Path first) throws IOException {
        try (PictureSequenceReader reader = PictureSequenceReader.open(first, Rational.of(25))) {
            return Read.of(reader);
        }
    }
}
