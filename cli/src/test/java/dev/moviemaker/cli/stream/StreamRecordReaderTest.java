// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioBlock.SampleFormat;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stream's reader, on what is in a stream and on what must not be. */
class StreamRecordReaderTest {
    private static final String FIELDS =
            "width=16 height=16 framerate=30 pixels=i420 sound=s16le sample_rate=8000 channels=2";
    private static final int PICTURE = 16 * 16 * 3 / 2;

    private static StreamRecordReader reader(byte[] stream) throws IOException {
        return new StreamRecordReader(Channels.newChannel(new ByteArrayInputStream(stream)), "it");
    }

    private static byte[] pixels(int seed) {
        byte[] pixels = new byte[PICTURE];
        new Random(seed).nextBytes(pixels);
        return pixels;
    }

    private static byte[] payload(StreamRecordReader reader, StreamRecordReader.Item record) throws IOException {
        byte[] payload = new byte[record.bytes()];
        assertThat(reader.read(MemorySegment.ofArray(payload))).isTrue();
        return payload;
    }

    private static StreamRecordReader.Item next(StreamRecordReader reader) throws IOException {
        return Optional.ofNullable(reader.next()).orElseThrow();
    }

    @Test
    void everyByteOfEveryRecordArrives() throws IOException {
        byte[] stream = StreamBytes.of(FIELDS)
                .sound((short) 1, (short) -2, (short) 300, (short) -400)
                .picture(0, pixels(1))
                .picture(7, pixels(2))
                .sound((short) 5, (short) 6)
                .done()
                .bytes();
        try (StreamRecordReader reader = reader(stream)) {
            assertThat(reader.header())
                    .isEqualTo(new StreamHeader(
                            16,
                            16,
                            Rational.of(30),
                            PixelFormat.I420,
                            Optional.of(new StreamHeader.Sound(SampleFormat.S16, 8000, 2)),
                            Optional.empty()));
            MemorySegment samples = MemorySegment.ofArray(payload(reader, next(reader)));
            assertThat(samples.toArray(ValueLayout.JAVA_SHORT_UNALIGNED)).containsExactly(1, -2, 300, -400);
            StreamRecordReader.Item first = next(reader);
            assertThat(first).isEqualTo(new StreamRecordReader.Item.Picture(PICTURE, 0));
            assertThat(payload(reader, first)).isEqualTo(pixels(1));
            StreamRecordReader.Item second = next(reader);
            assertThat(second).isEqualTo(new StreamRecordReader.Item.Picture(PICTURE, 7));
            assertThat(payload(reader, second)).isEqualTo(pixels(2));
            assertThat(payload(reader, next(reader))).containsExactly(5, 0, 6, 0);
            assertThat(reader.next()).isNull();
            assertThat(reader.next()).isNull();
            assertThat(reader.cutShort()).isEmpty();
        }
    }

    @Test
    void whatFollowsTheEndIsNotRead() throws IOException {
        StreamBytes stream = StreamBytes.of(FIELDS).picture(0, pixels(1)).done();
        int end = stream.bytes().length;
        ByteArrayInputStream in =
                new ByteArrayInputStream(stream.record("WHAT", 5, 5).bytes());
        try (StreamRecordReader reader = new StreamRecordReader(Channels.newChannel(in), "it")) {
            payload(reader, next(reader));
            assertThat(reader.next()).isNull();
        }
        assertThat(in.available()).isEqualTo(stream.bytes().length - end);
    }

