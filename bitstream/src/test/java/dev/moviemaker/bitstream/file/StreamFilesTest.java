// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.clips.Clips;
import dev.moviemaker.bitstream.frame.ShowExistingFrame;
import dev.moviemaker.bitstream.obu.Obu;
import dev.moviemaker.bitstream.obu.ObuHeader;
import dev.moviemaker.bitstream.obu.ParsedTemporalUnit;
import dev.moviemaker.bitstream.obu.StreamParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in and out, and files that are broken. */
class StreamFilesTest {
    @TempDir
    Path folder;

    private static List<StreamUnit> readAll(InputStream in) throws IOException {
        List<StreamUnit> units = new ArrayList<>();
        try (StreamReader reader = StreamFiles.open(in)) {
            for (StreamUnit unit = reader.next(); unit != null; unit = reader.next()) {
                units.add(unit);
            }
        }
        return units;
    }

    private static List<byte[]> data(List<StreamUnit> units) {
        return units.stream().map(StreamUnit::data).toList();
    }

    @Test
    void ivfOfAnotherWriterHoldsTheUnitsOfTheObuFile() throws IOException {
        List<StreamUnit> ivf = readAll(Clips.open("svt.ivf"));
        assertThat(data(ivf)).containsExactlyElementsOf(ObuStreamReader.split(Clips.read("svt.obu")));
        assertThat(ivf.stream().map(StreamUnit::timestamp).toList()).isSorted().hasSize(20);
        assertThat(ivf.getFirst().offset()).isEqualTo(44);
    }

    @Test
    void ivfComesBackWithItsFrameCount() throws IOException {
        Path file = folder.resolve("a.ivf");
        List<byte[]> units = ObuStreamReader.split(Clips.read("pyramid.obu"));
        try (IvfWriter writer = new IvfWriter(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                IvfHeader.av1(64, 64, 30000, 1001))) {
            long timestamp = Long.MAX_VALUE - 1000;
            for (byte[] unit : units) {
                writer.write(timestamp++, ByteBuffer.wrap(unit));
            }
        }
        try (IvfReader reader = new IvfReader(Files.newInputStream(file))) {
            assertThat(reader.header()).isEqualTo(new IvfHeader("AV01", 64, 64, 30000, 1001, units.size()));
            StreamUnit first = Objects.requireNonNull(reader.next());
            assertThat(first.timestamp()).isEqualTo(Long.MAX_VALUE - 1000);
        }
        assertThat(data(readAll(Files.newInputStream(file)))).containsExactlyElementsOf(units);
    }

    @Test
    void obuFilesGetDelimitersAndSizes() throws IOException {
        byte[] stream = Clips.read("segments.obu");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObuStreamWriter writer = new ObuStreamWriter(Channels.newChannel(out))) {
            for (byte[] unit : ObuStreamReader.split(stream)) {
                // as a container keeps it: no delimiter, no size in the last OBU
                BitWriter sample = new BitWriter();
                List<Obu> obus = Obu.split(unit);
                for (Obu obu : obus.subList(1, obus.size() - 1)) {
                    sample.bytes(unit, obu.offset(), obu.byteLength());
                }
                Obu last = obus.getLast();
                new ObuHeader(last.type(), false, false, 0, 0).write(sample);
                sample.bytes(unit, last.payloadOffset(), last.payloadLength());
                writer.write(sample.toByteArray());
            }
        }
        assertThat(out.toByteArray()).isEqualTo(stream);
    }

    @Test
    void annexBHoldsTheSameObus() throws IOException {
        assertThat(data(readAll(Clips.open("segments.annexb"))))
                .containsExactlyElementsOf(ObuStreamReader.split(Clips.read("segments.obu")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"svt.ivf", "segments.obu", "segments.annexb"})
    void truncatedFilesAreErrorsWithThePosition(String name) throws IOException {
        byte[] whole = Clips.read(name);
        int full = readAll(new ByteArrayInputStream(whole)).size();
        for (int length = 1; length < whole.length; length += 1 + length / 40) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                assertThat(readAll(new ByteArrayInputStream(cut)).size())
                        .as("cut to %d", length)
                        .isLessThan(full);
            } catch (IOException e) {
                assertThat(e).hasMessageMatching(".*(at|before) byte \\d+.*|neither IVF nor.*");
            }
        }
    }

    @Test
    void garbageIsRefusedOrReadWithoutAnyOtherError() throws IOException {
        Random random = new Random(7);
        for (int run = 0; run < 3000; run++) {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            if (run % 3 == 0 && garbage.length > 2) {
                garbage[0] = 0x12;
                garbage[1] = 0;
            }
            try {
                for (StreamUnit unit : readAll(new ByteArrayInputStream(garbage))) {
                    new StreamParser().parse(unit.data());
                }
            } catch (IOException | SyntaxException e) {
                assertThat(e).as("seed 7, run %d", run).hasMessageMatching("(?s).+");
            }
        }
    }

    @Test
    void aDamagedStreamIsParsedToTheEndWithItsProblems() {
        Random random = new Random(11);
        byte[] stream = Clips.read("pyramid.obu");
        int problems = 0;
        for (int run = 0; run < 300; run++) {
            byte[] damaged = stream.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                StreamParser parser = new StreamParser();
                for (byte[] unit : ObuStreamReader.split(damaged)) {
                    problems += parser.parse(unit).problems().size();
                }
            } catch (SyntaxException e) {
                problems++;
            }
        }
        assertThat(problems).as("seed 11").isPositive();
    }

    @Test
    void openNamesTheFile() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.obu"));
        assertThatThrownBy(() -> StreamFiles.open(empty))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("empty.obu")
                .hasMessageContaining("is empty");
    }

    @Test
    void aUnitKnowsItsFrames() {
        StreamParser parser = new StreamParser();
        int shown = 0;
        int existing = 0;
        boolean first = true;
        for (byte[] data : ObuStreamReader.split(Clips.read("pyramid.obu"))) {
            ParsedTemporalUnit unit = parser.parse(data);
            assertThat(unit.problems()).isEmpty();
            assertThat(unit.isKeyFrame()).isEqualTo(first);
            assertThat(unit.shownFrames()).isEqualTo(1);
            first = false;
            shown++;
            existing += (int) unit.frameHeaders().stream()
                    .filter(ShowExistingFrame.class::isInstance)
                    .count();
        }
        assertThat(shown).isEqualTo(20);
        assertThat(existing).isPositive();
    }
}