    @ParameterizedTest
    @CsvSource({
        "rgba8,1024",
        "bgra8,1024",
        "rgb24,768",
        "rgb10a2,1024",
        "bgr10a2,1024",
        "i420,384",
        "nv12,384",
        "p010,768",
        "i010,768",
    })
    void everyFormatHasItsSize(String format, int bytes) throws IOException {
        byte[] stream = StreamBytes.of("pixels=%s width=16 framerate=30000/1001 height=16".formatted(format))
                .bytes();
        try (StreamRecordReader reader = reader(stream)) {
            assertThat(reader.header().pictureBytes()).isEqualTo(bytes);
            assertThat(reader.header().framerate()).isEqualTo(new Rational(30_000, 1001));
            assertThat(reader.header().sound()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|not a stream of pictures",
                "YUV4MPEG2 W64 H64|not a stream of pictures",
                "MOVIEMAKER-STREAM|version: nothing given, 1 allowed",
                "MOVIEMAKER-STREAM 2 width=16|version: '2' given, 1 allowed",
                "MOVIEMAKER-STREAM 1 height=16 framerate=30 pixels=rgba8|width is missing",
                "MOVIEMAKER-STREAM 1 width=16 height=16 pixels=rgba8|framerate is missing",
                "MOVIEMAKER-STREAM 1 width=15 height=16 framerate=30 pixels=rgba8|width: '15' given, 16 to 65536 "
                        + "allowed",
                "MOVIEMAKER-STREAM 1 width=16 height=-5 framerate=30 pixels=rgba8|height: '-5' given, 16 to 65536",
                "MOVIEMAKER-STREAM 1 width=99999999999 height=16 framerate=30 pixels=rgba8|width: '99999999999' given",
                "MOVIEMAKER-STREAM 1 width=16 height=16 framerate=0 pixels=rgba8|framerate: ",
                "MOVIEMAKER-STREAM 1 width=16 height=16 framerate=x pixels=rgba8|framerate: ",
                "MOVIEMAKER-STREAM 1 width=16 height=16 framerate=30 pixels=rgb8|pixels: 'rgb8' given, rgba8, bgra8, "
                        + "rgb24",
                "MOVIEMAKER-STREAM 1 width=16 height=16 framerate=30 pixels=rgba8 sound=s16|sound: 's16' given, s16le,",
                "MOVIEMAKER-STREAM 1 width=16 height=16 framerate=30 pixels=rgba8 channels=2|channels: '2' given",
                "MOVIEMAKER-STREAM 1 width=16 height=16 framerate=30 pixels=rgba8 sound=s16le channels=2|sample_rate "
                        + "is",
                "MOVIEMAKER-STREAM 1 width=16 height=16 framerate=30 pixels=rgba8 sound=s16le sample_rate=1 channels=2"
                        + "|sample_rate: '1' given, 8000 to 192000 allowed",
                "MOVIEMAKER-STREAM 1 width=16 height=16 framerate=30 pixels=rgba8 sound=s16le sample_rate=8000 "
                        + "channels=9"
                        + "|channels: '9' given, 1 to 8 allowed",
                "MOVIEMAKER-STREAM 1 width=65536 height=65536 framerate=30 pixels=rgba8|up to 1 GiB allowed",
                "MOVIEMAKER-STREAM 1 width=16 height=16 framerate=30 pixels=rgba8 shared=2:4|shared: '2:4' given, a "
                        + "descriptor",
                "MOVIEMAKER-STREAM 1 width=16 height=16 framerate=30 pixels=rgba8 shared=3:2|3 to 64 slots allowed",
                "MOVIEMAKER-STREAM 1 width=16 height=16 framerate=30 pixels=rgba8 alpha=1|'alpha=1' given",
                "MOVIEMAKER-STREAM 1 width=16  height=16 framerate=30 pixels=rgba8|'' given",
                "MOVIEMAKER-STREAM 1 width=16 width=16 height=16 framerate=30 pixels=rgba8|width given twice",
            })
    void headersThatAreNoneAreNamed(String header, String message) {
        assertThatThrownBy(() -> reader(new StreamBytes(header).bytes()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("it: ")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void endlessLinesAndEmptyStreamsAreRefused() {
        assertThatThrownBy(() -> reader(new byte[0])).hasMessage("it: the input is empty");
        assertThatThrownBy(() -> reader("MOVIEMAKER".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .hasMessage("it: ends inside the header");
        assertThatThrownBy(() -> reader(new byte[100_000])).hasMessageContaining("longer than 512 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PICT|383|1|size: 383 given, 384 bytes allowed",
                "PICT|-1|1|size: 4294967295 given, 384 bytes allowed",
                "PICT|384|0|time: 0 given, 1 to 1099511627775 allowed",
                "PICT|384|-1|time: -1 given",
                "PICT|384|1099511627776|time: 1099511627776 given",
                "SOND|0|0|size: 0 given, multiples of 4 up to 32000 bytes (one second) allowed",
                "SOND|6|0|size: 6 given, multiples of 4",
                "SOND|32004|0|size: 32004 given, multiples of 4",
                "SOND|4|1|number: 1 given, 0 allowed",
                "DONE|1|1|size: 1 given, 0 bytes allowed",
                "DONE|0|2|number: 2 given, 1, the pictures that came, allowed",
                "SLOT|0|1|shared memory given, none allowed",
                "pict|384|1|kind: 'pict' given, PICT, SLOT, SOND or DONE allowed",
            })
    void recordsThatAreNotAllowedAreNamed(String kind, int size, long number, String message) throws IOException {
        byte[] stream = StreamBytes.of(FIELDS)
                .picture(0, pixels(1))
                .record(kind, size, number)
                .bytes();
        try (StreamRecordReader reader = reader(stream)) {
            payload(reader, next(reader));
            assertThatThrownBy(reader::next)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("it: record 1")
                    .hasMessageContaining(message);
        }
    }

    @Test
    void soundThatTheHeaderDoesNotStateIsRefused() throws IOException {
        byte[] stream = StreamBytes.of("width=16 height=16 framerate=30 pixels=i420")
                .sound((short) 0)
                .bytes();
        try (StreamRecordReader reader = reader(stream)) {
            assertThatThrownBy(reader::next).hasMessageContaining("none allowed: the header states none");
        }
    }

    @Test
    void anEndWithoutEndRecordIsToldWhereverItIs() throws IOException {
        byte[] whole = StreamBytes.of(FIELDS)
                .picture(0, pixels(1))
                .picture(1, pixels(2))
                .done()
                .bytes();
        int header = whole.length - 2 * (16 + PICTURE) - 16;
        for (int length = header; length < whole.length; length++) {
            try (StreamRecordReader reader = reader(Arrays.copyOf(whole, length))) {
                int pictures = whole(reader).size();
                assertThat(pictures).as("of %d bytes", length).isEqualTo((length - header) / (16 + PICTURE));
                assertThat(reader.cutShort())
                        .hasValueSatisfying(reason -> assertThat(reason).startsWith("it: ends early"));
            }
        }
    }

    private static List<byte[]> whole(StreamRecordReader reader) throws IOException {
        List<byte[]> payloads = new ArrayList<>();
        for (StreamRecordReader.Item record = reader.next(); record != null; record = reader.next()) {
            byte[] payload = new byte[record.bytes()];
            if (reader.read(MemorySegment.ofArray(payload))) {
                payloads.add(payload);
            }
        }
        return payloads;
    }

    /** Whatever comes: an end, or one line that says what is wrong; and never more memory than a header allows. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedStreamsEndOrAreRefusedInOneLine(long seed) {
        byte[] good = StreamBytes.of(FIELDS)
                .picture(0, pixels(1))
                .sound(new short[400])
                .picture(1, pixels(2))
                .done()
                .bytes();
        Random random = new Random(seed);
        int refused = 0;
        for (int run = 0; run < 5000; run++) {
            byte[] stream = damaged(good, random);
            try (StreamRecordReader reader = reader(stream)) {
                whole(reader);
            } catch (IOException e) {
                refused++;
                assertThat(e).as("seed %d, run %d", seed, run).hasMessageStartingWith("it: ");
                assertThat(String.valueOf(e.getMessage())).doesNotContain("\n").hasSizeLessThan(300);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed %d, run %d".formatted(seed, run), e);
            }
        }
        assertThat(refused).as("damage that was noticed").isBetween(1000, 4999);
    }

    private static byte[] damaged(byte[] good, Random random) {
        byte[] stream = random.nextInt(3) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
        int header = 110;
        for (int i = random.nextInt(4); i > 0 && stream.length > 0; i--) {
            // Most of a stream is samples, in which nothing can be wrong: two of three hits are in the header or a
            // head.
            int at = random.nextInt(3) == 0 ? random.nextInt(stream.length) : random.nextInt(header + 40);
            if (at < stream.length) {
                stream[at] = (byte) random.nextInt(256);
            }
        }
        return stream;
    }
}
